import { dayNumber, dayOf, type LocalDate, localDate, weekday } from "../calendar/local-date.ts";
import type { WorkingTime } from "../working-time.ts";

/** A stretch of days, both ends included, as dates in Asia/Shanghai. */
export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** The month a date lies in, `YYYY-MM`. */
export const monthOf = (date: LocalDate): string => date.slice(0, 7);

const following = (month: string): string => monthOf(localDate(dayNumber(`${month}-28`) + 4));

/** The whole of a month. */
export const wholeMonth = (month: string): Period => ({
  from: `${month}-01`,
  to: localDate(dayNumber(`${following(month)}-01`) - 1),
});

/** The month before. */
export const monthBefore = (month: string): string => monthOf(localDate(dayNumber(`${month}-01`) - 1));

/** A period cut at the ends of months: each part with its month, and whether it is the whole of it. */
export function monthsOf({
  from,
  to,
}: Period): readonly (Period & { readonly month: string; readonly whole: boolean })[] {
  const parts = [];
  for (let month = monthOf(from); month <= monthOf(to); month = following(month)) {
    const all = wholeMonth(month);
    const part = { from: from > all.from ? from : all.from, to: to < all.to ? to : all.to };
    parts.push({ ...part, month, whole: part.from === all.from && part.to === all.to });
  }
  return parts;
}

/** The first and the last moment of a period. */
export const momentsOf = ({ from, to }: Period): { readonly first: string; readonly last: string } => ({
  first: new Date(`${from}T00:00:00+08:00`).toISOString(),
  last: new Date(Date.parse(`${to}T00:00:00+08:00`) + 86_400_000 - 1).toISOString(),
});

/** Until when a running limit is at risk now: what ends before the next working day is over. */
export function atRiskUntil(now: string, time: Pick<WorkingTime, "deadline" | "dayOf">): string {
  const day = time.dayOf(time.deadline(now, { amount: 1, unit: "working-day" }, []).dueAt);
  return momentsOf({ from: day, to: day }).last;
}

/** A week by its ISO 8601 name, `YYYY-Www`, Monday to Sunday. */
export interface Week extends Period {
  readonly week: string;
}

/** The week a date lies in. */
export function weekOf(date: LocalDate): Week {
  const day = dayNumber(date);
  const monday = day - ((weekday(day) + 6) % 7);
  // A week belongs to the year of its Thursday.
  const year = localDate(monday + 3).slice(0, 4);
  const week = Math.floor((monday + 3 - dayNumber(`${year}-01-01`)) / 7) + 1;
  return {
    week: `${year}-W${String(week).padStart(2, "0")}`,
    from: localDate(monday),
    to: localDate(monday + 6),
  };
}

/** The last whole week before a moment. */
export const weekBefore = (now: string): Week => weekOf(localDate(dayNumber(weekOf(dayOf(now)).from) - 7));

/** What is published at a moment: the last whole month, and its year up to its end. */
export function publishedPeriods(now: string): { readonly month: string; readonly periods: readonly Period[] } {
  const month = monthBefore(monthOf(dayOf(now)));
  const last = wholeMonth(month);
  return { month, periods: [last, { from: `${month.slice(0, 4)}-01-01`, to: last.to }] };
}
