import * as z from "zod";
import { dynamo } from "#shared/aws/clients.ts";
import { digests } from "#shared/aws/digests.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { inquiryTable } from "#shared/aws/inquiry-table.ts";
import { slotTable } from "#shared/aws/slot-table.ts";
import { AppointmentRequest } from "#shared/contracts/appointment.ts";
import { CaseParams, ContinueHeaders, MessageRequest, Nothing, RatingRequest } from "#shared/contracts/inquiry.ts";
import type { CitizenCommand } from "#shared/domain/inquiry/commands.ts";
import { isRefusal } from "#shared/domain/refusal.ts";
import { type Call, httpFunction, route } from "#shared/lambda/http.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { changeAppointment, continueInquiry } from "./continue-inquiry.ts";

export const Env = z.object({
  INQUIRIES_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
  SLOTS_TABLE: z.string(),
  DIRECTORY_CACHE_SECONDS: z.coerce.number(),
});
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const client = dynamo();
const ports = {
  inquiries: inquiryTable(client, env.INQUIRIES_TABLE),
  directory: directoryTable(client, env.DIRECTORY_TABLE, env.DIRECTORY_CACHE_SECONDS),
  slots: slotTable(client, env.SLOTS_TABLE),
  digests,
};

const own = { params: CaseParams, headers: ContinueHeaders };
const ownOf = ({ params, headers, now }: Pick<Call<typeof own>, "params" | "headers" | "now">) => ({
  number: params.number,
  secret: headers["receipt-secret"],
  idempotencyKey: headers["idempotency-key"],
  now,
});
const carryOut = async (call: Call<typeof own>, command: CitizenCommand) => {
  const view = await continueInquiry(ownOf(call), command, ports);
  return isRefusal(view) ? view : { status: 200, body: view };
};

/** What citizens do with their own case: POST /api/inquiries/{number}/messages, /materials, /rating, /appointment. */
export const handler = httpFunction({
  "POST /api/inquiries/{number}/messages": route({ ...own, body: MessageRequest }, (call) =>
    carryOut(call, { type: "message", text: call.body.text }),
  ),
  "POST /api/inquiries/{number}/materials": route({ ...own, body: Nothing }, (call) =>
    carryOut(call, { type: "announceMaterials" }),
  ),
  "POST /api/inquiries/{number}/rating": route({ ...own, body: RatingRequest }, (call) =>
    carryOut(call, { type: "rate", ...call.body }),
  ),
  "POST /api/inquiries/{number}/appointment": route({ ...own, body: AppointmentRequest }, async (call) => {
    const view = await changeAppointment(ownOf(call), call.body, ports);
    return isRefusal(view) ? view : { status: 200, body: view };
  }),
});
