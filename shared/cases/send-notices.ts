import type { InquiryEvent } from "../domain/inquiry/events.ts";
import type { Inquiry } from "../domain/inquiry/inquiry.ts";
import { queueOf } from "../domain/notices.ts";
import type { NoticeQueue } from "../ports/notice-queue.ts";

/**
 * Sends what a commit has just queued or is to send again. It may fail: the case knows what is owed, and the next sweep of the
 * audit sends it once more. `urgentOnly` is for functions that hold only that queue.
 */
export async function sendNotices(
  inquiry: Inquiry,
  events: readonly InquiryEvent[],
  queue: NoticeQueue,
): Promise<void> {
  const ids = events.flatMap((event) =>
    event.type === "NoticeQueued" ? [event.notice.id] : event.type === "NoticeRetried" ? [event.id] : [],
  );
  const notices = inquiry.outbox.filter((notice) => ids.includes(notice.id) && !notice.deliveredAt);
  for (const name of ["urgent-reports", "escalations"] as const) {
    const references = notices
      .filter((notice) => queueOf(notice) === name)
      .map((notice) => ({ number: inquiry.number, noticeId: notice.id }));
    if (references.length > 0) await queue.send(name, references).catch(() => undefined);
  }
}
