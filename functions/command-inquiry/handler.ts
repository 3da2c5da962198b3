import * as z from "zod";
import { dynamo, sqs } from "#shared/aws/clients.ts";
import { digests } from "#shared/aws/digests.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { inquiryTable } from "#shared/aws/inquiry-table.ts";
import { noticeQueues } from "#shared/aws/notice-queues.ts";
import { slotTable } from "#shared/aws/slot-table.ts";
import { CommandHeaders, StaffCommandRequest, versionOf } from "#shared/contracts/commands.ts";
import { CaseParams } from "#shared/contracts/inquiry.ts";
import { type StaffCommandType, staffCommands } from "#shared/domain/inquiry/commands.ts";
import { isRefusal } from "#shared/domain/refusal.ts";
import { httpFunction } from "#shared/lambda/http.ts";
import { correlationId } from "#shared/lambda/log.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { staffRoute } from "#shared/lambda/staff.ts";
import { commandInquiry } from "./command-inquiry.ts";

export const Env = z.object({
  INQUIRIES_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
  SLOTS_TABLE: z.string(),
  URGENT_QUEUE_URL: z.string(),
  ESCALATIONS_QUEUE_URL: z.string(),
  OIDC_ISSUER: z.string(),
  OIDC_AUDIENCE: z.string(),
  DIRECTORY_CACHE_SECONDS: z.coerce.number(),
});
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const client = dynamo();
const directory = directoryTable(client, env.DIRECTORY_TABLE, env.DIRECTORY_CACHE_SECONDS);
const ports = {
  inquiries: inquiryTable(client, env.INQUIRIES_TABLE),
  directory,
  slots: slotTable(client, env.SLOTS_TABLE),
  queue: noticeQueues(
    sqs(),
    { "urgent-reports": env.URGENT_QUEUE_URL, escalations: env.ESCALATIONS_QUEUE_URL },
    correlationId,
  ),
  digests,
};
const staff = staffRoute(env, directory);

/** A step of the case's life: POST /api/staff/inquiries/{number}/commands with If-Match. */
export const handler = httpFunction({
  "POST /api/staff/inquiries/{number}/commands": staff(
    {
      params: CaseParams,
      headers: CommandHeaders,
      body: StaffCommandRequest,
      clauseOf: (type) => staffCommands[type as StaffCommandType]?.clause,
    },
    async ({ params, headers, body, now }, principal) => {
      const request = {
        number: params.number,
        version: versionOf(headers),
        idempotencyKey: headers["idempotency-key"],
        now,
      };
      const view = await commandInquiry(request, body, principal, ports);
      return isRefusal(view) ? view : { status: 200, body: view, headers: { etag: `"${view.version}"` } };
    },
  ),
});
