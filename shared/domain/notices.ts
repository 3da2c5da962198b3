import type { Clause } from "./clauses.ts";

/** What a member of staff is told, and over which queue it travels. */
export type NoticeKind =
  | "reminder"
  | "escalation"
  | "urgent"
  | "feedback"
  | "second-notice"
  | "handed-over"
  | "returned"
  | "message"
  | "bad-rating"
  | "recalculated"
  | "suspected-breach"
  | "hearing"
  | "statement"
  | "measure"
  | "appeal"
  | "appeal-decided"
  | "inspection"
  | "digest"
  | "delivery-failed";

/**
 * An entry of the outbox: recorded with the decision, delivered over a queue, ticked off afterwards.
 * Its id is derived from what caused it, so however often it is sent it is one notice.
 */
export interface Notice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly recipientId: string;
  readonly clause: Clause;
  readonly limitId?: string;
  readonly level?: number;
  /** Which case it is about, where several share a document. */
  readonly caseId?: string;
  readonly queuedAt: string;
  readonly attempts: number;
  /** When the next sweep sends it again unless it has been delivered. */
  readonly nextAttemptAt: string;
  readonly deliveredAt?: string;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A lost message is sent again after 2, 4, 8 … minutes, at most a day apart. */
export const nextAttempt = (now: string, attempts: number): string =>
  new Date(Date.parse(now) + Math.min(2 ** attempts * 2 * MINUTE, DAY)).toISOString();

/** The queue a notice travels over: an urgent report never waits behind reminders (FIR-5.6). */
export const queueOf = (notice: Notice): "urgent-reports" | "escalations" =>
  notice.kind === "urgent" ? "urgent-reports" : "escalations";
