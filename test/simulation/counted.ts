import type { CalendarLayer, CalendarYear } from "#shared/domain/calendar/calendar-data.ts";
import { calendarData, hours, offices } from "#shared/rules/rule-pack.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const EIGHT_HOURS = 8 * 60 * MINUTE;

/** A term as the rules publish it. */
export interface Term {
  readonly amount: number;
  readonly unit: string;
}

/** A stretch in which a clock stood still, milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What counts the time of an office. */
export interface Counting {
  /** When a term ends that began at a moment, the pauses not counted. */
  readonly end: (startedAt: number, term: Term, pauses: readonly Stretch[]) => number;
  /** The moment at which this part of the time from one moment to another has run. */
  readonly partOf: (from: number, to: number, unit: string, part: number) => number;
}

const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
const dayOf = (instant: number): number => Math.floor((instant + EIGHT_HOURS) / DAY);

/** Whether the orders of one authority name a date as worked (true) or free (false). */
const ordered = (layers: readonly CalendarLayer[], date: string): boolean | undefined => {
  const names = (spans: CalendarLayer["off"]) => spans.some(({ from, to }) => from <= date && date <= to);
  if (layers.some(({ work }) => names(work))) return true;
  return layers.some(({ off }) => names(off)) ? false : undefined;
};

/**
 * Time counted as the rules and the notices of the years say it, day by day and session by session. It is slow, and owes nothing to
 * the product's calendar, so that neither can excuse the other.
 */
function counting(loaded: Readonly<Record<string, CalendarYear>>, officeId: string): Counting {
  const known = { ...calendarData.years, ...loaded };
  const years = Object.values(known);
  const authorities = [
    years.flatMap((year) => year.offices?.[officeId] ?? []),
    years.map((year) => year.regional),
    years.map((year) => year.national),
  ];
  const code = offices.find((office) => office.code === officeId)?.hours;
  const seasons = (hours.find((each) => each.code === code) ?? hours[0])?.seasons ?? [];

  const isFeast = (date: string) =>
    known[date.slice(0, 4)] === undefined &&
    calendarData.fixedHolidays.days.some(({ from, to }) => from <= date.slice(5) && date.slice(5) <= to);
  const looksWorked = (day: number): boolean => {
    const date = dateOf(day);
    for (const layers of authorities) {
      const found = ordered(layers, date);
      if (found !== undefined) return found;
    }
    return new Date(day * DAY).getUTCDay() % 6 !== 0 && !isFeast(date);
  };
  const remembered = new Map<number, boolean>();
  const isWorked = (day: number): boolean => {
    const found = remembered.get(day) ?? looksWorked(day);
    remembered.set(day, found);
    return found;
  };
  const workedFrom = (day: number): number => (isWorked(day) ? day : workedFrom(day + 1));

  const sessions = (day: number): readonly Stretch[] => {
    const date = dateOf(day).slice(5);
    const season = seasons.find(({ from, to }) =>
      from <= to ? from <= date && date <= to : date >= from || date <= to,
    );
    const at = (time: string) => Date.parse(`${dateOf(day)}T${time}:00+08:00`);
    return (season?.sessions ?? []).map(([from, to]) => ({ from: at(from), to: at(to) }));
  };
  const closing = (day: number): number => sessions(day).at(-1)?.to ?? Number.NaN;

  /** A term in days: the day it begins and those it stands still are not counted; it ends with the business of its last day. */
  const inDays = (startedAt: number, { amount, unit }: Term, pauses: readonly Stretch[]): number => {
    const still = (day: number) => pauses.some(({ from, to }) => dayOf(from) < day && day <= dayOf(to));
    let day = dayOf(startedAt);
    for (let counted = 0; counted < amount; ) {
      day += 1;
      if (!still(day) && (unit === "natural-day" || isWorked(day))) counted += 1;
    }
    const since = pauses.at(-1)?.to ?? startedAt;
    const last = workedFrom(Math.max(day, dayOf(since)));
    return since < closing(last) ? closing(last) : closing(workedFrom(last + 1));
  };

  /** The moment at which so much opening time has passed. */
  const opened = (from: number, least: number): number => {
    let left = least;
    for (let day = workedFrom(dayOf(from)); ; day = workedFrom(day + 1))
      for (const session of sessions(day)) {
        const open = Math.max(from, session.from);
        if (open >= session.to) continue;
        if (left <= session.to - open) return open + left;
        left -= session.to - open;
      }
  };
  const openBetween = (from: number, to: number): number => {
    let total = 0;
    for (let day = dayOf(from); day <= dayOf(to); day += 1)
      if (isWorked(day))
        for (const session of sessions(day))
          total += Math.max(0, Math.min(to, session.to) - Math.max(from, session.from));
    return total;
  };
  const run = (from: number, least: number, unit: string) => (unit === "minute" ? from + least : opened(from, least));
  const between = (from: number, to: number, unit: string) =>
    unit === "minute" ? Math.max(0, to - from) : openBetween(from, to);

  /** A term in hours or minutes: it runs while nothing stands still. */
  const inMinutes = (startedAt: number, { amount, unit }: Term, pauses: readonly Stretch[]): number => {
    const last = pauses.at(-1);
    let left = amount * MINUTE * (unit === "minute" ? 1 : 60);
    let from = startedAt;
    for (const pause of pauses) {
      left = Math.max(0, left - between(from, pause.from, unit));
      from = pause.to;
    }
    return run(last?.to ?? startedAt, left, unit);
  };

  return {
    end: (startedAt, term, pauses) => {
      const count = term.unit.endsWith("day") ? inDays : inMinutes;
      // A pause that began after the end changes nothing any more.
      for (let known = 0; ; known += 1) {
        const end = count(startedAt, term, pauses.slice(0, known));
        const next = pauses[known];
        if (next === undefined || next.from > end) return end;
      }
    },
    partOf: (from, to, unit, part) => run(from, Math.floor((between(from, to, unit) / MINUTE) * part) * MINUTE, unit),
  };
}

const built = new Map<string, Counting>();

/** The counting of an office on the years of the rule pack and those loaded since. */
export function countingOf(loaded: Readonly<Record<string, CalendarYear>>, officeId: string): Counting {
  const key = `${officeId} ${JSON.stringify(loaded)}`;
  const found = built.get(key) ?? counting(loaded, officeId);
  built.set(key, found);
  return found;
}
