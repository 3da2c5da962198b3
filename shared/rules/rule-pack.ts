import type { CalendarData } from "#shared/domain/calendar/calendar-data.ts";
import type { OpeningHours } from "#shared/domain/calendar/working-hours.ts";
import calendarJson from "./calendar.json" with { type: "json" };
import hoursJson from "./hours.json" with { type: "json" };

/** The national and regional calendar. */
export const calendarData = calendarJson as CalendarData;

/** Opening hours by code. */
export const hours = hoursJson as unknown as readonly OpeningHours[];
