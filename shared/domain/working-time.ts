import { addMinutes, dayOf } from "./calendar/local-date.ts";
import {
  type ClockPause,
  type Deadline,
  deadline,
  type LimitUnit,
  type OpeningHours,
  reminderAt,
  workingMinutesBetween,
} from "./calendar/working-hours.ts";
import { type Calendar, workingDaysBetween } from "./calendar.ts";

/** The calendar and opening hours of one office, as limits use them: dates `YYYY-MM-DD` in Asia/Shanghai, instants ISO 8601. */
export interface WorkingTime {
  dayOf(instant: string): string;
  /** When a term that began at a moment ends, pauses not counted. */
  deadline(startedAt: string, term: { amount: number; unit: LimitUnit }, pauses: readonly ClockPause[]): Deadline;
  /** When a part of the time from a moment to the deadline has run. */
  reminderAt(from: string, limit: { dueAt: string; unit: LimitUnit; part: number }): string;
  /** Minutes of opening time from one moment to another. */
  minutesBetween(from: string, to: string): number;
  /** Working days after one date up to and with another. */
  daysBetween(after: string, upTo: string): number;
}

/** Working time of an office. */
export const workingTime = (calendar: Calendar, hours: OpeningHours): WorkingTime => ({
  dayOf,
  deadline: (startedAt, term, pauses) => deadline(calendar, hours, startedAt, term, pauses),
  reminderAt: (from, limit) => reminderAt(calendar, hours, from, limit),
  minutesBetween: (from, to) => workingMinutesBetween(calendar, hours, from, to),
  daysBetween: (after, upTo) => workingDaysBetween(calendar, after, upTo),
});

/** The time of day in Asia/Shanghai at a moment, `HH:MM`. */
export const timeOf = (instant: string): string => addMinutes(instant, 8 * 60).slice(11, 16);
