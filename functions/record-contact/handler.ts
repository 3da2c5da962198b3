import * as z from "zod";
import { dynamo, secretsManager, sqs } from "#shared/aws/clients.ts";
import { digests } from "#shared/aws/digests.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { inquiryTable } from "#shared/aws/inquiry-table.ts";
import { noticeQueues } from "#shared/aws/notice-queues.ts";
import { keyedReceipts } from "#shared/aws/receipt-key.ts";
import { foreseeIntake, takeIn } from "#shared/cases/take-in.ts";
import { PreviewContactRequest, RecordContactRequest, SubmissionHeaders } from "#shared/contracts/inquiry.ts";
import { isRefusal } from "#shared/domain/refusal.ts";
import { httpFunction } from "#shared/lambda/http.ts";
import { correlationId } from "#shared/lambda/log.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { staffRoute } from "#shared/lambda/staff.ts";

export const Env = z.object({
  INQUIRIES_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
  URGENT_QUEUE_URL: z.string(),
  RECEIPT_KEY_SECRET: z.string(),
  OIDC_ISSUER: z.string(),
  OIDC_AUDIENCE: z.string(),
  DIRECTORY_CACHE_SECONDS: z.coerce.number(),
});
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const client = dynamo();
const directory = directoryTable(client, env.DIRECTORY_TABLE, env.DIRECTORY_CACHE_SECONDS);
const intake = {
  inquiries: inquiryTable(client, env.INQUIRIES_TABLE),
  directory,
  receipts: keyedReceipts(secretsManager(), env.RECEIPT_KEY_SECRET),
  queue: noticeQueues(sqs(), { "urgent-reports": env.URGENT_QUEUE_URL }, correlationId),
  digests,
};
const staff = staffRoute(env, directory);

/**
 * Staff take down a visit, call, fax, letter or hotline order: POST /api/staff/inquiries; who would be responsible and until when,
 * before it is stored: POST /api/staff/inquiries/preview.
 */
export const handler = httpFunction({
  "POST /api/staff/inquiries": staff(
    { headers: SubmissionHeaders, body: RecordContactRequest },
    async ({ body, headers, now }, principal) => {
      const request = { idempotencyKey: headers["idempotency-key"], now, recordedBy: principal.id };
      const receipt = await takeIn(body, request, intake);
      return isRefusal(receipt) ? receipt : { status: 201, body: receipt };
    },
  ),
  "POST /api/staff/inquiries/preview": staff({ body: PreviewContactRequest }, async ({ body, now }, principal) => {
    const preview = await foreseeIntake(body, { now, recordedBy: principal.id }, directory);
    return isRefusal(preview) ? preview : { status: 200, body: preview };
  }),
});
