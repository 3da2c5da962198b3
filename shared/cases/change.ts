import type { Decision } from "../domain/inquiry/decision.ts";
import { type Actor, append, fold } from "../domain/inquiry/history.ts";
import type { InquiryStore, LoadedInquiry, StoredInquiry } from "../ports/inquiry-store.ts";
import type { Digests } from "./digests.ts";

/** Most commits a case can hold: the item stays far below DynamoDB's 400 KB. */
export const MOST_ENTRIES = 300;

/** Appends a decision to a case and stores it on the version it was decided on; undefined when somebody else was first. */
export async function commit(
  loaded: LoadedInquiry,
  decision: Decision,
  request: { readonly at: string; readonly actor: Actor; readonly act: string },
  inquiries: Pick<InquiryStore, "save">,
  digests: Digests,
): Promise<LoadedInquiry | undefined> {
  const document = append(loaded.document, { ...request, ...decision }, digests.digest, digests.salt);
  const stored: StoredInquiry = { ...loaded, document };
  const outcome = await inquiries.save(stored, loaded.inquiry.version);
  return outcome === "saved" ? { ...stored, inquiry: fold(document) } : undefined;
}
