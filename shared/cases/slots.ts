import type { Slot } from "../domain/inquiry/commands.ts";
import type { Inquiry } from "../domain/inquiry/inquiry.ts";
import { isRefusal, type Refusal, refuse } from "../domain/refusal.ts";
import { type BookableSlot, confirm, hold, release } from "../domain/slot.ts";
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

/** Holds a place for a case, for a few minutes; a slot that looks full is first asked of the cases that are in it (FIR-5.1 capacity). */
async function holdPlace(slotId: string, number: string, now: string, booking: Booking): Promise<Slot | Refusal> {
  const outcome = await again(ATTEMPTS, async () => {
    const slot = await booking.slots.find(slotId);
    if (!slot) return refuse("unknown-slot", "FIR-5.1");
    const overdue = slot.places.some((place) => !place.confirmed && place.heldUntil <= now);
    const held =
      (overdue ? undefined : hold(slot, number, now)) ?? hold(await settled(slot, now, booking), number, now);
    if (!held) return refuse("slot-taken", "FIR-5.1");
    return (await booking.slots.save(held)) === "saved" ? slot : "stale";
  });
  return outcome ?? refuse("busy", "FIR-5.1");
}

const change = (slotId: string, to: (slot: BookableSlot) => BookableSlot, { slots }: Booking) =>
  again(ATTEMPTS, async () => {
    const slot = await slots.find(slotId);
    return slot ? ((await slots.save(to(slot))) === "saved" ? "done" : "stale") : "done";
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
  const result = await take(held);
  const had = before.appointment?.state === "booked" ? before.appointment.slotId : undefined;
  if (isRefusal(result)) {
    if (had !== slotId) await giveUp(slotId, before.number, booking);
    return result;
  }
  await change(slotId, (slot) => confirm(slot, before.number), booking).catch(() => undefined);
  if (had !== undefined && had !== slotId) await giveUp(had, before.number, booking);
  return result;
}

/** Gives a place back; when that fails, whoever needs the place finds it free by asking the case. */
export const giveUp = async (slotId: string, number: string, booking: Booking): Promise<void> => {
  await change(slotId, (slot) => release(slot, number), booking).catch(() => undefined);
};
