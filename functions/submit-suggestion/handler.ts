import * as z from "zod";
import { dynamo, secretsManager } from "#shared/aws/clients.ts";
import { digests } from "#shared/aws/digests.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { keyedReceipts } from "#shared/aws/receipt-key.ts";
import { suggestionTable } from "#shared/aws/suggestion-table.ts";
import { putInBox } from "#shared/cases/put-in-box.ts";
import { SubmissionHeaders } from "#shared/contracts/inquiry.ts";
import { SubmitSuggestionRequest } from "#shared/contracts/suggestion.ts";
import { isRefusal } from "#shared/domain/refusal.ts";
import { httpFunction, route } from "#shared/lambda/http.ts";
import { readSettings } from "#shared/lambda/settings.ts";

export const Env = z.object({
  SUGGESTIONS_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
  RECEIPT_KEY_SECRET: z.string(),
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

/** The public suggestion box: POST /api/suggestions. */
export const handler = httpFunction({
  "POST /api/suggestions": route(
    { headers: SubmissionHeaders, body: SubmitSuggestionRequest },
    async ({ body, headers, now }) => {
      const receipt = await putInBox(body, { idempotencyKey: headers["idempotency-key"], now }, intake);
      return isRefusal(receipt) ? receipt : { status: 201, body: receipt };
    },
  ),
});
