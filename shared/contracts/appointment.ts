import * as z from "zod";
import { after } from "./order.ts";
import { Id, LocalDate, written } from "./text.ts";

/** The id of a slot: office, start in UTC and desk, e.g. `centre~20261125T020000Z~3`. */
export const SlotId = z.string().regex(/^[A-Za-z0-9._-]{1,64}~\d{8}T\d{6}Z~[A-Za-z0-9._-]{1,64}$/);

/** A time at a desk that can be booked, by `capacity` people at once. */
export const Slot = z
  .strictObject({
    officeId: Id,
    desk: Id,
    startsAt: z.iso.datetime({ offset: true }),
    endsAt: z.iso.datetime({ offset: true }).meta(after("startsAt")),
    place: written(100),
    withId: Id,
    capacity: z.number().int().min(0).max(50),
    serviceCodes: z.array(Id).max(40).optional(),
  })
  .refine((slot) => Date.parse(slot.startsAt) < Date.parse(slot.endsAt), {
    path: ["endsAt"],
    message: "ends-before-start",
  });

export type Slot = z.infer<typeof Slot>;

/** Free slots of an office, soonest first. */
export const SlotQuery = z.strictObject({
  office: Id,
  service: Id.optional(),
  from: LocalDate.optional(),
});
export type SlotQuery = z.infer<typeof SlotQuery>;

export const FreeSlots = z.object({
  items: z.array(
    z.object({
      slotId: z.string(),
      startsAt: z.iso.datetime(),
      endsAt: z.iso.datetime(),
      place: z.string(),
      free: z.number().int(),
    }),
  ),
});

/** Books or moves with a slot, cancels with `cancel`. */
export const AppointmentRequest = z.union([
  z.strictObject({ slotId: SlotId }),
  z.strictObject({ cancel: z.literal(true) }),
]);
