import type { Clocked } from "../domain/case-clock.ts";
import { queueOf } from "../domain/notices.ts";
import type { CaseKind, NoticeQueue } from "../ports/notice-queue.ts";

/**
 * Sends what a commit has just queued or is to send again: whatever stands otherwise in the outbox than before. It may fail: the
 * case knows what is owed, and the next sweep of the audit sends it once more. A function without a queue leaves it to that sweep.
 */
export async function sendNotices(
  kind: CaseKind,
  { number, outbox }: { readonly number: string; readonly outbox: Clocked["outbox"] },
  before: Clocked["outbox"],
  queue: NoticeQueue,
): Promise<void> {
  const known = new Set(before.map((notice) => `${notice.id} ${notice.attempts}`));
  const notices = outbox.filter((notice) => !notice.deliveredAt && !known.has(`${notice.id} ${notice.attempts}`));
  for (const name of ["urgent-reports", "escalations"] as const) {
    const references = notices
      .filter((notice) => queueOf(notice) === name)
      .map((notice) => ({ kind, number, noticeId: notice.id }));
    if (references.length > 0) await queue.send(name, references).catch(() => undefined);
  }
}
