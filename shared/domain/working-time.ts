import { addMinutes, dayNumber, dayOf, localDate } from "./calendar/local-date.ts";
import {
  addWorkingMinutes,
  type ClockPause,
  type Deadline,
  deadline,
  type LimitUnit,
  type OpeningHours,
  workingMinutesBetween,
} from "./calendar/working-hours.ts";
import { type Calendar, workingDayAfter } from "./calendar.ts";

/** The calendar and opening hours of one office, as limits use them: dates `YYYY-MM-DD` in Asia/Shanghai, instants ISO 8601. */
export interface WorkingTime {
  dayOf(instant: string): string;
  /** When a term that began at a moment ends, pauses not counted. */
  deadline(startedAt: string, term: { amount: number; unit: LimitUnit }, pauses: readonly ClockPause[]): Deadline;
  /** The instant so many minutes later, or earlier when negative: of opening time, or of any time. */
  shift(instant: string, minutes: number, counted: "working" | "always"): string;
  /** Minutes from one instant to a later one: of opening time, or of any time. */
  minutesBetween(from: string, to: string, counted: "working" | "always"): number;
}

/** The time of day in Asia/Shanghai at a moment, `HH:MM`. */
export const timeOf = (instant: string): string => addMinutes(instant, 8 * 60).slice(11, 16);

/** Looks back at most this many days for working time: longer than any holiday. */
const LOOK_BACK_DAYS = 30;

/** Working time of an office. */
export function workingTime(calendar: Calendar, hours: OpeningHours): WorkingTime {
  const back = (instant: string, minutes: number): string => {
    for (let days = 1; days <= LOOK_BACK_DAYS; days += 1) {
      const from = workingDayAfter(calendar, localDate(dayNumber(dayOf(instant)) - days), 0);
      const start = addWorkingMinutes(calendar, hours, `${from}T00:00:00+08:00`, 0);
      const between = workingMinutesBetween(calendar, hours, start, instant);
      if (between >= minutes) return addWorkingMinutes(calendar, hours, start, between - minutes);
    }
    return addMinutes(instant, -minutes);
  };
  return {
    dayOf,
    deadline: (startedAt, term, pauses) => deadline(calendar, hours, startedAt, term, pauses),
    minutesBetween: (from, to, counted) =>
      counted === "always"
        ? (Date.parse(to) - Date.parse(from)) / 60_000
        : workingMinutesBetween(calendar, hours, from, to),
    shift: (instant, minutes, counted) => {
      if (counted === "always") return addMinutes(instant, minutes);
      return minutes < 0 ? back(instant, -minutes) : addWorkingMinutes(calendar, hours, instant, minutes);
    },
  };
}
