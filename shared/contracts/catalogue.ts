import * as z from "zod";
import { LocalizedText } from "./text.ts";

const sourced = { status: z.enum(["confirmed", "proposed"]), basis: z.string() };
const days = { amount: z.int(), unit: z.enum(["working-day", "natural-day"]) };
const department = z.object({ code: z.string(), name: LocalizedText });

/** One business of the catalogue: procedure, materials, limits with their basis, free forms (SC-2, SC-10). */
export const ServiceView = z.object({
  code: z.string(),
  name: LocalizedText,
  business: z.string(),
  departments: z.array(department),
  itemType: z.string(),
  statutory: z
    .object({
      ...days,
      dutyOn: z.enum(["centre", "employer"]),
      extension: z.object({ ...days, approver: z.string() }).optional(),
      ...sourced,
    })
    .nullable(),
  promised: z.object({ ...days, label: z.string(), ...sourced }),
  materials: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.string(),
      required: z.boolean(),
      when: z.string().optional(),
      obtainableByDataSharing: z.boolean(),
    }),
  ),
  forms: z.array(z.object({ name: z.string(), fee: z.literal(0) })),
  procedure: z.array(z.object({ step: z.string(), department: z.string(), name: LocalizedText })),
  contact: z.object({ department: z.string(), phone: z.string().nullable(), ...sourced }),
  note: z.string().optional(),
  ...sourced,
});

/** An office as citizens may know it: its departments, and no names of staff. */
export const OfficeView = z.object({
  id: z.string(),
  name: LocalizedText,
  kind: z.enum(["centre", "branch"]),
  placeCode: z.string().optional(),
  address: z.string(),
  phone: z.string(),
  units: z.array(z.object({ id: z.string(), name: LocalizedText, phone: z.string().optional() })),
});
