import { again } from "#shared/cases/change.ts";
import type { Slot } from "#shared/contracts/appointment.ts";
import { can, type Principal } from "#shared/domain/authorisation.ts";
import { type Refusal, refuse } from "#shared/domain/refusal.ts";
import { type BookableSlot, slotId } from "#shared/domain/slot.ts";
import type { DirectoryReader } from "#shared/ports/directory-reader.ts";
import type { SlotStore } from "#shared/ports/slot-store.ts";

const ATTEMPTS = 4;
const DAYS_AHEAD = 60;
const DAY = 24 * 60 * 60_000;

/** Opens a slot or changes what it offers; the places already taken in it stay taken, even if its capacity shrinks below them. */
export async function keepSlot(
  givenId: string | undefined,
  slot: Slot,
  principal: Principal,
  { slots, directory }: { readonly slots: SlotStore; readonly directory: Pick<DirectoryReader, "everybody"> },
): Promise<BookableSlot | Refusal> {
  if (!can(principal, { on: "directory", do: "write" })) return refuse("forbidden", "FIR-9");
  const id = slotId(slot.officeId, slot.startsAt, slot.desk);
  if (givenId !== undefined && givenId !== id) return refuse("id-differs", "FIR-5.1", { id });
  const { offices, staff } = await directory.everybody();
  if (!offices.some((office) => office.id === slot.officeId))
    return refuse("unknown-office", "FIR-5.1", { office: slot.officeId });
  if (!staff.some((person) => person.id === slot.withId && person.active))
    return refuse("unknown-staff", "FIR-5.1", { staffId: slot.withId });
  const times = { startsAt: new Date(slot.startsAt).toISOString(), endsAt: new Date(slot.endsAt).toISOString() };
  const kept = await again(ATTEMPTS, async () => {
    const before = await slots.find(id);
    const next = { ...slot, ...times, id, places: before?.places ?? [], version: before?.version ?? 0 };
    return (await slots.save(next)) === "saved" ? next : "stale";
  });
  return kept ?? refuse("busy");
}

/** The slots of every office from today on. */
export async function listSlots(
  principal: Principal,
  now: string,
  { slots, directory }: { readonly slots: SlotStore; readonly directory: Pick<DirectoryReader, "everybody"> },
): Promise<readonly BookableSlot[] | Refusal> {
  if (!can(principal, { on: "directory", do: "read" })) return refuse("forbidden", "FIR-2");
  const { offices } = await directory.everybody();
  const from = new Date(Date.parse(now) - DAY).toISOString();
  const to = new Date(Date.parse(now) + DAYS_AHEAD * DAY).toISOString();
  return (await Promise.all(offices.map((office) => slots.between(office.id, from, to)))).flat();
}
