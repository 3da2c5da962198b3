import type { Slot } from "../domain/inquiry/commands.ts";
import type { Inquiry } from "../domain/inquiry/inquiry.ts";
import { isRefusal, type Refusal, refuse } from "../domain/refusal.ts";
import { type BookableSlot, confirm, hold, placeOf, release } from "../domain/slot.ts";
import type { InquiryStore } from "../ports/inquiry-store.ts";
import type { SlotStore } from "../ports/slot-store.ts";
import { again } from "./change.ts";

const ATTEMPTS = 6;

export interface Booking {
  readonly slots: Pick<SlotStore, "find" | "save">;
  readonly inquiries: Pick<InquiryStore, "find">;
}

const isTheirs = (inquiry: Inquiry | undefined, slotId: string): boolean =>
  inquiry?.appointment?.slotId === slotId && inquiry.appointment.state === "booked";

/**
 * The places as the cases tell it. A hold that ran out is theirs if their case took the slot and only the confirmation got lost;
 * a confirmed place is free again if their case has let it go and only that got lost.
 */
async function settled(slot: BookableSlot, now: string, { inquiries }: Booking): Promise<BookableSlot> {
  const kept = await Promise.all(
    slot.places.map(async (place) => {
      if (!place.confirmed && place.heldUntil > now) return [place];
      const theirs = isTheirs((await inquiries.find(place.number))?.inquiry, slot.id);
      return theirs ? [{ ...place, confirmed: true }] : [];
    }),
  );
  return { ...slot, places: kept.flat() };
}

/** A slot with a place held in it; `until` names the hold, unless the case had a place there before: that one may be another run's. */
interface Held {
  readonly slot: Slot;
  readonly until?: string;
}

/** Holds a place for a case, until it says that it took it; a slot that looks full is first asked of the cases that are in it (FIR-5.1 capacity). */
async function holdPlace(slotId: string, number: string, now: string, booking: Booking): Promise<Held | Refusal> {
  const outcome = await again(ATTEMPTS, async () => {
    const slot = await booking.slots.find(slotId);
    if (!slot) return refuse("unknown-slot", "FIR-5.1");
    const overdue = slot.places.some((place) => !place.confirmed && place.heldUntil <= now);
    const asSeen = overdue ? undefined : hold(slot, number, now);
    const known = asSeen ? slot : await settled(slot, now, booking);
    const held = asSeen ?? hold(known, number, now);
    if (!held) return refuse("slot-taken", "FIR-5.1");
    if ((await booking.slots.save(held)) === "stale") return "stale";
    const until = placeOf(held, number)?.heldUntil;
    return { slot, ...(until !== undefined && !placeOf(known, number) && { until }) };
  });
  return outcome ?? refuse("busy", "FIR-5.1");
}

const confirmPlace = (slotId: string, number: string, { slots }: Booking) =>
  again(ATTEMPTS, async () => {
    const slot = await slots.find(slotId);
    return slot ? await slots.save(confirm(slot, number)) : "saved";
  });

/**
 * Books over two documents without a transaction: the place is held, the case is changed by `take`, then the place is confirmed and
 * the one it had before released. Stopping anywhere between leaves a hold that runs out, or a place the case can prove.
 */
export async function withSlot<Result>(
  slotId: string,
  before: Inquiry,
  now: string,
  booking: Booking,
  take: (slot: Slot) => Promise<Result | Refusal>,
): Promise<Result | Refusal> {
  const held = await holdPlace(slotId, before.number, now, booking);
  if (isRefusal(held)) return held;
  const result = await take(held.slot);
  const had = before.appointment?.state === "booked" ? before.appointment.slotId : undefined;
  if (isRefusal(result)) {
    if (held.until !== undefined) await giveUp(slotId, before.number, booking, held.until);
    return result;
  }
  await confirmPlace(slotId, before.number, booking).catch(() => undefined);
  if (had !== undefined && had !== slotId) await giveUp(had, before.number, booking);
  return result;
}

/**
 * Gives a place back, unless another run holds it for the same case, or the case took it meanwhile. `hold` names one's own hold.
 * When that fails, whoever needs the place finds it free by asking the case.
 */
export async function giveUp(slotId: string, number: string, booking: Booking, hold?: string): Promise<void> {
  await again(ATTEMPTS, async () => {
    const slot = await booking.slots.find(slotId);
    const place = slot && placeOf(slot, number);
    if (!slot || !place || (!place.confirmed && place.heldUntil !== hold)) return "saved";
    if (isTheirs((await booking.inquiries.find(number))?.inquiry, slotId)) return "saved";
    return booking.slots.save(release(slot, number));
  }).catch(() => undefined);
}
