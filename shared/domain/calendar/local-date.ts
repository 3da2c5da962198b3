/** A calendar date in Asia/Shanghai, `YYYY-MM-DD`. */
export type LocalDate = string;

/** A moment, ISO 8601 with `Z` or an offset; those computed here always read `YYYY-MM-DDTHH:mm:ss.sssZ`, so they sort as text. */
export type Instant = string;

export const MINUTE = 60_000;
export const DAY = 86_400_000;

/** Asia/Shanghai is eight hours ahead of UTC and has kept no summer time since 1992. */
export const SHANGHAI = 8 * 60 * MINUTE;

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days since 1970-01-01; throws for a text that is no date of the years 1900 to 2999. */
export function dayNumber(date: LocalDate): number {
  const year = digits(date, 0, 4);
  const month = digits(date, 5, 7);
  const day = digits(date, 8, 10);
  const longest = DAYS_IN_MONTH[month - 1] ?? 0;
  const inRange = year >= 1900 && year < 3000 && day >= 1 && day <= longest;
  const leapDay = month === 2 && day === 29;
  if (!inRange || date.length !== 10 || date[4] !== "-" || date[7] !== "-" || (leapDay && !isLeapYear(year))) {
    throw new RangeError(`Not a date: ${date}`);
  }
  return Date.UTC(year, month - 1, day) / DAY;
}

/** The date which lies so many days after 1970-01-01. */
export function localDate(dayNumber: number): LocalDate {
  return new Date(dayNumber * DAY).toISOString().slice(0, 10);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekday(dayNumber: number): number {
  return (dayNumber + 4) % 7;
}

/** The date in Asia/Shanghai at a moment. */
export function dayOf(instant: Instant): LocalDate {
  return localDate(Math.floor((milliseconds(instant) + SHANGHAI) / DAY));
}

/** Milliseconds since 1970 UTC; a text without an offset is refused, because it would be read in the zone of the process. */
export function milliseconds(instant: Instant): number {
  const value = Date.parse(instant);
  if (Number.isNaN(value) || !/T.*(Z|[+-]\d\d:\d\d)$/.test(instant)) throw new RangeError(`Not an instant: ${instant}`);
  return value;
}

/** The moment so many milliseconds after 1970 UTC. */
export function instantAt(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString();
}

/** Plain minutes later, working or not: the clock of an urgent report (FIR-5.6). */
export function addMinutes(instant: Instant, minutes: number): Instant {
  return instantAt(milliseconds(instant) + minutes * MINUTE);
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
