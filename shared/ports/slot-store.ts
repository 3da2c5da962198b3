import type { BookableSlot } from "../domain/slot.ts";

/** Where the times that can be booked are kept: one document each, changed only on the version that was read. */
export interface SlotStore {
  find(id: string): Promise<BookableSlot | undefined>;
  /** Slots of an office from one instant to another, soonest first. */
  between(officeId: string, from: string, to: string): Promise<readonly BookableSlot[]>;
  /** `stale` when somebody else changed the slot meanwhile; a new slot has version 0. */
  save(slot: BookableSlot): Promise<"saved" | "stale">;
}
