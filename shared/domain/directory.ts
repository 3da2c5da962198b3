/** A text in the languages of the centre; zh-CN is the authoritative one. */
export interface Localized {
  readonly zh: string;
  readonly ug?: string;
  readonly en?: string;
}

/** What an account may do beyond its own cases (FIR-2, FIR-9). */
export type Role = "officer" | "head" | "supervisor" | "director" | "administrator";

/** A department of an office (科室). */
export interface Unit {
  readonly id: string;
  readonly name: Localized;
  readonly headId: string;
  readonly phone?: string;
  readonly room?: string;
}

/** The centre itself or a county branch (管理部). */
export interface Office {
  readonly id: string;
  readonly name: Localized;
  readonly kind: "centre" | "branch";
  readonly placeCode?: string;
  readonly address: string;
  readonly phone: string;
  readonly headId: string;
  readonly units: readonly Unit[];
}

/** A member of staff; belongs to exactly one unit (FIR-2). */
export interface Staff {
  readonly id: string;
  readonly name: string;
  readonly officeId: string;
  readonly unitId: string;
  readonly rank: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
  readonly phone: string;
  /** Who stands in during absence (AB 岗). */
  readonly deputyId?: string;
  /** Days of absence, both ends included, `YYYY-MM-DD`. */
  readonly leave: readonly { readonly from: string; readonly to: string }[];
}

/** Who is on duty for what comes in without a person asked: one office, one day, times `HH:MM` in Asia/Shanghai. */
export interface RosterDay {
  readonly officeId: string;
  readonly date: string;
  readonly shifts: readonly { readonly from: string; readonly to: string; readonly staffIds: readonly string[] }[];
}

/** A body outside the centre to which people are introduced (FIR-5.5). */
export interface OutsideBody {
  readonly id: string;
  readonly name: Localized;
  readonly address: string;
  readonly phone: string;
  readonly matters: readonly string[];
}

/** Everything the rules need to know about who is who, as read at one moment. */
export interface Directory {
  readonly offices: readonly Office[];
  readonly staff: readonly Staff[];
  readonly roster: readonly RosterDay[];
  readonly outsideBodies: readonly OutsideBody[];
}

/** The member of staff with this id, active or not. */
export const staffOf = (directory: Directory, id: string | undefined): Staff | undefined =>
  directory.staff.find((person) => person.id === id);

/** The unit with this id and the office it belongs to. */
export const unitOf = (directory: Directory, unitId: string): { unit: Unit; office: Office } | undefined => {
  for (const office of directory.offices) {
    const unit = office.units.find((each) => each.id === unitId);
    if (unit) return { unit, office };
  }
  return undefined;
};

/** Whether the person is in service on this day: active and not on leave. */
export const isPresent = (person: Staff, day: string): boolean =>
  person.active && !person.leave.some(({ from, to }) => from <= day && day <= to);

/** The director: the person who leads the whole (FIR-9). */
export const directorOf = (directory: Directory): Staff | undefined =>
  directory.staff.find((person) => person.active && person.roles.includes("director"));

/** The supervising office (办公室): who receives what is reported to it (FIR-9). */
export const supervisorsOf = (directory: Directory): readonly Staff[] =>
  directory.staff.filter((person) => person.active && person.roles.includes("supervisor"));

/**
 * The person who answers for `id` on this day: themselves, else their deputy (AB 岗), else the head of the unit,
 * the head of the office, the director. A limit never waits for somebody who is away.
 */
export function actingFor(directory: Directory, id: string, day: string): Staff | undefined {
  const tried = new Set<string>();
  const chain = [id];
  for (let next = chain.shift(); next !== undefined; next = chain.shift()) {
    if (tried.has(next)) continue;
    tried.add(next);
    const person = staffOf(directory, next);
    if (!person) continue;
    if (isPresent(person, day)) return person;
    const place = unitOf(directory, person.unitId);
    chain.push(...[person.deputyId, place?.unit.headId, place?.office.headId].filter((each) => each !== undefined));
  }
  const director = directorOf(directory);
  if (!director) return undefined;
  if (isPresent(director, day)) return director;
  const deputy = staffOf(directory, director.deputyId);
  return deputy && isPresent(deputy, day) ? deputy : director;
}

/** The person in charge of a unit on this day (部门负责人), or whoever acts for them. */
export const headOf = (directory: Directory, unitId: string, day: string): Staff | undefined => {
  const place = unitOf(directory, unitId);
  return place ? actingFor(directory, place.unit.headId, day) : directorOf(directory);
};

/** The next person up the ladder from `id`: head of the unit, head of the office, director; never `id` themselves unless nobody is above. */
export function superiorOf(directory: Directory, id: string, day: string): Staff | undefined {
  const person = staffOf(directory, id);
  const place = person && unitOf(directory, person.unitId);
  for (const candidate of [place?.unit.headId, place?.office.headId]) {
    if (candidate === undefined || candidate === id) continue;
    const acting = actingFor(directory, candidate, day);
    if (acting && acting.id !== id) return acting;
  }
  const director = directorOf(directory);
  return director ? actingFor(directory, director.id, day) : undefined;
}

/** Whether the person works in the unit: they belong to it or are in charge of it, and do more than administer the system. */
export const isOfUnit = (directory: Directory, person: Staff, unitId: string, day: string): boolean =>
  person.roles.some((role) => role !== "administrator") &&
  (person.unitId === unitId || isInCharge(directory, person.id, unitId, day));

/** Whether `id` is in charge of the unit: its head, the head of its office, the director, or the deputy acting for one of them. */
export function isInCharge(directory: Directory, id: string, unitId: string, day: string): boolean {
  const place = unitOf(directory, unitId);
  const director = directorOf(directory);
  return [place?.unit.headId, place?.office.headId, director?.id].some(
    (leader) => leader !== undefined && (leader === id || actingFor(directory, leader, day)?.id === id),
  );
}
