import { dayOf } from "#shared/domain/calendar/local-date.ts";
import { buildCalendar, workingDaysBetween } from "#shared/domain/calendar.ts";
import { timeOf } from "#shared/domain/working-time.ts";
import { calendarData } from "#shared/rules/rule-pack.ts";
import type { Texts } from "./texts.ts";

const calendar = buildCalendar(calendarData);
const MINUTE = 60_000;

/** How pressing a limit is; `calm` has more than the present working day. */
export type Pressure = "overdue" | "today" | "soon" | "calm";

/** What is left until a limit, in the words of the office: working days, and within the day hours and minutes. */
export interface TimeLeft {
  readonly pressure: Pressure;
  readonly words: string;
}

const short = (minutes: number, { text }: Texts): string =>
  minutes < 60
    ? text("left.minutes", { count: Math.max(1, Math.round(minutes)) })
    : text("left.hours", { count: Math.round(minutes / 6) / 10 });

/** The time left at a moment. */
export function timeLeft(dueAt: string, moment: string, texts: Texts): TimeLeft {
  const minutes = (Date.parse(dueAt) - Date.parse(moment)) / MINUTE;
  const [today, dueOn] = [dayOf(moment), dayOf(dueAt)];
  if (minutes < 0) {
    const days = dueOn < today ? workingDaysBetween(calendar, dueOn, today) : 0;
    const by = days > 0 ? texts.text("left.days", { count: days }) : short(-minutes, texts);
    return { pressure: "overdue", words: texts.text("left.overdue", { by }) };
  }
  const days = dueOn > today ? workingDaysBetween(calendar, today, dueOn) : 0;
  if (days === 0) return { pressure: "today", words: texts.text("left.left", { by: short(minutes, texts) }) };
  return {
    pressure: days === 1 ? "soon" : "calm",
    words: texts.text("left.left", { by: texts.text("left.days", { count: days }) }),
  };
}

/** A moment as it is written at the counter: `11-24 19:30`, with the year when it is another. */
export function shortMoment(at: string, moment: string): string {
  const day = dayOf(at);
  return `${day.slice(0, 4) === dayOf(moment).slice(0, 4) ? day.slice(5) : day} ${timeOf(at)}`;
}

/** A moment in full. */
export const fullMoment = (at: string): string => `${dayOf(at)} ${timeOf(at)}`;

/** How long a term is, in words; no days at all is "on the spot". */
export const termWords = ({ amount, unit }: { amount: number; unit: string }, { text, named }: Texts): string =>
  amount === 0 ? text("amount.at-once") : named("amount", unit).replace("#", String(amount));

/** Today in the centre's time zone. */
export const todayOf = (moment: string): string => dayOf(moment);

export { calendar as packCalendar };
