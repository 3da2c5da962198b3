import * as z from "zod";
import { dynamo, secretsManager, sqs } from "#shared/aws/clients.ts";
import { digests } from "#shared/aws/digests.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { inquiryTable } from "#shared/aws/inquiry-table.ts";
import { noticeQueues } from "#shared/aws/notice-queues.ts";
import { keyedReceipts } from "#shared/aws/receipt-key.ts";
import { takeIn } from "#shared/cases/take-in.ts";
import { RegisterInquiryRequest, SubmissionHeaders } from "#shared/contracts/inquiry.ts";
import { isRefusal } from "#shared/domain/refusal.ts";
import { httpFunction, route } from "#shared/lambda/http.ts";
import { readSettings } from "#shared/lambda/settings.ts";

export const Env = z.object({
  INQUIRIES_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
  URGENT_QUEUE_URL: z.string(),
  RECEIPT_KEY_SECRET: z.string(),
  DIRECTORY_CACHE_SECONDS: z.coerce.number(),
});
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const client = dynamo();
const intake = {
  inquiries: inquiryTable(client, env.INQUIRIES_TABLE),
  directory: directoryTable(client, env.DIRECTORY_TABLE, env.DIRECTORY_CACHE_SECONDS),
  receipts: keyedReceipts(secretsManager(), env.RECEIPT_KEY_SECRET),
  queue: noticeQueues(sqs(), { "urgent-reports": env.URGENT_QUEUE_URL }),
  digests,
};

/** The public form: POST /api/inquiries. */
export const handler = httpFunction({
  "POST /api/inquiries": route(
    { headers: SubmissionHeaders, body: RegisterInquiryRequest },
    async ({ body, headers, now }) => {
      const receipt = await takeIn(body, { idempotencyKey: headers["idempotency-key"], now }, intake);
      return isRefusal(receipt) ? receipt : { status: 201, body: receipt };
    },
  ),
});
