import { useMemo } from "react";
import type { Office, Staff, Unit } from "#shared/domain/directory.ts";
import { isPresent } from "#shared/domain/directory.ts";
import { services } from "#shared/rules/rule-pack.ts";
import { now } from "../clock.ts";
import { useEntries } from "../queries.ts";
import { useTexts } from "../texts.ts";
import { todayOf } from "../time-left.ts";

/** Who is who, for names and pickers; ids are shown as they are until the directory has come. */
export function useDirectory() {
  const texts = useTexts();
  const staff = useEntries("staff");
  const offices = useEntries("offices");
  return useMemo(() => {
    const people = new Map<string, Staff>((staff.data ?? []).map((person) => [person.id, person]));
    const units = new Map<string, { unit: Unit; office: Office }>(
      (offices.data ?? []).flatMap((office) => office.units.map((unit) => [unit.id, { unit, office }] as const)),
    );
    const unitName = (id: string): string => {
      const place = units.get(id);
      return place ? texts.name(place.unit.name) : id;
    };
    const today = todayOf(now());
    return {
      people,
      units,
      offices: offices.data ?? [],
      ready: staff.data !== undefined && offices.data !== undefined,
      person: (id: string): string => people.get(id)?.name ?? id,
      unitName,
      officeName: (id: string): string => texts.name(offices.data?.find((office) => office.id === id)?.name) || id,
      isAway: (person: Staff): boolean => !isPresent(person, today),
      /** People to choose from, those in service first. */
      staffOptions: [...people.values()]
        .filter((person) => person.active)
        .map((person) => ({
          value: person.id,
          label: `${person.name} · ${unitName(person.unitId)}${isPresent(person, today) ? "" : ` · ${texts.text("people.away")}`}`,
          unitId: person.unitId,
          disabled: !isPresent(person, today),
        })),
      unitOptions: (offices.data ?? []).map((office) => ({
        label: texts.name(office.name),
        options: office.units.map((unit) => ({ value: unit.id, label: texts.name(unit.name) })),
      })),
      officeOptions: (offices.data ?? []).map((office) => ({ value: office.id, label: texts.name(office.name) })),
    };
  }, [staff.data, offices.data, texts]);
}

const catalogue = new Map(services.map((service) => [service.code, service]));

/** The business with this code in the catalogue. */
export const serviceOf = (code: string | null | undefined) => (code ? catalogue.get(code) : undefined);

/** The catalogue to choose from, by line of business. */
export const serviceOptions = [...new Set(services.map((service) => service.business))].map((business) => ({
  label: business,
  options: services
    .filter((service) => service.business === business)
    .map((service) => ({ value: service.code, label: `${service.code} ${service.name.zh}` })),
}));
