import * as z from "zod";
import { dynamo } from "#shared/aws/clients.ts";
import { slotTable } from "#shared/aws/slot-table.ts";
import { SlotQuery } from "#shared/contracts/appointment.ts";
import { httpFunction, route } from "#shared/lambda/http.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { showSlots } from "./show-slots.ts";

export const Env = z.object({ SLOTS_TABLE: z.string() });
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const slots = slotTable(dynamo(), env.SLOTS_TABLE);

/** Times that can be booked: GET /api/appointments/slots. */
export const handler = httpFunction({
  "GET /api/appointments/slots": route({ query: SlotQuery }, async ({ query, now }) => ({
    status: 200,
    body: { items: await showSlots(query, now, slots) },
  })),
});
