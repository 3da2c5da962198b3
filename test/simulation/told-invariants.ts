import type { ClockEvent, Clocked } from "#shared/domain/case-clock.ts";
import type { Directory, Staff } from "#shared/domain/directory.ts";
import type { Entry } from "#shared/domain/history.ts";
import type { LadderStep } from "#shared/domain/limits.ts";
import { BrokenInvariant } from "./world.ts";

const find = ({ staff }: Directory, id: string | undefined): Staff | undefined => staff.find((each) => each.id === id);

const isThere = (person: Staff, day: string): boolean =>
  person.active && person.leave.every(({ from, to }) => day < from || to < day);

const director = ({ staff }: Directory): Staff | undefined =>
  staff.find(({ active, roles }) => active && roles.includes("director"));

/** The heads above somebody, nearest first. */
const headsOf = ({ offices }: Directory, person: Staff): readonly string[] =>
  offices.flatMap((office) =>
    office.units.flatMap((unit) => (unit.id === person.unitId ? [unit.headId, office.headId] : [])),
  );

/** Who stands in for somebody who is away: the deputy, the head of the unit, the head of the office, and who stands in for them; last the director. */
function standIn(directory: Directory, id: string, day: string): string | undefined {
  const line = [id];
  for (const each of line) {
    const person = find(directory, each);
    if (!person) continue;
    if (isThere(person, day)) return each;
    const next = [person.deputyId, ...headsOf(directory, person)];
    line.push(...next.filter((other) => other !== undefined && !line.includes(other)).map(String));
  }
  const last = director(directory);
  const deputy = find(directory, last?.deputyId);
  return last && !isThere(last, day) && deputy && isThere(deputy, day) ? deputy.id : last?.id;
}

/** Whom the published ladder names for a rung of somebody's limit; a matter that is about the one it names is not judged here. */
function named(to: LadderStep["to"], ownerId: string, directory: Directory, day: string): string | undefined {
  const lead = director(directory)?.id;
  switch (to) {
    case "accountable":
      return standIn(directory, ownerId, day);
    case "head": {
      const owner = find(directory, ownerId);
      const above = (owner ? headsOf(directory, owner) : [])
        .filter((id) => id !== ownerId)
        .map((id) => standIn(directory, id, day))
        .find((id) => id !== ownerId);
      return above ?? (lead && standIn(directory, lead, day));
    }
    case "director":
      return lead && standIn(directory, lead, day);
    case "office":
      return directory.staff.find(({ active, roles }) => active && roles.includes("supervisor"))?.id;
  }
}

/** Invariant 3: each rung reaches the one whom the ladder names, not merely somebody above. */
export function checkTold(
  before: Clocked,
  entry: Entry<ClockEvent>,
  directory: Directory,
  concerned: ReadonlySet<string>,
): void {
  const day = new Date(Date.parse(entry.at) + 8 * 3_600_000).toISOString().slice(0, 10);
  for (const event of entry.events) {
    if (event.type !== "StepRaised") continue;
    const limit = before.limits.find(({ id }) => id === event.limitId);
    const step = limit?.ladder.find(({ level }) => level === event.level);
    const usual = limit && step && named(step.to, limit.ownerId, directory, day);
    if (!usual || concerned.has(usual) || event.recipientId === usual) continue;
    // What waits for the person it is about is theirs alone, wherever they are.
    if (step.to === "accountable" && event.recipientId === limit.ownerId && concerned.has(limit.ownerId)) continue;
    // Of a matter about somebody the office's rungs go to whoever of it is there.
    const person = find(directory, usual);
    if (concerned.size > 0 && step.to === "office" && !(person && isThere(person, day))) continue;
    throw new BrokenInvariant(
      "3",
      `${event.limitId}:${event.level} went to ${event.recipientId}; the ${step.to} of ${limit.ownerId} is ${usual}`,
    );
  }
}
