import type { SlotQuery } from "#shared/contracts/appointment.ts";
import { free } from "#shared/domain/slot.ts";
import type { SlotStore } from "#shared/ports/slot-store.ts";

const DAYS_AHEAD = 31;
const DAY = 24 * 60 * 60_000;

/** The slots that still take somebody, soonest first, for the month from a day on; those of the past are not shown. */
export async function showSlots(query: SlotQuery, now: string, slots: Pick<SlotStore, "between">) {
  const wanted = query.from === undefined ? now : `${query.from}T00:00:00.000+08:00`;
  const from = new Date(Math.max(Date.parse(wanted), Date.parse(now)));
  const to = new Date(from.getTime() + DAYS_AHEAD * DAY);
  const found = await slots.between(query.office, from.toISOString(), to.toISOString());
  return found.flatMap((slot) => {
    const suits = query.service === undefined || !slot.serviceCodes || slot.serviceCodes.includes(query.service);
    const left = free(slot, now);
    if (!suits || left === 0) return [];
    const { id, startsAt, endsAt, place } = slot;
    return [{ slotId: id, startsAt, endsAt, place, free: left }];
  });
}
