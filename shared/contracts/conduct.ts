import * as z from "zod";
import type { ConductCommand } from "../domain/conduct/commands.ts";
import { Id, written } from "./text.ts";

/** A suspected breach the office opens by hand. */
export const OpenConductRequest = z.strictObject({ staffId: Id, category: Id, facts: written(2000) });

/** A case of the register: `<person>~<case>`. */
export const ConductParams = z.strictObject({ id: z.string().min(3).max(120) });

export const ConductListQuery = z.strictObject({
  staff: Id.optional(),
  unit: Id.optional(),
  stage: z.enum(["suspected", "hearing", "heard", "verified", "measured", "appealed", "closed"]).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
  cursor: z.string().max(200).optional(),
});
export type ConductListQuery = z.infer<typeof ConductListQuery>;

const command = <T extends string, S extends z.core.$ZodLooseShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), ...shape });
const reasons = { reasons: written(2000) };

/** A command on a case of the register as a client sends it. */
export const ConductCommandRequest = z.discriminatedUnion("type", [
  command("hear", { facts: written(2000) }),
  command("state", { text: written(4000) }),
  command("waive", {}),
  command("verify", { ...reasons, serious: z.boolean() }),
  command("dismiss", reasons),
  command("setMeasure", { measure: Id }),
  command("recordRetraining", { note: written(1000) }),
  command("appeal", { text: written(4000) }),
  command("decideAppeal", { outcome: z.enum(["upheld", "overturned"]), ...reasons }),
]) satisfies z.ZodType<ConductCommand>;

/** A row of the register as the index holds it. */
export const ConductRow = z.object({
  id: z.string(),
  staffId: z.string(),
  unitId: z.string(),
  category: z.string(),
  stage: z.string(),
  openedAt: z.string(),
  putAt: z.string().nullable(),
  verified: z.boolean().nullable(),
  rung: z.number().nullable(),
  decidedBy: z.string().nullable(),
  measure: z.string().nullable(),
  measuredBy: z.string().nullable(),
  due: z.object({ kind: z.string(), dueOn: z.string(), dueAt: z.string() }).nullable(),
});
export type ConductRow = z.infer<typeof ConductRow>;

/** A row as it is shown: who decided is not in it, and when it was opened only for the office. */
export const ConductRowView = ConductRow.omit({ decidedBy: true, measuredBy: true }).extend({
  openedAt: z.string().nullable(),
});
