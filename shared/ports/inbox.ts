import type { NoticeKind } from "../domain/notices.ts";

/** What lies in a person's inbox. The key is the case and the cause, so the same notice delivered twice lies there once. */
export interface InboxNotice {
  readonly recipientId: string;
  readonly key: string;
  readonly kind: NoticeKind;
  readonly number: string;
  readonly subject: string;
  readonly clause: string;
  readonly limit?: { readonly kind: string; readonly dueOn: string; readonly dueAt: string };
  readonly level?: number;
  readonly deliveredAt: string;
  readonly readAt?: string;
}

/** The inboxes of the staff. */
export interface Inbox {
  /** Puts a notice in; does nothing when it is there already. */
  deliver(notice: InboxNotice): Promise<void>;
  find(recipientId: string, key: string): Promise<InboxNotice | undefined>;
  list(
    recipientId: string,
    limit: number,
    cursor?: string,
  ): Promise<{ items: readonly InboxNotice[]; cursor?: string }>;
  /** Marks a notice as read; false when there is none. */
  acknowledge(recipientId: string, key: string, at: string): Promise<boolean>;
}
