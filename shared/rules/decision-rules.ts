import type { CalendarYear } from "#shared/domain/calendar/calendar-data.ts";
import { buildCalendar, type Calendar, ordersOf } from "#shared/domain/calendar.ts";
import type { Clause } from "#shared/domain/clauses.ts";
import type { Rules, ServiceRule } from "#shared/domain/decision.ts";
import type { LimitRule } from "#shared/domain/limits.ts";
import type { Service, StageLimit } from "#shared/domain/rule-pack-types.ts";
import { type WorkingTime, workingTime } from "#shared/domain/working-time.ts";
import { calendarData, conduct, edition, hours, limits, offices, ranks, services } from "./rule-pack.ts";

const limitRule = (row: StageLimit): LimitRule => ({
  kind: row.code,
  term: { amount: row.amount, unit: row.unit, basis: row.basis },
  clause: row.clause as Clause,
  ladder: [
    ...(row.reminder === null ? [] : [{ level: 0, to: "accountable" as const, part: row.reminder }]),
    ...row.ladder,
  ],
});

const serviceRule = (service: Service): ServiceRule => {
  const { promised, statutory } = service;
  return {
    code: service.code,
    name: service.name.zh,
    promise: { amount: promised.amount, unit: promised.unit, basis: promised.basis },
    ...(statutory?.dutyOn === "centre" && {
      statute: { amount: statutory.amount, unit: statutory.unit, basis: statutory.basis },
      ...(statutory.extension && {
        statuteExtension: {
          amount: statutory.extension.amount,
          unit: statutory.extension.unit,
          basis: statutory.basis,
        },
      }),
    }),
    materials: service.materials.map(({ id, name, when }) => ({ id, name, ...(when !== undefined && { when }) })),
  };
};

/** The rule pack in the shape in which decisions read it. */
export const rules: Rules = {
  version: edition.version,
  limits: Object.fromEntries(limits.map((row) => [row.code, limitRule(row)])) as Rules["limits"],
  services: new Map(services.map((service) => [service.code, serviceRule(service)])),
  ranks: Object.fromEntries(ranks.map((rank) => [rank.code, rank.order])),
  longestExtension: edition.extension.atMost.amount,
  pauseReasons: edition.pauseReasons,
  conduct,
};

const [usualHours] = hours;

interface OfficeTime {
  readonly calendar: Calendar;
  readonly time: WorkingTime;
}

const known = new Map<string, OfficeTime>();

/** The calendar and working time of an office: the pack's, with the years loaded since. Built once for each edition. */
export function officeTime(officeId: string, loaded: Readonly<Record<string, CalendarYear>>): OfficeTime {
  const code = offices.find((office) => office.code === officeId)?.hours;
  const opening = hours.find((each) => each.code === code) ?? usualHours;
  if (!opening) throw new Error("The rule pack has no opening hours");
  const data = { ...calendarData, years: { ...calendarData.years, ...loaded } };
  const own = ordersOf(data, officeId);
  const key = `${opening.code} ${JSON.stringify([loaded, own])}`;
  const found = known.get(key);
  if (found) return found;
  const calendar = buildCalendar(data, ...own);
  const built = { calendar, time: workingTime(calendar, opening) };
  known.set(key, built);
  return built;
}

/** The working time of an office. */
export const timeOf = (officeId: string, loaded: Readonly<Record<string, CalendarYear>>): WorkingTime =>
  officeTime(officeId, loaded).time;
