import type { CalendarData, CalendarLayer, DaySpan } from "./calendar/calendar-data.ts";
import { dayNumber, type LocalDate, localDate, weekday } from "./calendar/local-date.ts";

/** The working days of one office: national, regional and its own orders, the nearer overriding the farther both ways. */
export type Calendar = {
  readonly data: CalendarData;
  readonly office: readonly CalendarLayer[];
  /** Filled at first use and grown when a date beyond it is asked for; nobody else reads or writes it. */
  index: DayIndex | null;
};

/** Whether a day is worked, why, and by which document. */
export type DayReason = {
  readonly date: LocalDate;
  readonly working: boolean;
  readonly reason: string;
  readonly basis: string;
  /** The year's notice is not published, so the day may still change. */
  readonly provisional: boolean;
};

/** A notice that is not loaded although its year is near. */
export type MissingNotice = { readonly year: number; readonly layer: "national" | "regional" };

type DayIndex = {
  /** Day number of the first day, always a 1 January. */
  readonly first: number;
  readonly working: Uint8Array;
  /** Working days before each day of the range. */
  readonly before: Uint32Array;
  /** The days that are worked, in order, as offsets from the first. */
  readonly days: Uint32Array;
  readonly names: (LocalDate | undefined)[];
};

const WEEKDAYS = ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"];
const YEARS_AHEAD = 3;

/** A calendar over the data and, where an office has its own orders, over those; costs nothing until it is asked. */
export function buildCalendar(data: CalendarData, ...office: readonly CalendarLayer[]): Calendar {
  return { data, office, index: null };
}

/** What an office has ordered for itself, year by year. */
export const ordersOf = ({ years }: CalendarData, officeId: string): readonly CalendarLayer[] =>
  Object.values(years).flatMap((year) => year.offices?.[officeId] ?? []);

/** Whether the offices work on a date. */
export function isWorkingDay(calendar: Calendar, date: LocalDate): boolean {
  const day = dayNumber(date);
  const { first, working } = indexOver(calendar, day, day);
  return working[day - first] === 1;
}

/** The nth working day after a date (n ≥ 1), or with 0 the date itself if it is worked, else the next that is. One look-up, however far. */
export function workingDayAfter(calendar: Calendar, date: LocalDate, count: number): LocalDate {
  const day = dayNumber(date);
  let index = indexOver(calendar, day, day);
  let nth = workingDaysUpTo(index, day, count);
  while (nth >= index.days.length) {
    index = indexOver(calendar, day, index.first + index.working.length + 366 * YEARS_AHEAD);
    nth = workingDaysUpTo(index, day, count);
  }
  return nameOf(index, index.days[nth] ?? 0);
}

/** The date so many natural days later, or the next working day if that one is a rest day (民法典第二百零三条). */
export function naturalDayAfter(calendar: Calendar, date: LocalDate, count: number): LocalDate {
  const day = dayNumber(date) + count;
  const index = indexOver(calendar, day, day);
  return index.working[day - index.first] === 1
    ? nameOf(index, day - index.first)
    : workingDayAfter(calendar, nameOf(index, day - index.first), 0);
}

/** Working days after one date up to and with another; 0 when the second is not later. */
export function workingDaysBetween(calendar: Calendar, after: LocalDate, upTo: LocalDate): number {
  const [from, to] = [dayNumber(after), dayNumber(upTo)];
  if (to <= from) return 0;
  const { first, before } = indexOver(calendar, from, to + 1);
  return (before[to + 1 - first] ?? 0) - (before[from + 1 - first] ?? 0);
}

/** Whether any year from one date to another still lacks a published notice. */
export function isProvisional(calendar: Calendar, from: LocalDate, to: LocalDate): boolean {
  const last = yearOf(to);
  for (let year = yearOf(from); year <= last; year += 1) {
    if (missingLayers(calendar.data, year).length > 0) return true;
  }
  return false;
}

/** The weekday of a date in Chinese. */
export const weekdayName = (date: LocalDate): string => WEEKDAYS[weekday(dayNumber(date))] ?? "";

