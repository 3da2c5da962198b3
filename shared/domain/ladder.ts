import { applyClock, type ClockEvent, type Clocked, retries, stepsReached } from "./case-clock.ts";
import { type Context, type Decision, draft, type NoticeAbout, recipientOf } from "./decision.ts";
import { type LadderStep, type Limit, recalculateLimit } from "./limits.ts";
import type { NoticeKind } from "./notices.ts";
import type { WorkingTime } from "./working-time.ts";

/** The level of a reminder, and that of the breach: what is above tells more people of it. */
const REMINDER = 0;
const BREACH = 1;

interface Climbing {
  readonly events: { push(...events: ClockEvent[]): unknown };
  notify(kind: NoticeKind, recipientId: string | undefined, because: Limit["clause"], about?: NoticeAbout): void;
}

type Moment = Pick<Context, "now" | "time" | "recount">;

/** The ladders of a case: whom a rung reaches, what its notice says it is about, and of which limits there are any; of all, if nothing is said. */
export interface Ladders {
  readonly recipient: (step: LadderStep, limit: Limit) => string | undefined;
  readonly about?: (limit: Limit) => NoticeAbout;
  readonly of?: (limit: Limit) => boolean;
}

/** Ladders that reach whoever acts for the owner, those above them, the director and the office, whatever the matter. */
export const usualLadders = ({ directory, now, time }: Context): Ladders => ({
  recipient: (step, limit) => recipientOf(step, limit.ownerId, directory, time.dayOf(now)),
});

/**
 * Counts the limits anew on a calendar that has been corrected: what moves is recorded in the case, and whoever must act is told
 * (SC-1, SC-5). Hands back the case with its new dates.
 */
export function recountLimits<State extends Clocked>(
  d: Climbing,
  state: State,
  time: WorkingTime,
  recipient: Ladders["recipient"],
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
      d.notify("recalculated", recipientId, "SC-5", { ...(caseId !== undefined && { caseId, moved: true }) });
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
export function climbLadders<State extends Clocked>(
  d: Climbing,
  state: State,
  context: Moment,
  ladders: Ladders,
): State {
  const { recipient, about } = ladders;
  // What has no ladder has a date all the same: a term of appeal moves with the calendar, too.
  const counted = context.recount ? recountLimits(d, state, context.time, recipient, about) : state;
  climb(d, counted, context.now, ladders);
  d.events.push(...retries(state, context.now));
  return counted;
}

function climb(d: Climbing, state: Clocked, now: Moment["now"], ladders: Ladders, from = REMINDER): void {
  const { recipient, about = () => ({}), of = () => true } = ladders;
  for (const { limit, step } of stepsReached(state, now)) {
    if (step.level < from || !of(limit)) continue;
    const recipientId = recipient(step, limit) ?? limit.ownerId;
    const urgent = limit.kind === "acknowledge-urgent";
    d.events.push({ type: "StepRaised", limitId: limit.id, level: step.level, recipientId });
    d.notify(urgent ? "urgent" : step.level === REMINDER ? "reminder" : "escalation", recipientId, limit.clause, {
      ...about(limit),
      limitId: limit.id,
      level: step.level,
    });
  }
}

const isDecision = <Event>(result: unknown): result is Decision<Event> =>
  typeof result === "object" && result !== null && "events" in result;

/**
 * Decides on a case as a sweep a moment before would have left it: what was broken by now and nobody has been told of is recorded
 * first, by the very write of what is decided. So a limit that is met, cancelled, stopped, extended or handed over too late was broken
 * by whoever had it, and those above hear of it, however long no sweep has come by (invariant 3). Reminders stay the sweep's: they are
 * for what is still to be done. Where nothing is decided, nothing is recorded.
 */
export function breachesFirst<State extends Clocked & { readonly version: number }, Event, Nothing>(
  state: State,
  context: Context,
  ladders: Ladders,
  decideOn: (state: State) => Decision<Event> | Nothing,
): Decision<Event | ClockEvent> | Nothing {
  const { of = () => true } = ladders;
  if (!stepsReached(state, context.now).some(({ limit, step }) => step.level >= BREACH && of(limit)))
    return decideOn(state);
  const d = draft<never>(state, context, "SC-5");
  // Nobody has broken what a corrected calendar, of which no sweep has come to hear yet, gives time for.
  const counted = recountLimits(d, state, context.time, ladders.recipient, ladders.about);
  climb(d, counted, context.now, ladders, BREACH);
  const decision = decideOn(d.events.reduce((each, event) => applyClock(each, event, context.now), state));
  if (!isDecision(decision)) return decision;
  const { events, basis } = d.done("FIR-9");
  return {
    ...decision,
    events: [...events, ...decision.events],
    basis: [...new Set([...decision.basis, ...basis])],
  };
}
