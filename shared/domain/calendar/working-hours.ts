import { type Calendar, isWorkingDay, workingDayAfter } from "../calendar.ts";
import { type DayPause, type DayUnit, dueIsProvisional, dueOn } from "./due.ts";
import {
  addMinutes,
  DAY,
  dayNumber,
  dayOf,
  type Instant,
  instantAt,
  type LocalDate,
  MINUTE,
  milliseconds,
  SHANGHAI,
} from "./local-date.ts";

/** When an office is open: sessions of Beijing time `HH:MM`, by season (`MM-DD`, both ends included, may run over the new year). */
export type OpeningHours = {
  readonly code: string;
  readonly name: string;
  readonly seasons: readonly {
    readonly name: string;
    readonly from: string;
    readonly to: string;
    readonly sessions: readonly (readonly [from: string, to: string])[];
  }[];
};

/** The units of a limit: days end with the working day, working hours run while the office is open, minutes run always. */
export type LimitUnit = DayUnit | "working-hour" | "minute";

/** How long a limit is. */
export type Term = { readonly amount: number; readonly unit: LimitUnit };

/** Moments between which a clock stood still. */
export type ClockPause = { readonly pausedAt: Instant; readonly resumedAt: Instant };

/** When a limit ends, and whether a year not yet published could still move it. */
export type Deadline = { readonly dueOn: LocalDate; readonly dueAt: Instant; readonly provisional: boolean };

/** The last moment of business on a date, at which a limit in days ends (民法典第二百零三条第二款). */
export function endOfWorkingDay(hours: OpeningHours, date: LocalDate): Instant {
  const last = sessionsOn(hours, date).at(-1);
  if (!last) throw new RangeError(`No opening hours on ${date} in ${hours.code}`);
  return instantAt(last.to);
}

/** The moment at which so many minutes of opening time have passed; 0 gives the moment itself, or the next opening. */
export function addWorkingMinutes(calendar: Calendar, hours: OpeningHours, instant: Instant, minutes: number): Instant {
  const start = milliseconds(instant);
  let remaining = minutes * MINUTE;
  for (let date = workingDayAfter(calendar, dayOf(instant), 0); ; date = workingDayAfter(calendar, date, 1)) {
    for (const session of sessionsOn(hours, date)) {
      const open = Math.max(start, session.from);
      if (open >= session.to) continue;
      if (remaining <= session.to - open) return instantAt(open + remaining);
      remaining -= session.to - open;
    }
  }
}

/** Minutes of opening time from one moment to another, parts included; 0 when the second is not later. */
export function workingMinutesBetween(calendar: Calendar, hours: OpeningHours, from: Instant, to: Instant): number {
  const [start, end] = [milliseconds(from), milliseconds(to)];
  if (end <= start) return 0;
  let total = 0;
  const last = dayOf(to);
  for (let date = workingDayAfter(calendar, dayOf(from), 0); date <= last; date = workingDayAfter(calendar, date, 1)) {
    for (const session of sessionsOn(hours, date)) {
      total += Math.max(0, Math.min(end, session.to) - Math.max(start, session.from));
    }
  }
  return total / MINUTE;
}

/** Whether an office is open at a moment. */
export function isOpen(calendar: Calendar, hours: OpeningHours, instant: Instant): boolean {
  const date = dayOf(instant);
  const at = milliseconds(instant);
  return isWorkingDay(calendar, date) && sessionsOn(hours, date).some(({ from, to }) => from <= at && at < to);
}

/** When a limit that began at a moment ends, the time it was paused not counted; a pause that began after the end changes nothing. */
export function deadline(
  calendar: Calendar,
  hours: OpeningHours,
  startedAt: Instant,
  term: Term,
  pauses: readonly ClockPause[] = [],
): Deadline {
  const dueAt = endOf(calendar, hours, startedAt, term, pauses);
  const end = dayOf(dueAt);
  return {
    dueOn: end,
    dueAt,
    provisional: term.unit !== "minute" && dueIsProvisional(calendar, dayOf(startedAt), end),
  };
}

