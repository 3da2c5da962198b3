import { calendarFaults } from "#shared/contracts/rule-pack-faults.ts";
import { can, type Principal } from "#shared/domain/authorisation.ts";
import type { CalendarYear } from "#shared/domain/calendar/calendar-data.ts";
import { withYear } from "#shared/domain/calendar/calendar-data.ts";
import { type Refusal, refuse } from "#shared/domain/refusal.ts";
import type { DirectoryReader, DirectoryWriter, LoadedYear } from "#shared/ports/directory-reader.ts";
import { calendarData } from "#shared/rules/rule-pack.ts";

/** The year as limits are counted on it now: loaded by the centre, else of the rule pack. */
export async function showYear(
  year: string,
  principal: Principal,
  directory: Pick<DirectoryReader, "everybody">,
): Promise<CalendarYear | Refusal> {
  if (!can(principal, { on: "directory", do: "read" })) return refuse("forbidden", "FIR-2");
  const { calendarYears } = await directory.everybody();
  const loaded = calendarYears[year];
  if (!loaded) return calendarData.years[year] ?? refuse("not-found", "SC-5");
  const { loadedAt: _, ...notice } = loaded;
  return notice;
}

/**
 * Loads the notice of a year. Refused when it is not what the law gives (a festival with too many or too few days off, a day of
 * another year, orders of an office nobody knows). The audit counts open cases anew afterwards, with an event and a notice for each that moves.
 */
export async function loadYear(
  year: string,
  notice: CalendarYear,
  principal: Principal,
  now: string,
  directory: Pick<DirectoryReader, "everybody"> & Pick<DirectoryWriter, "loadYear">,
): Promise<LoadedYear | Refusal> {
  if (!can(principal, { on: "directory", do: "write" })) return refuse("forbidden", "FIR-9");
  const { offices } = await directory.everybody();
  const unknown = Object.keys(notice.offices ?? {}).find((id) => !offices.some((office) => office.id === id));
  if (unknown !== undefined) return refuse("unknown-office", "SC-5", { office: unknown });
  const faults = calendarFaults(withYear(calendarData, Number(year), notice));
  if (faults.length > 0) return { ...refuse("calendar-faults", "SC-5"), findings: faults };
  const loaded = { ...notice, loadedAt: now };
  await directory.loadYear(year, loaded);
  return loaded;
}