/** Why a date is worked or not: the nearest order that names it, else the week. */
export function explainDay(calendar: Calendar, date: LocalDate): DayReason {
  const day = weekday(dayNumber(date));
  const provisional = isProvisional(calendar, date, date);
  const weekend = day === 0 || day === 6;
  const order =
    orders(calendar).findLast(({ span }) => span.from <= date && date <= span.to) ?? fixedHoliday(calendar.data, date);
  if (order) {
    const reason = `${order.span.name}${order.working ? "调休上班" : "放假"}`;
    return { date, working: order.working, reason, basis: order.basis, provisional };
  }
  const reason = `${weekend ? "周末" : "工作日"}（${weekdayName(date)}）`;
  return { date, working: !weekend, reason, basis: calendar.data.weekBasis, provisional };
}

/** The notices still to be loaded for today's year and for the one that begins within so many days. */
export function missingYears(calendar: Calendar, today: LocalDate, daysAhead = 45): MissingNotice[] {
  const years = new Set([yearOf(today), yearOf(localDate(dayNumber(today) + daysAhead))]);
  return [...years].flatMap((year) => missingLayers(calendar.data, year).map((layer) => ({ year, layer })));
}

function missingLayers(data: CalendarData, year: number): MissingNotice["layer"][] {
  const known = data.years[year];
  return (["national", "regional"] as const).filter((layer) => known?.[layer].status !== "published");
}

/** Every order in the sequence in which each overrides those before it. */
function orders({ data, office }: Calendar): { span: DaySpan; working: boolean; basis: string }[] {
  const years = Object.values(data.years);
  const authorities = [years.map((year) => year.national), years.map((year) => year.regional), office];
  return authorities.flatMap((layers) => [
    ...layers.flatMap((layer) => layer.off.map((span) => ({ span, working: false, basis: layer.document }))),
    ...layers.flatMap((layer) => layer.work.map((span) => ({ span, working: true, basis: layer.document }))),
  ]);
}

function fixedHoliday(data: CalendarData, date: LocalDate) {
  if (data.years[yearOf(date)]) return null;
  const monthDay = date.slice(5);
  const span = data.fixedHolidays.days.find(({ from, to }) => from <= monthDay && monthDay <= to);
  return span ? { span, working: false, basis: data.fixedHolidays.basis } : null;
}

function indexOver(calendar: Calendar, from: number, to: number): DayIndex {
  const { index } = calendar;
  if (index && from >= index.first && to < index.first + index.working.length) return index;
  const known = Object.keys(calendar.data.years).map(Number);
  const firstYear = Math.min(yearOf(localDate(from)), ...known.map((year) => year - 1));
  const lastYear = Math.max(yearOf(localDate(to)), ...known) + YEARS_AHEAD;
  calendar.index = buildIndex(calendar, firstYear, lastYear);
  return calendar.index;
}

function buildIndex(calendar: Calendar, firstYear: number, lastYear: number): DayIndex {
  const first = dayNumber(`${firstYear}-01-01`);
  const length = dayNumber(`${lastYear}-12-31`) + 1 - first;
  const working = new Uint8Array(length);
  for (let at = 0, day = weekday(first); at < length; at += 1, day = (day + 1) % 7) {
    working[at] = day === 0 || day === 6 ? 0 : 1;
  }
  for (let year = firstYear; year <= lastYear; year += 1) {
    if (calendar.data.years[year]) continue;
    for (const { from, to } of calendar.data.fixedHolidays.days) {
      working.fill(0, dayNumber(`${year}-${from}`) - first, dayNumber(`${year}-${to}`) + 1 - first);
    }
  }
  for (const order of orders(calendar)) {
    const [from, end] = [dayNumber(order.span.from) - first, dayNumber(order.span.to) + 1 - first];
    if (end > 0) working.fill(order.working ? 1 : 0, Math.max(0, from), end);
  }
  const before = new Uint32Array(length);
  const days = new Uint32Array(length);
  let count = 0;
  for (let at = 0; at < length; at += 1) {
    before[at] = count;
    if (working[at] === 1) days[count++] = at;
  }
  return { first, working, before, days: days.subarray(0, count), names: new Array(length) };
}

function workingDaysUpTo({ first, before, working }: DayIndex, day: number, count: number): number {
  const at = day - first;
  return (before[at] ?? 0) + (count === 0 ? 0 : count - 1 + (working[at] ?? 0));
}

function nameOf({ first, names }: DayIndex, at: number): LocalDate {
  const known = names[at];
  if (known) return known;
  const name = localDate(first + at);
  names[at] = name;
  return name;
}

function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}
