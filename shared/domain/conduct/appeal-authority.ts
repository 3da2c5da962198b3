import { actingFor, type Directory, directorOf, supervisorsOf } from "../directory.ts";
import type { ConductCase } from "./conduct.ts";

/**
 * Who decides an appeal, in one instance: the director, or whoever acts for them, or the head of the office; not the person
 * themselves and, as long as there is another, nobody who decided the case.
 */
export function appealAuthorityOf(
  { decision, measure }: Pick<ConductCase, "decision" | "measure">,
  staffId: string,
  directory: Directory,
  day: string,
): string | undefined {
  const director = directorOf(directory);
  const acting = director && actingFor(directory, director.id, day);
  const heads = directory.offices.flatMap((office) => office.units.map((unit) => unit.headId));
  const officeHeads = supervisorsOf(directory).filter((person) => heads.includes(person.id));
  const inOrder = [
    ...(acting ? [acting.id] : []),
    ...(director ? [director.id] : []),
    ...officeHeads.map((person) => person.id),
    ...directory.offices.map((office) => office.headId),
  ].filter((id) => id !== staffId);
  const involved = [decision?.by, measure?.by];
  return inOrder.find((id) => !involved.includes(id)) ?? inOrder[0];
}
