import * as z from "zod";
import type { CalendarData, CalendarYear as Year } from "#shared/domain/calendar/calendar-data.ts";
import { dayNumber } from "#shared/domain/calendar/local-date.ts";
import { Id } from "./text.ts";

/** A date that exists, `YYYY-MM-DD`. */
const CalendarDate = z.string().refine(isDate, { error: "不是日期（应为YYYY-MM-DD）" });

const MonthDay = z.string().refine((text) => isDate(`2024-${text}`), { error: "不是月日（应为MM-DD）" });
const spanOf = (day: typeof MonthDay) =>
  z
    .strictObject({ name: z.string().min(1), from: day, to: day })
    .refine(({ from, to }) => from <= to, { error: "止于开始之前" });
const Span = spanOf(CalendarDate);

/** What one authority ordered for one year, or one office for itself. */
const CalendarLayer = z.strictObject({
  status: z.enum(["published", "provisional"]),
  document: z.string().min(1),
  url: z.string().nullable(),
  off: z.array(Span),
  work: z.array(Span),
});

/** One year of the calendar, as an administrator loads it. */
export const CalendarYear = z.strictObject({
  national: CalendarLayer,
  regional: CalendarLayer,
  offices: z.record(Id, CalendarLayer).optional(),
  note: z.string().optional(),
}) satisfies z.ZodType<Year>;

/** The whole calendar. */
export const Calendar = z.strictObject({
  region: z.string().min(1),
  timeZone: z.literal("Asia/Shanghai"),
  rule: z.string().min(1),
  weekBasis: z.string().min(1),
  fixedHolidays: z.strictObject({ basis: z.string().min(1), days: z.array(spanOf(MonthDay)) }),
  regionalLaw: z.strictObject({
    name: z.string().min(1),
    url: z.string(),
    workingDaysOff: z.record(z.string(), z.int().min(1)),
  }),
  years: z.record(z.string().regex(/^20\d\d$/), CalendarYear),
}) satisfies z.ZodType<CalendarData>;

function isDate(text: string): boolean {
  try {
    return Number.isInteger(dayNumber(text));
  } catch {
    return false;
  }
}
