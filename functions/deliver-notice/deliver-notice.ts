import { commit } from "#shared/cases/change.ts";
import { contextOf } from "#shared/cases/context.ts";
import type { Digests } from "#shared/cases/digests.ts";
import { confirmDelivery } from "#shared/domain/delivery.ts";
import { storedNumber } from "#shared/domain/receipt.ts";
import type { DirectoryReader } from "#shared/ports/directory-reader.ts";
import type { Inbox } from "#shared/ports/inbox.ts";
import type { InquiryStore } from "#shared/ports/inquiry-store.ts";
import type { NoticeReference } from "#shared/ports/notice-queue.ts";

const ATTEMPTS = 5;

/**
 * Delivers the notice a message points at. What it says and to whom is read from the case, never from the message: a forged one
 * points at nothing, a doubled one at something that is ticked off, a late one is still delivered once.
 */
export async function deliverNotice(
  { number, noticeId }: NoticeReference,
  now: string,
  ports: {
    readonly inquiries: Pick<InquiryStore, "find" | "save">;
    readonly directory: Pick<DirectoryReader, "everybody">;
    readonly inbox: Pick<Inbox, "deliver">;
    readonly digests: Digests;
  },
): Promise<"delivered" | "nothing-owed"> {
  const stored = storedNumber(number);
  for (let attempt = 0; attempt < ATTEMPTS && stored !== undefined; attempt += 1) {
    const found = await ports.inquiries.find(stored);
    const notice = found?.inquiry.outbox.find((each) => each.id === noticeId);
    if (!found || !notice || notice.deliveredAt) return "nothing-owed";
    const { inquiry, document } = found;
    const limit = inquiry.limits.find((each) => each.id === notice.limitId);
    await ports.inbox.deliver({
      recipientId: notice.recipientId,
      key: `${notice.queuedAt} ${inquiry.number} ${notice.id}`,
      kind: notice.kind,
      number: inquiry.number,
      subject: document.texts[inquiry.subject]?.body ?? "",
      clause: notice.clause,
      ...(limit && { limit: { kind: limit.kind, dueOn: limit.dueOn, dueAt: limit.dueAt } }),
      ...(notice.level !== undefined && { level: notice.level }),
      deliveredAt: now,
    });
    const known = await ports.directory.everybody();
    const decision = confirmDelivery(inquiry, noticeId, contextOf(known, inquiry.officeId, now));
    if (!decision) return "nothing-owed";
    const request = { at: now, actor: { kind: "system" } as const, act: "deliver" };
    if (await commit(found, decision, request, ports.inquiries, ports.digests)) return "delivered";
  }
  if (stored === undefined) return "nothing-owed";
  throw new Error("The case changed too often while its notice was delivered");
}
