import * as z from "zod";
import { altchaChallenges } from "#shared/aws/altcha-challenges.ts";
import { dynamo, secretsManager } from "#shared/aws/clients.ts";
import { digests } from "#shared/aws/digests.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { challengeKey, keyedReceipts } from "#shared/aws/receipt-key.ts";
import { spentTable } from "#shared/aws/spent-table.ts";
import { suggestionTable } from "#shared/aws/suggestion-table.ts";
import { checkProof } from "#shared/cases/proof-of-work.ts";
import { putInBox } from "#shared/cases/put-in-box.ts";
import { SubmissionHeaders } from "#shared/contracts/inquiry.ts";
import { ProofOfWorkMode } from "#shared/contracts/proof-of-work.ts";
import { SubmitSuggestionRequest } from "#shared/contracts/suggestion.ts";
import { isRefusal } from "#shared/domain/refusal.ts";
import { httpFunction, route, spokenLanguage } from "#shared/lambda/http.ts";
import { readSettings } from "#shared/lambda/settings.ts";

export const Env = z.object({
  SUGGESTIONS_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
  RECEIPT_KEY_SECRET: z.string(),
  SPENT_TABLE: z.string(),
  PROOF_OF_WORK: ProofOfWorkMode,
  DIRECTORY_CACHE_SECONDS: z.coerce.number(),
});
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const client = dynamo();
const intake = {
  suggestions: suggestionTable(client, env.SUGGESTIONS_TABLE),
  directory: directoryTable(client, env.DIRECTORY_TABLE, env.DIRECTORY_CACHE_SECONDS),
  receipts: keyedReceipts(secretsManager(), env.RECEIPT_KEY_SECRET),
  digests,
};

const proof = {
  spent: spentTable(client, env.SPENT_TABLE),
  challenges: altchaChallenges(challengeKey(secretsManager(), env.RECEIPT_KEY_SECRET)),
};

/** The public suggestion box: POST /api/suggestions. */
export const handler = httpFunction({
  "POST /api/suggestions": route(
    { headers: SubmissionHeaders, body: SubmitSuggestionRequest },
    async ({ body, headers, now }) => {
      const { altcha, ...given } = body;
      const submission = { ...given, language: spokenLanguage(given.language) };
      const idempotencyKey = headers["idempotency-key"];
      if (env.PROOF_OF_WORK === "required") {
        const refusal = await checkProof({ form: "suggestion", altcha, owner: digests.digest(idempotencyKey) }, proof);
        if (refusal) return refusal;
      }
      const receipt = await putInBox(submission, { idempotencyKey, now }, intake);
      return isRefusal(receipt) ? receipt : { status: 201, body: receipt };
    },
  ),
});
