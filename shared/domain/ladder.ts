import { type ClockEvent, type Clocked, retries, stepsReached } from "./case-clock.ts";
import type { NoticeAbout } from "./decision.ts";
import type { LadderStep, Limit } from "./limits.ts";
import type { NoticeKind } from "./notices.ts";

interface Climbing {
  readonly events: { push(...events: ClockEvent[]): unknown };
  notify(kind: NoticeKind, recipientId: string | undefined, because: Limit["clause"], about?: NoticeAbout): void;
}

/**
 * What time has done to a case by now: rungs of its ladders (reminder, breach, escalations), each climbed exactly once because that
 * is recorded with the case (SC-5), and notices to be sent again because nobody confirmed their delivery.
 */
export function climbLadders(
  d: Climbing,
  state: Clocked,
  now: string,
  recipient: (step: LadderStep, limit: Limit) => string | undefined,
  about: (limit: Limit) => NoticeAbout = () => ({}),
): void {
  for (const { limit, step } of stepsReached(state, now)) {
    const recipientId = recipient(step, limit) ?? limit.ownerId;
    const urgent = limit.kind === "acknowledge-urgent";
    d.events.push({ type: "StepRaised", limitId: limit.id, level: step.level, recipientId });
    d.notify(urgent ? "urgent" : step.level === 0 ? "reminder" : "escalation", recipientId, limit.clause, {
      ...about(limit),
      limitId: limit.id,
      level: step.level,
    });
  }
  d.events.push(...retries(state, now));
}
