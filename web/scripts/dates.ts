import { code, element, written } from "./element.ts";
import { language, text } from "./strings.ts";

const inEnglish = (date: string, options: Intl.DateTimeFormatOptions): string =>
  new Date(date).toLocaleDateString("en-GB", { ...options, timeZone: "UTC" });

/** A date for reading, with its weekday: `11月24日 星期二`, with the year where it isn't this one. */
export function day(date: string, now = new Date()): string {
  const [year = 0, month = 1, dayOfMonth = 1] = date.split("-").map(Number);
  const weekday = text("site.weekdays").split(" ")[new Date(date).getUTCDay()] ?? "";
  const other = year !== now.getFullYear();
  if (language === "zh-CN") return `${other ? `${year}年` : ""}${month}月${dayOfMonth}日 ${weekday}`;
  if (language === "ug") return `${other ? `${year}-يىلى ` : ""}${month}-ئاينىڭ ${dayOfMonth}-كۈنى، ${weekday}`;
  return `${weekday} ${inEnglish(date, { day: "numeric", month: "long", ...(other && { year: "numeric" }) })}`;
}

const month = (date: string): string => {
  const [year = 0, number = 1] = date.split("-").map(Number);
  if (language === "zh-CN") return `${year}年${number}月`;
  return language === "ug" ? `${year}-يىلى ${number}-ئاي` : inEnglish(date, { month: "long", year: "numeric" });
};

/** A stretch of days as a title: a whole month by its name. */
export const period = (from: string, to: string): string =>
  from.slice(0, 7) === to.slice(0, 7) ? month(from) : `${month(from)} – ${month(to)}`;

/** The date of an instant in Beijing time, by which all limits are counted. */
export const dateOf = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

/** The time of day of an instant in Beijing time: `15:30`. */
export const timeOf = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16);

/** A date on the page. */
export const dayMark = (date: string): HTMLElement => element("time", { datetime: date }, written(day(date)));

/** An instant on the page, in Beijing time. */
export const momentMark = (instant: string): HTMLElement =>
  element("time", { datetime: instant }, written(day(dateOf(instant))), " ", code(timeOf(instant)));
