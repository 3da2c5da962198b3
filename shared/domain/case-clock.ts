import { type Dates, type Limit, type LimitKind, nextStep } from "./limits.ts";
import { type Notice, nextAttempt } from "./notices.ts";

/** What every kind of case has in common: time limits with their ladders, and an outbox of notices. */
export interface Clocked {
  readonly limits: readonly Limit[];
  readonly outbox: readonly Notice[];
}

/** What can happen to limits and notices, whatever the case is about. */
export type ClockEvent =
  | { readonly type: "LimitStarted"; readonly limit: Limit }
  | { readonly type: "LimitMet"; readonly id: string }
  | { readonly type: "LimitCancelled"; readonly id: string }
  | { readonly type: "LimitPaused"; readonly id: string; readonly reason: string }
  | { readonly type: "LimitResumed"; readonly id: string; readonly dates: Dates }
  | {
      readonly type: "LimitMoved";
      readonly id: string;
      readonly reason: "extension" | "calendar";
      readonly dates: Dates;
    }
  | { readonly type: "LimitOwned"; readonly id: string; readonly ownerId: string }
  | { readonly type: "StepRaised"; readonly limitId: string; readonly level: number; readonly recipientId: string }
  | { readonly type: "NoticeQueued"; readonly notice: Notice }
  | { readonly type: "NoticeRetried"; readonly id: string; readonly nextAttemptAt: string }
  | { readonly type: "NoticeDelivered"; readonly id: string };

const endPause = ({ pauses }: Limit, at: string): Limit["pauses"] =>
  pauses.map((pause, index) => (index === pauses.length - 1 ? { ...pause, to: at } : pause));

const changed = (limit: Limit, event: ClockEvent, at: string): Limit => {
  switch (event.type) {
    case "LimitMet":
      return { ...limit, state: "met", endedAt: at };
    case "LimitCancelled":
      return { ...limit, state: "cancelled", endedAt: at };
    case "LimitPaused":
      return { ...limit, state: "paused", pauses: [...limit.pauses, { from: at, reason: event.reason }] };
    case "LimitResumed":
      return { ...limit, ...event.dates, state: "running", pauses: endPause(limit, at) };
    case "LimitMoved":
      return { ...limit, ...event.dates };
    case "LimitOwned":
      return { ...limit, ownerId: event.ownerId };
    case "StepRaised":
      return {
        ...limit,
        ...(event.level > 0 && limit.breachedAt === undefined && { breachedAt: at }),
        ladder: limit.ladder.map((step) => (step.level === event.level ? { ...step, raisedAt: at } : step)),
      };
    default:
      return limit;
  }
};

/** Folds an event of limits or notices into a case, whatever else the case is made of. */
export function applyClock<Case extends Clocked>(state: Case, event: ClockEvent, at: string): Case {
  switch (event.type) {
    case "LimitStarted":
      return { ...state, limits: [...state.limits, event.limit] };
    case "NoticeQueued":
      return { ...state, outbox: [...state.outbox, event.notice] };
    case "NoticeRetried":
    case "NoticeDelivered": {
      const patch = (notice: Notice): Notice =>
        event.type === "NoticeDelivered"
          ? { ...notice, deliveredAt: at }
          : { ...notice, attempts: notice.attempts + 1, nextAttemptAt: event.nextAttemptAt };
      return {
        ...state,
        outbox: state.outbox.map((notice) => (notice.id === event.id ? patch(notice) : notice)),
      };
    }
    default: {
      const id = event.type === "StepRaised" ? event.limitId : event.id;
      return { ...state, limits: state.limits.map((limit) => (limit.id === id ? changed(limit, event, at) : limit)) };
    }
  }
}

/** Limits that are open, whether running or paused. */
export const openLimits = ({ limits }: Pick<Clocked, "limits">): readonly Limit[] =>
  limits.filter((limit) => limit.state === "running" || limit.state === "paused");

/** The running or paused limit of this kind, the newest if there are several. */
export const limitOf = (state: Pick<Clocked, "limits">, kind: LimitKind): Limit | undefined =>
  openLimits(state).findLast((limit) => limit.kind === kind);

/** The next instant at which somebody must look at this case; undefined when nothing can become due. */
export function nextLook({ limits, outbox }: Clocked): string | undefined {
  const steps = limits.flatMap((limit) => nextStep(limit)?.at ?? []);
  const sends = outbox.flatMap((notice) => (notice.deliveredAt ? [] : [notice.nextAttemptAt]));
  return [...steps, ...sends].sort()[0];
}

/** The earliest due instant among the running limits: what lists are sorted by. */
export const nextDue = ({ limits }: Pick<Clocked, "limits">): string | undefined =>
  limits
    .filter((limit) => limit.state === "running")
    .map((limit) => limit.dueAt)
    .sort()[0];

/** The rungs of every ladder that have been reached by `now` and are not climbed yet, each to be climbed once. */
export const stepsReached = ({ limits }: Pick<Clocked, "limits">, now: string) =>
  limits.flatMap((limit) =>
    limit.state === "running"
      ? limit.ladder.flatMap((step) => (step.raisedAt === undefined && step.at <= now ? [{ limit, step }] : []))
      : [],
  );

/** The notices nobody has confirmed the delivery of, put off to their next attempt: they are sent again now. */
export const retries = ({ outbox }: Clocked, now: string): readonly ClockEvent[] =>
  outbox
    .filter((notice) => !notice.deliveredAt && notice.nextAttemptAt <= now)
    .map(({ id, attempts }) => ({ type: "NoticeRetried", id, nextAttemptAt: nextAttempt(now, attempts + 1) }));

const bookkeeping: readonly string[] = ["StepRaised", "NoticeQueued", "NoticeRetried", "NoticeDelivered"];

/**
 * Whether anything has happened since `version` that somebody who saw that version would have to know before they act.
 * The system's own bookkeeping (a reminder, a notice delivered) is no conflict.
 */
export const movedOnSince = (
  { history }: { readonly history: readonly { readonly events: readonly { readonly type: string }[] }[] },
  version: number,
): boolean =>
  version > history.length ||
  history.slice(version).some(({ events }) => events.some((event) => !bookkeeping.includes(event.type)));
