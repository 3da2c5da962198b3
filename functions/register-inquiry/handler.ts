import * as z from "zod";
import { altchaChallenges } from "#shared/aws/altcha-challenges.ts";
import { dynamo, secretsManager, sqs } from "#shared/aws/clients.ts";
import { digests } from "#shared/aws/digests.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { inquiryTable } from "#shared/aws/inquiry-table.ts";
import { noticeQueues } from "#shared/aws/notice-queues.ts";
import { challengeKey, keyedReceipts } from "#shared/aws/receipt-key.ts";
import { spentTable } from "#shared/aws/spent-table.ts";
import { checkProof } from "#shared/cases/proof-of-work.ts";
import { takeIn } from "#shared/cases/take-in.ts";
import { RegisterInquiryRequest, SubmissionHeaders } from "#shared/contracts/inquiry.ts";
import { ProofOfWorkMode } from "#shared/contracts/proof-of-work.ts";
import { isRefusal } from "#shared/domain/refusal.ts";
import { httpFunction, route, spokenLanguage } from "#shared/lambda/http.ts";
import { correlationId } from "#shared/lambda/log.ts";
import { readSettings } from "#shared/lambda/settings.ts";

export const Env = z.object({
  INQUIRIES_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
  URGENT_QUEUE_URL: z.string(),
  RECEIPT_KEY_SECRET: z.string(),
  SPENT_TABLE: z.string(),
  PROOF_OF_WORK: ProofOfWorkMode,
  DIRECTORY_CACHE_SECONDS: z.coerce.number(),
});
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const client = dynamo();
const intake = {
  inquiries: inquiryTable(client, env.INQUIRIES_TABLE),
  directory: directoryTable(client, env.DIRECTORY_TABLE, env.DIRECTORY_CACHE_SECONDS),
  receipts: keyedReceipts(secretsManager(), env.RECEIPT_KEY_SECRET),
  queue: noticeQueues(sqs(), { "urgent-reports": env.URGENT_QUEUE_URL }, correlationId),
  digests,
};

const proof = {
  spent: spentTable(client, env.SPENT_TABLE),
  challenges: altchaChallenges(challengeKey(secretsManager(), env.RECEIPT_KEY_SECRET)),
};

/** The public form: POST /api/inquiries. */
export const handler = httpFunction({
  "POST /api/inquiries": route(
    { headers: SubmissionHeaders, body: RegisterInquiryRequest },
    async ({ body, headers, now }) => {
      const { altcha, ...given } = body;
      const submission = { ...given, language: spokenLanguage(given.language) };
      const idempotencyKey = headers["idempotency-key"];
      if (env.PROOF_OF_WORK === "required") {
        const refusal = await checkProof({ form: "inquiry", altcha, owner: digests.digest(idempotencyKey) }, proof);
        if (refusal) return refusal;
      }
      const receipt = await takeIn(submission, { idempotencyKey, now }, intake);
      return isRefusal(receipt) ? receipt : { status: 201, body: receipt };
    },
  ),
});
