import * as z from "zod";
import { boxTable } from "#shared/aws/box-table.ts";
import { dynamo, secretsManager, sqs } from "#shared/aws/clients.ts";
import { conductTable } from "#shared/aws/conduct-table.ts";
import { digests } from "#shared/aws/digests.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { inquiryTable } from "#shared/aws/inquiry-table.ts";
import { noticeQueues } from "#shared/aws/notice-queues.ts";
import { keyedReceipts } from "#shared/aws/receipt-key.ts";
import { suggestionTable } from "#shared/aws/suggestion-table.ts";
import { putInBox } from "#shared/cases/put-in-box.ts";
import { CommandHeaders, versionOf } from "#shared/contracts/commands.ts";
import { CaseParams, SubmissionHeaders } from "#shared/contracts/inquiry.ts";
import {
  OpenBoxRequest,
  SubmitSuggestionRequest,
  SuggestionCommandRequest,
  SuggestionListQuery,
} from "#shared/contracts/suggestion.ts";
import { can } from "#shared/domain/authorisation.ts";
import { isRefusal, refuse } from "#shared/domain/refusal.ts";
import { type SuggestionCommandType, suggestionCommands } from "#shared/domain/suggestion/commands.ts";
import { httpFunction } from "#shared/lambda/http.ts";
import { correlationId } from "#shared/lambda/log.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { staffRoute } from "#shared/lambda/staff.ts";
import { listBoxes, recordOpening } from "./open-boxes.ts";
import { commandSuggestion, listSuggestions, showSuggestion } from "./review-suggestions.ts";

export const Env = z.object({
  SUGGESTIONS_TABLE: z.string(),
  BOXES_TABLE: z.string(),
  CONDUCT_TABLE: z.string(),
  INQUIRIES_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
  URGENT_QUEUE_URL: z.string(),
  ESCALATIONS_QUEUE_URL: z.string(),
  RECEIPT_KEY_SECRET: z.string(),
  OIDC_ISSUER: z.string(),
  OIDC_AUDIENCE: z.string(),
  DIRECTORY_CACHE_SECONDS: z.coerce.number(),
});
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const client = dynamo();
const directory = directoryTable(client, env.DIRECTORY_TABLE, env.DIRECTORY_CACHE_SECONDS);
const ports = {
  suggestions: suggestionTable(client, env.SUGGESTIONS_TABLE),
  boxes: boxTable(client, env.BOXES_TABLE),
  conduct: conductTable(client, env.CONDUCT_TABLE),
  inquiries: inquiryTable(client, env.INQUIRIES_TABLE),
  directory,
  receipts: keyedReceipts(secretsManager(), env.RECEIPT_KEY_SECRET),
  queue: noticeQueues(
    sqs(),
    { "urgent-reports": env.URGENT_QUEUE_URL, escalations: env.ESCALATIONS_QUEUE_URL },
    correlationId,
  ),
  digests,
};
const staff = staffRoute(env, directory);

/** The office's side of the suggestion box: /api/staff/suggestions, /api/staff/box-openings. */
export const handler = httpFunction({
  "GET /api/staff/suggestions": staff({ query: SuggestionListQuery }, async ({ query, now }, principal) => ({
    status: 200,
    body: await listSuggestions(query, principal, now, ports),
  })),
  "POST /api/staff/suggestions": staff(
    { headers: SubmissionHeaders, body: SubmitSuggestionRequest },
    async ({ headers, body, now }, principal) => {
      if (!can(principal, { on: "suggestions", do: "record" })) return refuse("forbidden", "FIR-8");
      const request = { idempotencyKey: headers["idempotency-key"], now, recordedBy: principal.id };
      const { altcha: _, ...submission } = body;
      const receipt = await putInBox(submission, request, ports);
      return isRefusal(receipt) ? receipt : { status: 201, body: receipt };
    },
  ),
  "GET /api/staff/box-openings": staff({}, async ({ now }, principal) => {
    const boxes = await listBoxes(principal, now, ports);
    return isRefusal(boxes) ? boxes : { status: 200, body: boxes };
  }),
  "POST /api/staff/box-openings": staff(
    { headers: SubmissionHeaders, body: OpenBoxRequest },
    async ({ headers, body, now }, principal) => {
      const request = { idempotencyKey: headers["idempotency-key"], now };
      const box = await recordOpening(body, request, principal, ports);
      return isRefusal(box) ? box : { status: 201, body: box };
    },
  ),
  "GET /api/staff/suggestions/{number}": staff({ params: CaseParams }, async ({ params, now }, principal) => {
    const view = await showSuggestion(params.number, principal, now, ports);
    return isRefusal(view) ? view : { status: 200, body: view, headers: { etag: `"${view.version}"` } };
  }),
  "POST /api/staff/suggestions/{number}/commands": staff(
    {
      params: CaseParams,
      headers: CommandHeaders,
      body: SuggestionCommandRequest,
      clauseOf: (type) => suggestionCommands[type as SuggestionCommandType]?.clause,
    },
    async ({ params, headers, body, now }, principal) => {
      const request = {
        number: params.number,
        version: versionOf(headers),
        idempotencyKey: headers["idempotency-key"],
        now,
      };
      const view = await commandSuggestion(request, body, principal, ports);
      return isRefusal(view) ? view : { status: 200, body: view, headers: { etag: `"${view.version}"` } };
    },
  ),
});
