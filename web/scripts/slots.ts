import { call } from "./api.ts";
import { dateOf, dayMark, timeOf } from "./dates.ts";
import { code, element, written } from "./element.ts";

/** A free time as the API offers it. */
export interface SlotSeen {
  readonly slotId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly place: string;
}

/** The free times of an office; undefined while nobody offers them here. */
export async function freeSlots(office: string, service?: string): Promise<readonly SlotSeen[] | undefined> {
  const query = new URLSearchParams({ office });
  if (service !== undefined) query.set("service", service);
  const seen = await call<{ items?: readonly SlotSeen[] }>("GET", `appointments/slots?${query}`);
  return seen.kind === "answer" ? (seen.body.items ?? []) : undefined;
}

/** A time and a place in words. */
export const slotWords = ({ startsAt, endsAt, place }: Omit<SlotSeen, "slotId">): HTMLElement =>
  element(
    "span",
    {},
    dayMark(dateOf(startsAt)),
    " ",
    code(`${timeOf(startsAt)}–${timeOf(endsAt)}`),
    " · ",
    written(place),
  );
