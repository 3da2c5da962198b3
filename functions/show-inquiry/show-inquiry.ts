import { commandsNow } from "#shared/cases/commands-now.ts";
import { contextOf } from "#shared/cases/context.ts";
import { type CaseView, caseView } from "#shared/cases/views.ts";
import { can, type Principal, relationsTo } from "#shared/domain/authorisation.ts";
import { storedNumber } from "#shared/domain/receipt.ts";
import { type Refusal, refuse } from "#shared/domain/refusal.ts";
import type { DirectoryReader } from "#shared/ports/directory-reader.ts";
import type { InquiryStore } from "#shared/ports/inquiry-store.ts";

/** Shows a case to a member of staff who has to do with it; to others it does not exist. */
export async function showInquiry(
  number: string,
  principal: Principal,
  now: string,
  ports: {
    readonly inquiries: Pick<InquiryStore, "find">;
    readonly directory: Pick<DirectoryReader, "everybody">;
  },
): Promise<CaseView | Refusal> {
  const stored = storedNumber(number);
  const [found, known] = await Promise.all([
    stored === undefined ? undefined : ports.inquiries.find(stored),
    ports.directory.everybody(),
  ]);
  if (!found) return refuse("not-found");
  const context = contextOf(known, found.inquiry.officeId, now, principal.id);
  const relations = relationsTo(found.inquiry, principal, known, context.time.dayOf(now));
  if (!can(principal, { on: "inquiry", do: "read", relations })) return refuse("not-found");
  return caseView(found.inquiry, found.document, known, now, commandsNow(found.inquiry, context));
}
