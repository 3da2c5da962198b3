import { recipientOf } from "./decision.ts";
import {
  actingFor,
  type Directory,
  directorOf,
  isInCharge,
  isPresent,
  type Staff,
  supervisorsOf,
} from "./directory.ts";
import type { LadderStep } from "./limits.ts";

/** Ids of those a matter is about: none of it may reach them. */
export type Concerned = ReadonlySet<string>;

const leaders = (directory: Directory): readonly Staff[] =>
  directory.offices
    .flatMap((office) => [office.headId, ...office.units.map((unit) => unit.headId)])
    .flatMap((id) => directory.staff.find((person) => person.id === id && person.active) ?? []);

/**
 * Who keeps a matter that is about `concerned`: the supervising office (FIR-9), else the director, else a head, else anybody it is
 * not about; present before absent, and never one of those concerned.
 */
export function keeperOf(directory: Directory, concerned: Concerned, day: string): Staff | undefined {
  const director = directorOf(directory);
  const inOrder = [
    ...supervisorsOf(directory),
    ...(director ? [director] : []),
    ...leaders(directory),
    ...directory.staff.filter((person) => person.active),
  ].filter((person) => !concerned.has(person.id));
  return inOrder.find((person) => isPresent(person, day)) ?? inOrder[0];
}

/** Whoever acts for a person today, unless the matter is about them: then whoever keeps it. */
function impartialActing(directory: Directory, id: string, concerned: Concerned, day: string): Staff | undefined {
  const acting = actingFor(directory, id, day);
  return acting && !concerned.has(acting.id) ? acting : keeperOf(directory, concerned, day);
}

/** Whom a rung of the ladder reaches when the matter is about somebody: the usual person, else director or office, never those concerned. */
export function impartialRecipient(
  step: LadderStep,
  ownerId: string,
  directory: Directory,
  concerned: Concerned,
  day: string,
): string | undefined {
  if (step.to === "office") return keeperOf(directory, concerned, day)?.id;
  const usual = recipientOf(step, ownerId, directory, day);
  if (usual !== undefined && !concerned.has(usual)) return usual;
  const director = directorOf(directory);
  return director && step.to !== "accountable"
    ? impartialActing(directory, director.id, concerned, day)?.id
    : keeperOf(directory, concerned, day)?.id;
}

/** Whether somebody works under one of those concerned: they would have to judge their own superior. */
export const worksUnder = (directory: Directory, person: Staff, concerned: Concerned, day: string): boolean =>
  [...concerned].some((id) => isInCharge(directory, id, person.unitId, day));
