import { directoryTable } from "#shared/aws/directory-table.ts";
import { inquiryTable } from "#shared/aws/inquiry-table.ts";
import { slotTable } from "#shared/aws/slot-table.ts";
import { confirm, release } from "#shared/domain/slot.ts";
import { tableNamed, tables } from "./resources.ts";

const DAY = 24 * 60 * 60_000;
const DAYS_AHEAD = 90;

/**
 * Sets right the places in the coming slots whose hold ran out before it was confirmed: confirmed if the case says it took the
 * place, given back if not. Somebody who takes a place meanwhile is first; the next run looks again.
 */
export const releaseHolds = async (now: string): Promise<string> => {
  const slots = slotTable(tables, await tableNamed("Slots"));
  const inquiries = inquiryTable(tables, await tableNamed("Inquiries"));
  const { offices } = await directoryTable(tables, await tableNamed("Directory")).everybody();
  const counts = { confirmed: 0, released: 0, stale: 0 };
  const at = (day: number): string => new Date(Date.parse(now) + day * DAY).toISOString();
  // One query a day: a longer one gives only its first slots.
  const days = offices.flatMap(({ id }) => Array.from({ length: DAYS_AHEAD }, (_, day) => ({ id, day })));
  for (const { id, day } of days) {
    for (const slot of await slots.between(id, at(day), at(day + 1))) {
      let repaired = slot;
      const done: (keyof typeof counts)[] = [];
      for (const place of slot.places.filter(({ confirmed, heldUntil }) => !confirmed && heldUntil <= now)) {
        const appointment = (await inquiries.find(place.number))?.inquiry.appointment;
        const took = appointment?.slotId === slot.id && appointment.state === "booked";
        repaired = took ? confirm(repaired, place.number) : release(repaired, place.number);
        done.push(took ? "confirmed" : "released");
      }
      if (done.length === 0) continue;
      if ((await slots.save(repaired)) === "stale") counts.stale += 1;
      else for (const what of done) counts[what] += 1;
    }
  }
  return `${counts.released} places given back, ${counts.confirmed} confirmed, ${counts.stale} slots changed meanwhile: run again`;
};
