import * as z from "zod";
import { after, notBefore } from "./order.ts";
import { Id, LocalDate, LocalizedText, written } from "./text.ts";

/** A time of day; midnight at the end of a day is 24:00. */
const Time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);

const Unit = z.strictObject({
  id: Id,
  name: LocalizedText,
  headId: Id,
  phone: written(40).optional(),
  room: written(60).optional(),
});

export const Office = z.strictObject({
  id: Id,
  name: LocalizedText,
  kind: z.enum(["centre", "branch"]),
  placeCode: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  address: z.string().max(200),
  phone: z.string().max(40),
  headId: Id,
  units: z.array(Unit).min(1).max(30),
});

export const Staff = z.strictObject({
  id: Id,
  name: written(60),
  officeId: Id,
  unitId: Id,
  rank: Id,
  roles: z
    .array(z.enum(["officer", "head", "supervisor", "director", "administrator"]))
    .min(1)
    .max(5),
  active: z.boolean(),
  phone: z.string().max(40),
  deputyId: Id.optional(),
  leave: z
    .array(
      z
        .strictObject({ from: LocalDate, to: LocalDate.meta(notBefore("from")) })
        .refine(({ from, to }) => from <= to, { path: ["to"], message: "ends-before-start" }),
    )
    .max(60),
});

export const RosterDay = z.strictObject({
  officeId: Id,
  date: LocalDate,
  shifts: z
    .array(
      z
        .strictObject({ from: Time, to: Time.meta(after("from")), staffIds: z.array(Id).min(1).max(20) })
        .refine(({ from, to }) => from < to, { path: ["to"], message: "shift-past-midnight" }),
    )
    .max(10),
});

export const OutsideBody = z.strictObject({
  id: Id,
  name: LocalizedText,
  address: z.string().max(200),
  phone: z.string().max(40),
  matters: z.array(written(100)).max(30),
});

/** What the directory keeps, by the name in its path. */
export const directoryKinds = {
  offices: Office,
  staff: Staff,
  roster: RosterDay,
  "outside-bodies": OutsideBody,
} as const;
export type DirectoryKind = keyof typeof directoryKinds;

/** Slots are administered with the directory and kept apart from it. */
const Kind = z.enum(["offices", "staff", "roster", "outside-bodies", "slots"]);
export const DirectoryListParams = z.strictObject({ kind: Kind });
export const DirectoryItemParams = z.strictObject({ kind: Kind, id: z.string().min(1).max(200) });
export const CalendarParams = z.strictObject({ year: z.string().regex(/^20\d\d$/) });
