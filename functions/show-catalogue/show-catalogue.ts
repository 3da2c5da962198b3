import type { DueQuery } from "#shared/contracts/due.ts";
import { due } from "#shared/domain/calendar/due.ts";
import { type Refusal, refuse } from "#shared/domain/refusal.ts";
import type { DirectoryReader } from "#shared/ports/directory-reader.ts";
import { officeTime } from "#shared/rules/decision-rules.ts";
import { departments, services } from "#shared/rules/rule-pack.ts";

const departmentNames = new Map(departments.map(({ code, name }) => [code, name]));

/** The catalogue of businesses: procedure, department, materials, limits with their basis, free forms (SC-2, SC-10). */
export const catalogue = services.map((service) => ({
  ...service,
  departments: service.departments.map((code) => ({ code, name: departmentNames.get(code) })),
  procedure: service.procedure.map(({ step, department }) => ({
    step,
    department,
    name: departmentNames.get(department),
  })),
}));

/** One business of the catalogue. */
export const serviceBy = (code: string): (typeof catalogue)[number] | Refusal =>
  catalogue.find((service) => service.code === code) ?? refuse("not-found", "SC-2");

/** The offices and departments as citizens may know them: no names of staff. */
export async function listOffices(directory: Pick<DirectoryReader, "everybody">) {
  const { offices } = await directory.everybody();
  return offices.map(({ id, name, kind, placeCode, address, phone, units }) => ({
    id,
    name,
    kind,
    ...(placeCode !== undefined && { placeCode }),
    address,
    phone,
    units: units.map((unit) => ({
      id: unit.id,
      name: unit.name,
      ...(unit.phone !== undefined && { phone: unit.phone }),
    })),
  }));
}

/** Why this day: every counted and skipped day with its reason and basis (SC-5). */
export async function whyThisDay(
  { receivedOn, days, unit, office }: DueQuery,
  directory: Pick<DirectoryReader, "everybody">,
): Promise<ReturnType<typeof due> | Refusal> {
  const { offices, calendarYears } = await directory.everybody();
  if (office !== undefined && !offices.some((each) => each.id === office))
    return refuse("unknown-office", "SC-5", { office });
  return due(officeTime(office ?? "", calendarYears).calendar, { receivedOn, amount: days, unit });
}
