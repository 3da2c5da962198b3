import { due } from "#shared/domain/calendar/due.ts";
import { dayOf } from "#shared/domain/calendar/local-date.ts";
import { deadline } from "#shared/domain/calendar/working-hours.ts";
import { buildCalendar } from "#shared/domain/calendar.ts";
import { calendarData, hours } from "#shared/rules/rule-pack.ts";

/** Prints due dates and moments around every hour of a few days, to compare one process time zone with another. */
const calendar = buildCalendar(calendarData);
const [hotan] = hours;
if (!hotan) throw new Error("no opening hours");
for (let hour = 0; hour < 24 * 14; hour += 1) {
  const startedAt = new Date(Date.UTC(2026, 4, 22, hour, 30)).toISOString();
  const receivedOn = dayOf(startedAt);
  const { dueOn } = due(calendar, { receivedOn, amount: hour % 9, unit: hour % 2 ? "working-day" : "natural-day" });
  console.log(
    receivedOn,
    dueOn,
    deadline(calendar, hotan, startedAt, { amount: hour % 7, unit: "working-hour" }).dueAt,
  );
}
