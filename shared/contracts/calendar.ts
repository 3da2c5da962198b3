import * as z from "zod";
import type { CalendarData, CalendarYear as Year } from "#shared/domain/calendar/calendar-data.ts";
import { dayNumber } from "#shared/domain/calendar/local-date.ts";
import { notBefore } from "./order.ts";
import { Id } from "./text.ts";

/** A date that exists, `YYYY-MM-DD`, of the years that can be counted. */
const noDate = { error: "不是日期（应为YYYY-MM-DD）" };
const CalendarDate = z.iso
  .date(noDate)
  .refine((date) => date >= "1900" && date < "3000", noDate)
  .meta({ allOf: [{ pattern: "^(19|2\\d)" }] });

const MonthDay = z.string().refine(isMonthDay, { error: "不是月日（应为MM-DD）" });
const spanOf = (day: z.ZodString | z.ZodISODate) =>
  z
    .strictObject({ name: z.string().min(1), from: day, to: day.meta(notBefore("from")) })
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

function isMonthDay(text: string): boolean {
  try {
    return Number.isInteger(dayNumber(`2024-${text}`));
  } catch {
    return false;
  }
}
