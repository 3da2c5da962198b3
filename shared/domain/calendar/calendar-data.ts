import type { LocalDate } from "./local-date.ts";

/** Consecutive days, both ends included, which a notice sets free or orders to be worked. */
export type DaySpan = { readonly name: string; readonly from: LocalDate; readonly to: LocalDate };

/** What one authority ordered for one year; `document` is quoted as the basis of each of its days. */
export type CalendarLayer = {
  readonly status: "published" | "provisional";
  readonly document: string;
  readonly url: string | null;
  readonly off: readonly DaySpan[];
  readonly work: readonly DaySpan[];
};

/** One year: it is certain when both notices are published, else every date in it is provisional. */
export type CalendarYear = {
  readonly national: CalendarLayer;
  readonly regional: CalendarLayer;
  /** Orders of single offices for themselves, by the id of the office. */
  readonly offices?: Readonly<Record<string, CalendarLayer>>;
  readonly note?: string;
};

/** The calendar as data: the years by number and what holds where no notice says otherwise. */
export type CalendarData = {
  readonly region: string;
  readonly timeZone: "Asia/Shanghai";
  readonly rule: string;
  readonly weekBasis: string;
  /** Holidays of every year, `MM-DD`: all that is known of a year which the data does not have. */
  readonly fixedHolidays: { readonly basis: string; readonly days: readonly DaySpan[] };
  readonly regionalLaw: {
    readonly name: string;
    readonly url: string;
    /** How many days from Monday to Friday each festival takes in every year: the check of a typed-in notice. */
    readonly workingDaysOff: Readonly<Record<string, number>>;
  };
  readonly years: Readonly<Record<string, CalendarYear>>;
};

/** The data with one year added or replaced: what loading a published notice does. */
export function withYear(data: CalendarData, year: number, notice: CalendarYear): CalendarData {
  return { ...data, years: { ...data.years, [year]: notice } };
}
