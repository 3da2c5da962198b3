import { type ClockEvent, type Clocked, retries, stepsReached } from "./case-clock.ts";
import type { NoticeAbout } from "./decision.ts";
import { type LadderStep, type Limit, recalculateLimit } from "./limits.ts";
import type { NoticeKind } from "./notices.ts";
import type { WorkingTime } from "./working-time.ts";

interface Climbing {
  readonly events: { push(...events: ClockEvent[]): unknown };
  notify(kind: NoticeKind, recipientId: string | undefined, because: Limit["clause"], about?: NoticeAbout): void;
}

/**
 * Counts the limits anew on a calendar that has been corrected: what moves is recorded in the case, and whoever must act is told
 * (SC-1, SC-5). Hands back the case with its new dates.
 */
export function recountLimits<State extends Clocked>(
  d: Climbing,
  state: State,
  time: WorkingTime,
  recipient: (step: LadderStep, limit: Limit) => string | undefined,
  about: (limit: Limit) => NoticeAbout = () => ({}),
): State {
  const told = new Set<string>();
  const limits = state.limits.map((limit) => {
    const dates = recalculateLimit(limit, time);
    if (!dates) return limit;
    d.events.push({ type: "LimitMoved", id: limit.id, reason: "calendar", dates });
    const recipientId = recipient({ level: 0, to: "accountable" }, limit) ?? limit.ownerId;
    const { caseId } = about(limit);
    const once = `${caseId ?? ""} ${recipientId}`;
    if (!told.has(once))
      d.notify("recalculated", recipientId, "SC-5", { ...(caseId !== undefined && { caseId, moved: dates.dueOn }) });
    told.add(once);
    return { ...limit, ...dates };
  });
  return { ...state, limits };
}

/**
 * What time has done to a case by now: rungs of its ladders (reminder, breach, escalations), each climbed exactly once because that
 * is recorded with the case (SC-5), and notices to be sent again because nobody confirmed their delivery. Where a calendar has just
 * been corrected the limits are counted anew first.
 */
export function climbLadders(
  d: Climbing,
  found: Clocked,
  { now, time, recount }: { readonly now: string; readonly time: WorkingTime; readonly recount?: boolean },
  recipient: (step: LadderStep, limit: Limit) => string | undefined,
  about: (limit: Limit) => NoticeAbout = () => ({}),
): void {
  const state = recount ? recountLimits(d, found, time, recipient, about) : found;
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
