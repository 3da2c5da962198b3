import type { Clause } from "./clauses.ts";

/** What a limit is about; each kind has a row in the rule pack. */
export type LimitKind =
  | "first-answer"
  | "handling"
  | "receive-referral"
  | "handle-referral"
  | "designate"
  | "assist"
  | "acknowledge-urgent"
  | "confirm-materials"
  | "appointment"
  | "answer-message"
  | "closing"
  | "follow-up"
  | "review-suggestion"
  | "assign-suggestion"
  | "reply-suggestion"
  | "publish-suggestion";

export type TermUnit = "working-day" | "natural-day" | "working-minute" | "minute";

/** How long something may take, and who says so. */
export interface Term {
  readonly amount: number;
  readonly unit: TermUnit;
  readonly basis: string;
}

/** A rung of the ladder: `offset` minutes after the due instant (negative: before), counted like the limit itself. */
export interface LadderStep {
  readonly level: number;
  readonly to: "owner" | "head" | "director" | "office";
  readonly offset: number;
}

/** A row of the rule pack: the limit of one kind and its ladder of reminder, breach and escalation. */
export interface LimitRule {
  readonly kind: LimitKind;
  readonly term: Term;
  readonly clause: Clause;
  readonly ladder: readonly LadderStep[];
}

/** The calendar of one office as the limits use it: dates `YYYY-MM-DD` in Asia/Shanghai, instants ISO 8601. */
export interface WorkingTime {
  dayOf(instant: string): string;
  /** The day a term of days ends, day of receipt not counted (民法典 201), a rest day rolls forward (203). */
  dueOn(
    receivedOn: string,
    amount: number,
    unit: "working-day" | "natural-day",
  ): { dueOn: string; provisional: boolean };
  /** The instant at which the office closes on that day. */
  endOfDay(day: string): string;
  addWorkingMinutes(instant: string, minutes: number): string;
  /** Days of this unit after `from` up to and with `to`. */
  daysBetween(from: string, to: string, unit: "working-day" | "natural-day"): number;
}

/** A promise or a statute with the day it ends. */
export interface DatedTerm extends Term {
  readonly dueOn: string;
}

/** A running, paused or finished limit of a case. */
export interface Limit {
  readonly id: string;
  readonly kind: LimitKind;
  readonly clause: Clause;
  /** Who must act before it ends; reminders go here. */
  readonly ownerId: string;
  readonly startedAt: string;
  readonly dueOn: string;
  readonly dueAt: string;
  readonly promise: DatedTerm;
  readonly statute?: DatedTerm;
  /** True while a day it counts lies in a year whose calendar is not published. */
  readonly provisional: boolean;
  readonly state: "running" | "paused" | "met" | "cancelled";
  readonly breachedAt?: string;
  readonly endedAt?: string;
  readonly pauses: readonly { readonly from: string; readonly to?: string; readonly reason: string }[];
  readonly ladder: readonly (LadderStep & { readonly at: string; readonly raisedAt?: string })[];
}

const shift = (time: WorkingTime, unit: TermUnit, instant: string, minutes: number): string =>
  unit === "minute"
    ? new Date(Date.parse(instant) + minutes * 60_000).toISOString()
    : time.addWorkingMinutes(instant, minutes);

const climb = (
  ladder: readonly (LadderStep & { readonly raisedAt?: string })[],
  unit: TermUnit,
  dueAt: string,
  startedAt: string,
  time: WorkingTime,
): Limit["ladder"] =>
  ladder
    .map((step) => ({ ...step, at: step.offset === 0 ? dueAt : shift(time, unit, dueAt, step.offset) }))
    .filter((step) => step.level > 0 || step.at > startedAt || step.raisedAt !== undefined);

const dated = (term: Term, receivedOn: string, startedAt: string, time: WorkingTime) => {
  if (term.unit === "minute" || term.unit === "working-minute") {
    const dueAt = shift(time, term.unit, startedAt, term.amount);
    return { term: { ...term, dueOn: time.dayOf(dueAt) }, dueAt, provisional: false };
  }
  let { dueOn, provisional } = time.dueOn(receivedOn, term.amount, term.unit);
  // What comes in after closing and is promised for the same day is due the next working day.
  if (time.endOfDay(dueOn) <= startedAt) ({ dueOn, provisional } = time.dueOn(receivedOn, 1, "working-day"));
  return { term: { ...term, dueOn }, dueAt: time.endOfDay(dueOn), provisional };
};

/**
 * Starts a limit at `now`: due is the earlier of promise and statute (SC-1, SC-5).
 * The ladder is laid out in instants at once; a reminder that would lie in the past is left out.
 */
