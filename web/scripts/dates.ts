import { language, text } from "./strings.ts";

const two = (value: number): string => String(value).padStart(2, "0");

/** A date for reading, with its weekday: `11月24日 星期二`, with the year where it isn't this one. */
export function day(date: string, now = new Date()): string {
  const [year = 0, month = 1, dayOfMonth = 1] = date.split("-").map(Number);
  const index = new Date(Date.UTC(year, month - 1, dayOfMonth)).getUTCDay();
  if (language === "zh-CN") {
    const weekday = text("site.weekdays")[index] ?? "";
    return `${year === now.getFullYear() ? "" : `${year}年`}${month}月${dayOfMonth}日 星期${weekday}`;
  }
  const weekday = text("site.weekdays").split(" ")[index] ?? "";
  if (language === "ug") return `${year}-${two(month)}-${two(dayOfMonth)} ${weekday}`;
  const short = new Date(Date.UTC(year, month - 1, dayOfMonth)).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  return `${weekday} ${short}`;
}

/** The date of an instant in Beijing time, by which all limits are counted. */
export const dateOf = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

/** The time of day of an instant in Beijing time: `15:30`. */
export const timeOf = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16);

/** An instant for reading, in Beijing time. */
export const moment = (instant: string): string => `${day(dateOf(instant))} ${timeOf(instant)}`;
