/** Somebody's place in a slot: held until an instant, then theirs only if their case says so; `confirmed` once it does. */
export interface Place {
  readonly number: string;
  readonly heldUntil: string;
  readonly confirmed: boolean;
}

/** A time at a desk with the places taken in it (FIR-5.1). */
export interface BookableSlot {
  readonly id: string;
  readonly officeId: string;
  readonly desk: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly place: string;
  readonly withId: string;
  readonly capacity: number;
  readonly serviceCodes?: readonly string[];
  readonly places: readonly Place[];
  readonly version: number;
}

/** The id of the slot at a desk of an office that begins at this instant; it sorts by time within the office. */
export const slotId = (officeId: string, startsAt: string, desk: string): string =>
  `${officeId}~${new Date(startsAt).toISOString().replaceAll(/[-:]|\.\d+/g, "")}~${desk}`;

/**
 * How long a place is kept for a case that has not said yet that it took it: two hours and what a run may last, so that no run whose
 * clock is an hour fast takes the hold of one whose clock is an hour slow for run out.
 */
const HOLD_MINUTES = 130;

/** Places that are surely or possibly taken at this moment. */
const taken = (slot: BookableSlot, now: string): readonly Place[] =>
  slot.places.filter((place) => place.confirmed || place.heldUntil > now);

/** How many more people the slot takes. */
export const free = (slot: BookableSlot, now: string): number => Math.max(0, slot.capacity - taken(slot, now).length);

const without = (slot: BookableSlot, number: string) => slot.places.filter((place) => place.number !== number);

/** The place of a case in a slot, if it has one. */
export const placeOf = (slot: BookableSlot, number: string): Place | undefined =>
  slot.places.find((place) => place.number === number);

/** Holds a place for a case, until a later instant than any hold of that case before; undefined when the slot is full. */
export function hold(slot: BookableSlot, number: string, now: string): BookableSlot | undefined {
  const others = taken({ ...slot, places: without(slot, number) }, now);
  if (others.length >= slot.capacity) return undefined;
  const before = placeOf(slot, number);
  const until = Math.max(
    Date.parse(now) + HOLD_MINUTES * 60_000,
    before === undefined ? 0 : Date.parse(before.heldUntil) + 1,
  );
  const place = { number, heldUntil: new Date(until).toISOString(), confirmed: before?.confirmed ?? false };
  return { ...slot, places: [...others, place] };
}

/** The case has taken the place it held. */
export const confirm = (slot: BookableSlot, number: string): BookableSlot => ({
  ...slot,
  places: slot.places.map((place) => (place.number === number ? { ...place, confirmed: true } : place)),
});

/** The case gives its place back. */
export const release = (slot: BookableSlot, number: string): BookableSlot => ({
  ...slot,
  places: without(slot, number),
});