export function startLimit(
  rule: LimitRule,
  options: {
    readonly id: string;
    readonly ownerId: string;
    readonly now: string;
    readonly statute?: Term;
    /** Overrides the term of the rule: the promise of a service, an appointment's end. */
    readonly promise?: Term;
    readonly dueAt?: string;
  },
  time: WorkingTime,
): Limit {
  const { id, ownerId, now } = options;
  const receivedOn = time.dayOf(now);
  const promise = dated(options.promise ?? rule.term, receivedOn, now, time);
  const statute = options.statute && dated(options.statute, receivedOn, now, time);
  const binding = statute && statute.dueAt < promise.dueAt ? statute : promise;
  const dueAt = options.dueAt ?? binding.dueAt;
  const dueOn = options.dueAt ? time.dayOf(options.dueAt) : binding.term.dueOn;
  return {
    id,
    kind: rule.kind,
    clause: rule.clause,
    ownerId,
    startedAt: now,
    dueOn,
    dueAt,
    promise: options.dueAt ? { ...promise.term, dueOn } : promise.term,
    ...(statute && { statute: statute.term }),
    provisional: promise.provisional || (statute?.provisional ?? false),
    state: "running",
    pauses: [],
    ladder: climb(rule.ladder, promise.term.unit, dueAt, now, time),
  };
}

/** A limit whose due date has moved, with the ladder moved along; rungs already climbed stay climbed. */
export interface MovedLimit {
  readonly dueOn: string;
  readonly dueAt: string;
  readonly promise: DatedTerm;
  readonly statute?: DatedTerm;
  readonly provisional: boolean;
  readonly ladder: Limit["ladder"];
}

const moved = (
  limit: Limit,
  promiseOn: string,
  statuteOn: string | undefined,
  provisional: boolean,
  time: WorkingTime,
): MovedLimit => {
  const dueOn = statuteOn !== undefined && statuteOn < promiseOn ? statuteOn : promiseOn;
  const dueAt = time.endOfDay(dueOn);
  return {
    dueOn,
    dueAt,
    promise: { ...limit.promise, dueOn: promiseOn },
    ...(limit.statute && statuteOn !== undefined && { statute: { ...limit.statute, dueOn: statuteOn } }),
    provisional,
    ladder: climb(limit.ladder, limit.promise.unit, dueAt, limit.startedAt, time),
  };
};

const isDays = (unit: TermUnit): unit is "working-day" | "natural-day" =>
  unit === "working-day" || unit === "natural-day";

/** Resumes a paused limit: the days that were left when it paused are left again, counted from the day it resumes (SC-4). */
export function resumeLimit(limit: Limit, now: string, time: WorkingTime): MovedLimit {
  const from = limit.pauses.at(-1)?.from ?? now;
  const [pausedOn, resumedOn] = [time.dayOf(from), time.dayOf(now)];
  const left = (term: DatedTerm): { dueOn: string; provisional: boolean } => {
    if (!isDays(term.unit) || pausedOn === resumedOn) return { dueOn: term.dueOn, provisional: limit.provisional };
    const days = time.daysBetween(pausedOn, term.dueOn, term.unit);
    return time.dueOn(resumedOn, Math.max(days, 0), term.unit);
  };
  if (!isDays(limit.promise.unit)) {
    const dueAt = shift(time, "minute", limit.dueAt, (Date.parse(now) - Date.parse(from)) / 60_000);
    return {
      dueOn: time.dayOf(dueAt),
      dueAt,
      promise: { ...limit.promise, dueOn: time.dayOf(dueAt) },
      provisional: limit.provisional,
      ladder: climb(limit.ladder, limit.promise.unit, dueAt, limit.startedAt, time),
    };
  }
  const promise = left(limit.promise);
  const statute = limit.statute && left(limit.statute);
  return moved(limit, promise.dueOn, statute?.dueOn, promise.provisional || (statute?.provisional ?? false), time);
}

/** Moves the promise by an extension; the statute stays where it is unless the law itself lets it be extended. */
export function extendLimit(limit: Limit, by: Term, statuteBy: Term | undefined, time: WorkingTime): MovedLimit {
  const extended = (from: string, term: Term) =>
    isDays(term.unit) ? time.dueOn(from, term.amount, term.unit) : { dueOn: from, provisional: limit.provisional };
  const promise = extended(limit.promise.dueOn, by);
  const statuteOn = limit.statute && (statuteBy ? extended(limit.statute.dueOn, statuteBy).dueOn : limit.statute.dueOn);
  return moved(limit, promise.dueOn, statuteOn, promise.provisional || limit.provisional, time);
}

/** Counts a limit of days anew on a corrected calendar; undefined when nothing moves. Pauses that are over keep their days. */
export function recalculateLimit(limit: Limit, time: WorkingTime): MovedLimit | undefined {
  if (!isDays(limit.promise.unit) || limit.state !== "running" || limit.kind === "appointment") return undefined;
  const lastPause = limit.pauses.at(-1)?.to;
  if (lastPause !== undefined || limit.provisional === false) return undefined;
  const receivedOn = time.dayOf(limit.startedAt);
  const again = (term: DatedTerm) => (isDays(term.unit) ? time.dueOn(receivedOn, term.amount, term.unit) : undefined);
  const promise = again(limit.promise);
  const statute = limit.statute && again(limit.statute);
  if (!promise) return undefined;
  const provisional = promise.provisional || (statute?.provisional ?? false);
  const next = moved(limit, promise.dueOn, statute?.dueOn, provisional, time);
  return next.dueAt === limit.dueAt && provisional === limit.provisional ? undefined : next;
}

/** The rung that is to be climbed next, if the limit runs. */
export const nextStep = (limit: Limit): Limit["ladder"][number] | undefined =>
  limit.state === "running" ? limit.ladder.find((step) => step.raisedAt === undefined) : undefined;