/** When the accountable person is reminded: after that part of the time from the start, or the last resumption, to the deadline. */
export function reminderAt(
  calendar: Calendar,
  hours: OpeningHours,
  from: Instant,
  { dueAt, unit, part }: { dueAt: Instant; unit: LimitUnit; part: number },
): Instant {
  const clock = unit === "minute" ? everRunning : openingClock(calendar, hours);
  return clock.add(from, Math.floor(clock.between(from, dueAt) * part));
}

function endOf(
  calendar: Calendar,
  hours: OpeningHours,
  startedAt: Instant,
  term: Term,
  pauses: readonly ClockPause[],
): Instant {
  if (term.unit === "working-day" || term.unit === "natural-day") {
    return endInDays(calendar, hours, startedAt, { amount: term.amount, unit: term.unit }, pauses);
  }
  const clock = term.unit === "minute" ? everRunning : openingClock(calendar, hours);
  let remaining = term.unit === "minute" ? term.amount : term.amount * 60;
  let start = startedAt;
  let end = clock.add(start, remaining);
  for (const { pausedAt, resumedAt } of pauses) {
    if (milliseconds(pausedAt) > milliseconds(end)) break;
    remaining = Math.max(0, remaining - clock.between(start, pausedAt));
    start = resumedAt;
    end = clock.add(start, remaining);
  }
  return end;
}

/** A limit of days whose last moment has gone by when its clock starts or resumes (an evening, a 0-day promise) ends with the next working day. */
function endInDays(
  calendar: Calendar,
  hours: OpeningHours,
  startedAt: Instant,
  term: { amount: number; unit: DayUnit },
  pauses: readonly ClockPause[],
): Instant {
  const receivedOn = dayOf(startedAt);
  const days: DayPause[] = [];
  const endAfter = (start: Instant) => {
    const counted = dueOn(calendar, { receivedOn, ...term, pauses: days });
    // A day an evening has added is none of the term's: what stood still on it goes on no earlier than the day it was resumed.
    const resumedOn = days.at(-1)?.to ?? receivedOn;
    const end = counted < resumedOn ? workingDayAfter(calendar, resumedOn, 0) : counted;
    const dueAt = endOfWorkingDay(hours, end);
    return milliseconds(start) < milliseconds(dueAt)
      ? dueAt
      : endOfWorkingDay(hours, workingDayAfter(calendar, end, 1));
  };
  let end = endAfter(startedAt);
  for (const { pausedAt, resumedAt } of pauses) {
    if (milliseconds(pausedAt) > milliseconds(end)) break;
    days.push({ from: dayOf(pausedAt), to: dayOf(resumedAt) });
    end = endAfter(resumedAt);
  }
  return end;
}

const everRunning = {
  add: addMinutes,
  between: (from: Instant, to: Instant) => Math.max(0, milliseconds(to) - milliseconds(from)) / MINUTE,
};

function openingClock(calendar: Calendar, hours: OpeningHours): typeof everRunning {
  return {
    add: (instant, minutes) => addWorkingMinutes(calendar, hours, instant, minutes),
    between: (from, to) => workingMinutesBetween(calendar, hours, from, to),
  };
}

function sessionsOn(hours: OpeningHours, date: LocalDate): { from: number; to: number }[] {
  const monthDay = date.slice(5);
  const season = hours.seasons.find(({ from, to }) =>
    from <= to ? from <= monthDay && monthDay <= to : from <= monthDay || monthDay <= to,
  );
  const midnight = dayNumber(date) * DAY - SHANGHAI;
  return (season?.sessions ?? []).map(([from, to]) => ({
    from: midnight + timeOfDay(from),
    to: midnight + timeOfDay(to),
  }));
}

function timeOfDay(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * MINUTE;
}
