import { type Directory, staffOf } from "../directory.ts";

/**
 * The units of everybody a suggestion is or may be about: the people named, those named units are made of, and the heads of these.
 * Whoever belongs to one of them doesn't see it counted.
 */
export function unitsConcerned(
  about: { readonly staffIds: readonly string[]; readonly unitIds: readonly string[] },
  directory: Directory,
): readonly string[] {
  const heads = directory.offices.flatMap((office) =>
    office.units.filter((unit) => about.unitIds.includes(unit.id)).map((unit) => unit.headId),
  );
  const people = [...about.staffIds, ...heads].flatMap((id) => staffOf(directory, id)?.unitId ?? []);
  return [...new Set([...about.unitIds, ...people])].sort();
}
