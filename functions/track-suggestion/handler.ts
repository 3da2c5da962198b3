import * as z from "zod";
import { dynamo, secretsManager } from "#shared/aws/clients.ts";
import { digests } from "#shared/aws/digests.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { keyedReceipts } from "#shared/aws/receipt-key.ts";
import { suggestionTable } from "#shared/aws/suggestion-table.ts";
import { CaseParams, ContinueHeaders, MessageRequest, ReceiptHeaders } from "#shared/contracts/inquiry.ts";
import { PageQuery } from "#shared/contracts/suggestion.ts";
import { isRefusal } from "#shared/domain/refusal.ts";
import { httpFunction, route } from "#shared/lambda/http.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { addMessage, trackSuggestion } from "./track-suggestion.ts";

export const Env = z.object({
  SUGGESTIONS_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
  RECEIPT_KEY_SECRET: z.string(),
  DIRECTORY_CACHE_SECONDS: z.coerce.number(),
});
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const client = dynamo();
const ports = {
  suggestions: suggestionTable(client, env.SUGGESTIONS_TABLE),
  directory: directoryTable(client, env.DIRECTORY_TABLE, env.DIRECTORY_CACHE_SECONDS),
  receipts: keyedReceipts(secretsManager(), env.RECEIPT_KEY_SECRET),
  digests,
};
const own = { params: CaseParams, headers: ReceiptHeaders };

/** The writer's side of the box, and what of it is public: /api/suggestions/{number}, /api/published/suggestions. */
export const handler = httpFunction({
  "GET /api/suggestions/{number}": route(own, async ({ params, headers }) => {
    const view = await trackSuggestion({ number: params.number, secret: headers["receipt-secret"] }, ports);
    return isRefusal(view) ? view : { status: 200, body: view };
  }),
  "POST /api/suggestions/{number}/messages": route(
    { params: CaseParams, headers: ContinueHeaders, body: MessageRequest },
    async ({ params, headers, body, now }) => {
      const receipt = {
        number: params.number,
        secret: headers["receipt-secret"],
        idempotencyKey: headers["idempotency-key"],
      };
      const view = await addMessage(receipt, body.text, now, ports);
      return isRefusal(view) ? view : { status: 200, body: view };
    },
  ),
  "GET /api/published/suggestions": route({ query: PageQuery }, async ({ query }) => ({
    status: 200,
    body: await ports.suggestions.published(query.limit ?? 20, query.cursor),
    headers: { "cache-control": "public, max-age=60" },
  })),
});
