import * as z from "zod";
import { MOST_TEXT } from "./inquiry.ts";
import { Id, LocalDate, written } from "./text.ts";

/** What the office records of a visit (SC-3, SC-6, SC-7, SC-9). */
export const RecordInspectionRequest = z.strictObject({
  unitId: Id,
  category: Id,
  inspectedOn: LocalDate,
  severity: z.enum(["none", "minor", "serious"]),
  finding: written(2000),
  evidence: written(2000).optional(),
  mustRectify: z.boolean(),
});
export type RecordInspectionRequest = z.infer<typeof RecordInspectionRequest>;

export const InspectionParams = z.strictObject({ number: z.string().min(3).max(60) });
export const RectifyRequest = z.strictObject({ type: z.literal("rectify"), text: written(MOST_TEXT) });

/** A period of at most a year by its first and last month, and a unit. */
export const InspectionListQuery = z.strictObject({
  from: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
  to: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
  unit: Id.optional(),
});
export type InspectionListQuery = z.infer<typeof InspectionListQuery>;

export const InspectionSummary = z.object({
  number: z.string(),
  officeId: z.string(),
  unitId: z.string(),
  category: z.string(),
  inspectedOn: z.string(),
  severity: z.string(),
  stage: z.string(),
  finding: z.string(),
  due: z.object({ kind: z.string(), dueOn: z.string(), dueAt: z.string() }).nullable(),
});
export type InspectionSummary = z.infer<typeof InspectionSummary>;
