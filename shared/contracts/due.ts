import * as z from "zod";
import { DayOfCalendar, Id } from "./text.ts";

export const DueQuery = z.strictObject({
  receivedOn: DayOfCalendar,
  days: z.coerce.number().int().min(0).max(365),
  unit: z.enum(["working-day", "natural-day"]),
  office: Id.optional(),
});
export type DueQuery = z.infer<typeof DueQuery>;

export const DueView = z.object({
  dueOn: z.iso.date(),
  provisional: z.boolean(),
  steps: z.array(z.object({ date: z.iso.date(), counted: z.boolean(), reason: z.string(), basis: z.string() })),
});
