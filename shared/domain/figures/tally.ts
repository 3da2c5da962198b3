import type { WorkingTime } from "../working-time.ts";
import type { CaseFacts } from "./facts.ts";

/** How often each value occurred. Every quantity that is counted is a whole number, so nothing is lost by counting. */
export type Counts = Readonly<Record<string, number>>;

/** What closed cases add up to. Two tallies add up to the tally of both, in any order: months are put together from it. */
export interface Tally {
  readonly closed: number;
  readonly answerLate: number;
  readonly handlingLate: number;
  /** Cases by tenths of a working hour until the first answer. */
  readonly answerTenths: Counts;
  /** Cases by working days from receipt to outcome, the day of receipt and standing clocks not counted. */
  readonly handlingDays: Counts;
  readonly outcomes: Counts;
  readonly escalations: Counts;
  /** Cases with a one-time notice (SC-4). */
  readonly notified: number;
  /** Cases with more than one. */
  readonly notifiedAgain: number;
  readonly grades: Counts;
}

/** The tally of no case. */
export const nothing: Tally = {
  closed: 0,
  answerLate: 0,
  handlingLate: 0,
  answerTenths: {},
  handlingDays: {},
  outcomes: {},
  escalations: {},
  notified: 0,
  notifiedAgain: 0,
  grades: {},
};

const addCounts = (one: Counts, other: Counts): Counts => {
  const sum: Record<string, number> = { ...one };
  for (const [value, count] of Object.entries(other)) sum[value] = (sum[value] ?? 0) + count;
  return sum;
};

/** Two tallies in one. */
export const add = (one: Tally, other: Tally): Tally => ({
  closed: one.closed + other.closed,
  answerLate: one.answerLate + other.answerLate,
  handlingLate: one.handlingLate + other.handlingLate,
  answerTenths: addCounts(one.answerTenths, other.answerTenths),
  handlingDays: addCounts(one.handlingDays, other.handlingDays),
  outcomes: addCounts(one.outcomes, other.outcomes),
  escalations: addCounts(one.escalations, other.escalations),
  notified: one.notified + other.notified,
  notifiedAgain: one.notifiedAgain + other.notifiedAgain,
  grades: addCounts(one.grades, other.grades),
});

/** Many tallies in one. */
export const sum = (tallies: Iterable<Tally>): Tally => {
  let total = nothing;
  for (const tally of tallies) total = add(total, tally);
  return total;
};

/**
 * Working days from receipt to outcome: the day of receipt is not counted (民法典第二百零一条), and of a pause the days after the
 * one on which the clock stopped, up to the one on which it went on, are not either.
 */
export function workingDaysTaken({ receivedAt, concludedAt, pauses }: CaseFacts, time: WorkingTime): number {
  const days = (from: string, to: string) => time.daysBetween(time.dayOf(from), time.dayOf(to));
  const paused = pauses.reduce((sum, { from, to }) => sum + days(from, to < concludedAt ? to : concludedAt), 0);
  return Math.max(0, days(receivedAt, concludedAt) - paused);
}

const one = (value: string | number | null): Counts => (value === null ? {} : { [value]: 1 });

/** What one closed case adds. */
export const tallyOf = (facts: CaseFacts, time: WorkingTime): Tally => ({
  closed: 1,
  answerLate: facts.answerLate ? 1 : 0,
  handlingLate: facts.handlingLate ? 1 : 0,
  answerTenths: one(
    facts.answeredAt === null ? null : Math.ceil(time.minutesBetween(facts.receivedAt, facts.answeredAt) / 6),
  ),
  handlingDays: one(workingDaysTaken(facts, time)),
  outcomes: one(facts.outcome),
  escalations: facts.escalations,
  notified: facts.notices > 0 ? 1 : 0,
  notifiedAgain: facts.notices > 1 ? 1 : 0,
  grades: one(facts.grade),
});

/** How many cases a count holds. */
export const total = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** The value that this part of the cases does not exceed (nearest rank); null where there is none. */
export function percentile(counts: Counts, part: number): number | null {
  const cases = total(counts);
  if (cases === 0) return null;
  const rank = Math.max(1, Math.ceil(part * cases));
  let seen = 0;
  for (const value of Object.keys(counts)
    .map(Number)
    .sort((a, b) => a - b)) {
    seen += counts[value] ?? 0;
    if (seen >= rank) return value;
  }
  return null;
}
