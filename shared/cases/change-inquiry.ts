import type { Decision } from "../domain/inquiry/decision.ts";
import { fold } from "../domain/inquiry/history.ts";
import type { InquiryStore, LoadedInquiry, StoredInquiry } from "../ports/inquiry-store.ts";
import { commit, type Request } from "./change.ts";
import type { Digests } from "./digests.ts";

/** Stores a decision on an inquiry and says how it stands now; undefined when somebody else was first. */
export async function changeInquiry(
  { inquiry: _, ...stored }: LoadedInquiry,
  decision: Decision,
  request: Request,
  inquiries: Pick<InquiryStore, "save">,
  digests: Digests,
): Promise<LoadedInquiry | undefined> {
  const next: StoredInquiry | undefined = await commit(stored, decision, request, inquiries, digests);
  return next && { ...next, inquiry: fold(next.document) };
}
