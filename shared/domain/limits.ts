import type { LimitUnit } from "./calendar/working-hours.ts";
import type { Clause } from "./clauses.ts";
import type { LimitCode } from "./rule-pack-types.ts";
import type { WorkingTime } from "./working-time.ts";

/** What a limit is about; each kind has a row in the rule pack. */
export type LimitKind = LimitCode;

/** How long something may take, and who says so. */
export interface Term {
  readonly amount: number;
  readonly unit: LimitUnit;
  readonly basis: string;
}

/** A rung of the ladder: a reminder when `part` of the limit has run (level 0), or who is told how long after the breach. */
export interface LadderStep {
  readonly level: number;
  readonly to: "accountable" | "head" | "director" | "office";
  readonly part?: number;
  readonly after?: { readonly amount: number; readonly unit: LimitUnit };
}

/** A row of the rule pack: the limit of one kind and its ladder of reminder (level 0), breach and escalation. */
export interface LimitRule {
  readonly kind: LimitKind;
  readonly term: Term;
  readonly clause: Clause;
  readonly ladder: readonly LadderStep[];
}

/** A promise or a statute with the day it ends. */
export interface DatedTerm extends Term {
  readonly dueOn: string;
}

/** A stretch in which the clock stood still; `to` is missing while it still stands. */
export interface Pause {
  readonly from: string;
  readonly to?: string;
  readonly reason: string;
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
  readonly pauses: readonly Pause[];
  readonly ladder: readonly (LadderStep & { readonly at: string; readonly raisedAt?: string })[];
}

/** What moves when a limit is counted anew. Rungs already climbed stay climbed. */
export type Dates = Pick<Limit, "dueOn" | "dueAt" | "promise" | "statute" | "provisional" | "ladder">;

type Counted = {
  readonly startedAt: string;
  readonly promise: Term;
  readonly ladder: readonly (LadderStep & { readonly raisedAt?: string })[];
  readonly pauses: readonly Pause[];
};

/** The instants of the ladder, in order: a reminder that would lie before the start is left out, and none comes after the breach. */
function climb({ startedAt, promise, ladder, pauses }: Counted, dueAt: string, time: WorkingTime): Limit["ladder"] {
  const from = pauses.findLast((pause) => pause.to !== undefined)?.to ?? startedAt;
  const at = ({ part, after }: LadderStep): string => {
    // What was overdue when it was paused is overdue when it goes on: there is no time left of which a part could run.
    if (part !== undefined) return from < dueAt ? time.reminderAt(from, { dueAt, unit: promise.unit, part }) : dueAt;
    return after && after.amount > 0 ? time.deadline(dueAt, after, []).dueAt : dueAt;
  };
  return ladder
    .map((step) => ({ ...step, at: at(step) }))
    .filter((step) => step.level > 0 || step.at > startedAt || step.raisedAt !== undefined);
}

/** Counts a limit on the calendar: due is the earlier of promise and statute (SC-1, SC-5), pauses not counted (SC-4). */
function count(limit: Counted & { readonly statute?: Term }, time: WorkingTime): Dates {
  const pauses = limit.pauses.flatMap(({ from, to }) => (to === undefined ? [] : [{ pausedAt: from, resumedAt: to }]));
  const promise = time.deadline(limit.startedAt, limit.promise, pauses);
  const statute = limit.statute && time.deadline(limit.startedAt, limit.statute, pauses);
  const { dueOn, dueAt } = statute && statute.dueAt < promise.dueAt ? statute : promise;
  return {
    dueOn,
    dueAt,
    promise: { ...limit.promise, dueOn: promise.dueOn },
    ...(limit.statute && statute && { statute: { ...limit.statute, dueOn: statute.dueOn } }),
    provisional: promise.provisional || (statute?.provisional ?? false),
    ladder: climb(limit, dueAt, time),
  };
}

/**
 * Starts a limit. The ladder is laid out in instants at once; a reminder that would lie before the start is left out.
 * `promise` replaces the term of the rule (the promise of a service), `endsAt` the whole computation (an appointment).
 */
export function startLimit(
  rule: LimitRule,
  start: {
    readonly id: string;
    readonly ownerId: string;
    readonly startedAt: string;
    readonly promise?: Term;
    readonly statute?: Term;
    readonly endsAt?: string;
  },
  time: WorkingTime,
): Limit {
  const { id, ownerId, startedAt, endsAt } = start;
  const { kind, clause, ladder } = rule;
  const promise = start.promise ?? rule.term;
  const dates = endsAt
    ? endingAt(endsAt, { startedAt, promise, ladder }, time)
    : count({ startedAt, promise, statute: start.statute, ladder, pauses: [] }, time);
  return { id, kind, clause, ownerId, startedAt, ...dates, state: "running", pauses: [] };
}

const endingAt = (dueAt: string, limit: Omit<Counted, "pauses">, time: WorkingTime): Dates => {
  const dueOn = time.dayOf(dueAt);
  const ladder = climb({ ...limit, pauses: [] }, dueAt, time);
  return { dueOn, dueAt, promise: { ...limit.promise, dueOn }, provisional: false, ladder };
};

/** The dates of a paused limit when it goes on: the time it stood still is not counted (SC-4). */
export const resumeLimit = (limit: Limit, now: string, time: WorkingTime): Dates =>
  count({ ...limit, pauses: limit.pauses.map((pause) => ({ to: now, ...pause })) }, time);

/** The dates after an extension of the promise, in its own unit; the statute moves only as far as the law itself allows. */
export function extendLimit(limit: Limit, amount: number, legalAmount: number, time: WorkingTime): Dates {
  const promise = { ...limit.promise, amount: limit.promise.amount + amount };
  const statute = limit.statute && { ...limit.statute, amount: limit.statute.amount + legalAmount };
  return count({ ...limit, promise, statute }, time);
}

/** Counts a limit anew on a corrected calendar; undefined when nothing moves. */
export function recalculateLimit(limit: Limit, time: WorkingTime): Dates | undefined {
  if (limit.state !== "running" || limit.kind === "appointment") return undefined;
  const dates = count(limit, time);
  return dates.dueAt === limit.dueAt && dates.provisional === limit.provisional ? undefined : dates;
}

/** The rung that is to be climbed next, if the limit runs. */
export const nextStep = (limit: Limit): Limit["ladder"][number] | undefined =>
  limit.state === "running" ? limit.ladder.find((step) => step.raisedAt === undefined) : undefined;
