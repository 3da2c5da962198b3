import type { NoticeKind } from "../domain/notices.ts";

/** Which notice of which inbox is to be told outside; `target` is missing until it is known to whom. */
export interface OutwardReference {
  readonly recipientId: string;
  readonly key: string;
  readonly target?: string;
}

/** The queue over which notices go out. */
export interface OutwardQueue {
  send(references: readonly OutwardReference[]): Promise<void>;
}

/** What is sent to a target. `id` is the same each time the same notice is sent. */
export interface OutwardMessage {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly number: string;
  readonly level?: number;
  readonly dueAt?: string;
  readonly link: string;
  readonly text: string;
}

/** A place outside that is told; `kinds` narrows what, else it is everything that goes out. */
export interface OutwardTarget {
  readonly name: string;
  readonly kinds?: readonly NoticeKind[];
  /** Throws when the place did not take it. */
  tell(message: OutwardMessage, now: string): Promise<void>;
}

/** The places that are told at present. */
export interface OutwardTargets {
  all(): Promise<readonly OutwardTarget[]>;
}
