import type { Clause } from "./clauses.ts";
import { actingFor, type Directory, isPresent, type Staff, staffOf } from "./directory.ts";
import { type Refusal, refuse } from "./refusal.ts";

/** How an inquiry reached the centre (FIR-3: 来访、电话、传真等). */
export type Channel = "web" | "visit" | "phone" | "fax" | "letter" | "hotline";

/** Why this person: stored with the case and shown. */
export type ChoiceReason =
  | "only-person-asked"
  | "highest-rank"
  | "first-asked-of-equal-rank"
  | "on-duty"
  | "next-on-duty"
  | "head-of-office";

/** The first responder (首问责任人) and how the choice was made. It never changes afterwards. */
export interface FirstResponder {
  readonly staffId: string;
  readonly officeId: string;
  readonly unitId: string;
  readonly reason: ChoiceReason;
  readonly clause: Clause;
  readonly candidates: readonly string[];
}

/** Order of ranks from the rule pack, lowest first. */
export type RankOrder = Readonly<Record<string, number>>;

const chosen = (person: Staff, reason: ChoiceReason, candidates: readonly string[]): FirstResponder => ({
  staffId: person.id,
  officeId: person.officeId,
  unitId: person.unitId,
  reason,
  clause: "FIR-3",
  candidates,
});

const startOf = (shift: { readonly date: string; readonly from: string }): string => `${shift.date}T${shift.from}`;

/** FIR-3: of several people the one of highest rank; among equals the one named first. */
function highestRank(people: readonly Staff[], ranks: RankOrder): { person: Staff; tie: boolean } | undefined {
  const rank = (person: Staff) => ranks[person.rank] ?? 0;
  let best: Staff | undefined;
  for (const person of people) if (!best || rank(person) > rank(best)) best = person;
  if (!best) return undefined;
  const top = rank(best);
  return { person: best, tie: people.filter((person) => rank(person) === top).length > 1 };
}

/** Visit, telephone, fax: those who were asked, in the order they were asked (FIR-3, FIR-5.2). */
export function firstResponderAsked(
  contacted: readonly string[],
  directory: Directory,
  ranks: RankOrder,
): FirstResponder | Refusal {
  const people: Staff[] = [];
  for (const id of contacted) {
    const person = staffOf(directory, id);
    if (!person?.active) return refuse("unknown-staff", "FIR-3", { staffId: id });
    if (!people.includes(person)) people.push(person);
  }
  const best = highestRank(people, ranks);
  if (!best) return refuse("nobody-contacted", "FIR-3");
  const reason = people.length === 1 ? "only-person-asked" : best.tie ? "first-asked-of-equal-rank" : "highest-rank";
  return chosen(
    best.person,
    reason,
    people.map((person) => person.id),
  );
}

/**
 * Web, letter, hotline: the duty officer of the office at that moment; several on duty: the rank rule; nobody on duty:
 * the officer of the next shift; no roster: the head of the office (FIR-3).
 */
export function firstResponderOnDuty(
  officeId: string,
  moment: { readonly day: string; readonly time: string },
  directory: Directory,
  ranks: RankOrder,
): FirstResponder | Refusal {
  const office = directory.offices.find((each) => each.id === officeId);
  if (!office) return refuse("unknown-office", "FIR-3", { office: officeId });
  const shifts = directory.roster
    .filter((day) => day.officeId === officeId && day.date >= moment.day)
    .flatMap((day) => day.shifts.map((shift) => ({ ...shift, date: day.date })))
    .filter((shift) => shift.date > moment.day || shift.to > moment.time)
    .sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1));
  const running = shifts.filter((shift) => shift.date === moment.day && shift.from <= moment.time);
  const turns = [running, ...shifts.filter((shift) => !running.includes(shift)).map((shift) => [shift])];
  for (const turn of turns) {
    const people = turn.flatMap((shift) =>
      shift.staffIds.map((id) => staffOf(directory, id)).filter((person) => person && isPresent(person, shift.date)),
    ) as Staff[];
    const best = highestRank([...new Set(people)], ranks);
    if (!best) continue;
    return chosen(
      best.person,
      turn === running ? "on-duty" : "next-on-duty",
      people.map((person) => person.id),
    );
  }
  const head = actingFor(directory, office.headId, moment.day);
  return head ? chosen(head, "head-of-office", [head.id]) : refuse("nobody-in-office", "FIR-3", { office: officeId });
}
