import * as z from "zod";
import { SlotId } from "./appointment.ts";
import { MOST_TEXT } from "./inquiry.ts";
import { Id, IdempotencyKey, written } from "./text.ts";

export const Delivery = z.enum(["portal", "counter", "phone", "fax", "letter"]);
const sent = { via: Delivery.optional(), confirmed: z.boolean().optional() };
const answer = { text: written(MOST_TEXT), ...sent };
const reason = { reason: written(1000) };
const command = <T extends string, S extends z.core.$ZodLooseShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), ...shape });

/** A command as a client sends it; slots travel by id and are resolved from the directory. */
export const StaffCommandRequest = z.discriminatedUnion("type", [
  command("accept", { serviceCode: Id.optional() }),
  command("reply", answer),
  command("complete", { text: written(MOST_TEXT).optional(), ...sent }),
  command("decline", {
    unmetCondition: written(500),
    regulation: written(200),
    article: written(60),
    explanation: written(2000),
    ...sent,
  }),
  command("notifyMaterials", {
    missing: z.array(Id).min(1).max(40),
    serviceCode: Id.optional(),
    newFact: written(1000).optional(),
    via: Delivery.optional(),
  }),
  command("receiveMaterials", { received: z.array(Id).max(40) }),
  command("refer", { unitId: Id, ...reason }),
  command("receiveReferral", { caseworkerId: Id.optional() }),
  command("returnReferral", reason),
  command("giveFeedback", { outcome: z.enum(["done", "answered"]), ...answer }),
  command("consult", { question: written(1000) }),
  command("designate", {
    leadUnitId: Id,
    leadId: Id.optional(),
    assistingUnitIds: z.array(Id).max(10).optional(),
    ...reason,
  }),
  command("assist", { text: written(MOST_TEXT) }),
  command("redirect", { outsideBodyId: Id, explanation: written(2000), ...sent }),
  command("appoint", {
    slotId: SlotId,
    bring: z.array(written(100)).max(20).optional(),
    note: written(500).optional(),
    confirmed: z.boolean().optional(),
  }),
  command("reschedule", { slotId: SlotId }),
  command("keepAppointment", {}),
  command("missAppointment", { by: z.enum(["citizen", "office"]) }),
  command("reportUrgent", reason),
  command("acknowledgeUrgent", {}),
  command("extend", { amount: z.number().int().min(1).max(60), ...reason }),
  command("pause", { code: Id, explanation: written(1000) }),
  command("resume", {}),
  command("close", {}),
  command("reopen", reason),
  command("followUp", answer),
  command("reassign", { staffId: Id, ...reason }),
]);
export type StaffCommandRequest = z.infer<typeof StaffCommandRequest>;

/** The version a client saw: `"7"` as the ETag gave it. */
export const CommandHeaders = z.object({
  "if-match": z.string().regex(/^"?\d{1,6}"?$/),
  "idempotency-key": IdempotencyKey.optional(),
});

/** The version in an If-Match header. */
export const versionOf = (headers: z.infer<typeof CommandHeaders>): number =>
  Number(headers["if-match"].replaceAll('"', ""));
