import {
  type Calendar,
  explainDay,
  isProvisional,
  naturalDayAfter,
  workingDayAfter,
  workingDaysBetween,
} from "../calendar.ts";
import { dayNumber, type LocalDate, localDate } from "./local-date.ts";

/** The units of a limit counted in days. */
export type DayUnit = "working-day" | "natural-day";

/** Days on which the clock stood still: the day it stopped is counted, those after it up to and with the day it went on are not. */
export type DayPause = { readonly from: LocalDate; readonly to: LocalDate };

/** A limit in days, from the day something was received. */
export type DayTerm = {
  readonly receivedOn: LocalDate;
  readonly amount: number;
  readonly unit: DayUnit;
  readonly pauses?: readonly DayPause[];
};

/** One day on the way to a due date: whether it was counted, why, and on what basis. */
export type DueStep = {
  readonly date: LocalDate;
  readonly counted: boolean;
  readonly reason: string;
  readonly basis: string;
};

/** A due date with every day that led to it. */
export type Due = { readonly dueOn: LocalDate; readonly provisional: boolean; readonly steps: readonly DueStep[] };

/** A promised and a statutory limit side by side, and which of them binds. */
export type Earlier<Limit> = {
  readonly due: Limit;
  readonly bound: "promise" | "statute";
  readonly promise: Limit;
  readonly statute: Limit | null;
};

const FIRST_DAY = "《民法典》第二百零一条";
const LAST_DAY = "《民法典》第二百零三条";

/**
 * The last day of a limit. The day of receipt is not counted (民法典第二百零一条) and a limit in natural days that would end on a rest day
 * ends on the next working day (第二百零三条); 0 days end on the day of receipt, or on the next working day.
 */
export function dueOn(calendar: Calendar, { receivedOn, amount, unit, pauses = [] }: DayTerm): LocalDate {
  const add = unit === "working-day" ? workingDayAfter : naturalDayAfter;
  let remaining = amount;
  let start = receivedOn;
  let end = add(calendar, start, remaining);
  for (const pause of pauses) {
    if (pause.from > end) break;
    remaining = Math.max(0, remaining - daysBetween(calendar, unit, start, pause.from));
    start = pause.to;
    end = add(calendar, start, remaining);
  }
  return end;
}

/** The last day of a limit with every counted and skipped day and its reason: why this day. */
export function due(calendar: Calendar, term: DayTerm): Due {
  const end = dueOn(calendar, term);
  const steps: DueStep[] = [];
  let counted = 0;
  for (let day = dayNumber(term.receivedOn); day <= dayNumber(end); day += 1) {
    const step = stepOn(calendar, term, localDate(day), counted);
    if (step.counted) counted += 1;
    steps.push(step);
  }
  return { dueOn: end, provisional: dueIsProvisional(calendar, term.receivedOn, end), steps };
}

/** Whether a day that decided a due date lies in a year whose notices are not all published. */
export function dueIsProvisional(calendar: Calendar, receivedOn: LocalDate, end: LocalDate): boolean {
  const firstCounted = receivedOn < end ? localDate(dayNumber(receivedOn) + 1) : end;
  return isProvisional(calendar, firstCounted, end);
}

/** `due = min(promise, statute)`: the stricter binds, both are kept, and a tie is the promise's. */
export function earlier<Limit extends { readonly dueOn: LocalDate }>(
  promise: Limit,
  statute: Limit | null,
): Earlier<Limit> {
  const bound = statute && statute.dueOn < promise.dueOn ? "statute" : "promise";
  return { due: bound === "statute" && statute ? statute : promise, bound, promise, statute };
}

function stepOn(
  calendar: Calendar,
  { receivedOn, amount, unit, pauses = [] }: DayTerm,
  date: LocalDate,
  before: number,
): DueStep {
  const day = explainDay(calendar, date);
  const step = (counted: boolean, reason: string, basis = day.basis) => ({ date, counted, reason, basis });
  if (pauses.some(({ from, to }) => from < date && date <= to)) {
    return step(false, `暂停计时，不计入（${day.reason}）`, "补正材料期间不计入办理时限");
  }
  if (date === receivedOn && (amount > 0 || !day.working)) return step(false, "收到当日，不计入", FIRST_DAY);
  if (date === receivedOn) return step(false, "当日办结");
  if (before >= amount) {
    const reason = day.working ? `顺延至此（${day.reason}）` : `休息日，期限顺延（${day.reason}）`;
    return step(false, reason, `${LAST_DAY}；${day.basis}`);
  }
  if (unit === "natural-day") return step(true, `按自然日计入（${day.reason}）`, day.working ? FIRST_DAY : day.basis);
  return step(day.working, day.reason);
}

function daysBetween(calendar: Calendar, unit: DayUnit, after: LocalDate, upTo: LocalDate): number {
  if (unit === "working-day") return workingDaysBetween(calendar, after, upTo);
  return Math.max(0, dayNumber(upTo) - dayNumber(after));
}
