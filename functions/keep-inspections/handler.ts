import * as z from "zod";
import { dynamo, sqs } from "#shared/aws/clients.ts";
import { digests } from "#shared/aws/digests.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { inspectionTable } from "#shared/aws/inspection-table.ts";
import { noticeQueues } from "#shared/aws/notice-queues.ts";
import { CommandHeaders, versionOf } from "#shared/contracts/commands.ts";
import { SubmissionHeaders } from "#shared/contracts/inquiry.ts";
import {
  InspectionListQuery,
  InspectionParams,
  RecordInspectionRequest,
  RectifyRequest,
} from "#shared/contracts/inspection.ts";
import { isRefusal } from "#shared/domain/refusal.ts";
import { httpFunction } from "#shared/lambda/http.ts";
import { correlationId } from "#shared/lambda/log.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { staffRoute } from "#shared/lambda/staff.ts";
import { list, putRight, record, show } from "./keep-inspections.ts";

export const Env = z.object({
  INSPECTIONS_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
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
  inspections: inspectionTable(client, env.INSPECTIONS_TABLE),
  directory,
  queue: noticeQueues(sqs(), { escalations: env.ESCALATIONS_QUEUE_URL }, correlationId),
  digests,
};
const staff = staffRoute(env, directory);

/** Inspections (督查): /api/staff/inspections. */
export const handler = httpFunction({
  "GET /api/staff/inspections": staff({ query: InspectionListQuery }, async ({ query, now }, principal) => ({
    status: 200,
    body: await list(query, principal, now, ports),
  })),
  "POST /api/staff/inspections": staff(
    { headers: SubmissionHeaders, body: RecordInspectionRequest },
    async ({ headers, body, now }, principal) => {
      const view = await record(body, { idempotencyKey: headers["idempotency-key"], now }, principal, ports);
      return isRefusal(view) ? view : { status: 201, body: view, headers: { etag: `"${view.version}"` } };
    },
  ),
  "GET /api/staff/inspections/{number}": staff({ params: InspectionParams }, async ({ params, now }, principal) => {
    const view = await show(params.number, principal, now, ports);
    return isRefusal(view) ? view : { status: 200, body: view, headers: { etag: `"${view.version}"` } };
  }),
  "POST /api/staff/inspections/{number}/commands": staff(
    { params: InspectionParams, headers: CommandHeaders, body: RectifyRequest, clauseOf: () => "FIR-9" },
    async ({ params, headers, body, now }, principal) => {
      const request = {
        number: params.number,
        version: versionOf(headers),
        idempotencyKey: headers["idempotency-key"],
        now,
      };
      const view = await putRight(request, body.text, principal, ports);
      return isRefusal(view) ? view : { status: 200, body: view, headers: { etag: `"${view.version}"` } };
    },
  ),
});
