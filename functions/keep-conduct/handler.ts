import * as z from "zod";
import { dynamo, sqs } from "#shared/aws/clients.ts";
import { conductTable } from "#shared/aws/conduct-table.ts";
import { digests } from "#shared/aws/digests.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { noticeQueues } from "#shared/aws/notice-queues.ts";
import { CommandHeaders, versionOf } from "#shared/contracts/commands.ts";
import {
  ConductCommandRequest,
  ConductListQuery,
  ConductParams,
  OpenConductRequest,
} from "#shared/contracts/conduct.ts";
import { SubmissionHeaders } from "#shared/contracts/inquiry.ts";
import { type ConductCommandType, conductCommands } from "#shared/domain/conduct/commands.ts";
import { isRefusal } from "#shared/domain/refusal.ts";
import { httpFunction } from "#shared/lambda/http.ts";
import { correlationId } from "#shared/lambda/log.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { staffRoute } from "#shared/lambda/staff.ts";
import { unescaped } from "#shared/lambda/unescaped.ts";
import { commandConduct, listConduct, openConduct, showConduct } from "./keep-conduct.ts";

export const Env = z.object({
  CONDUCT_TABLE: z.string(),
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
  conduct: conductTable(client, env.CONDUCT_TABLE),
  directory,
  queue: noticeQueues(sqs(), { escalations: env.ESCALATIONS_QUEUE_URL }, correlationId),
  digests,
};
const staff = staffRoute(env, directory);
const caseId = ({ id }: z.infer<typeof ConductParams>) => unescaped(id);

/** The conduct register: /api/staff/conduct. */
export const handler = httpFunction({
  "GET /api/staff/conduct": staff({ query: ConductListQuery }, async ({ query, now }, principal) => ({
    status: 200,
    body: await listConduct(query, principal, now, ports),
  })),
  "POST /api/staff/conduct": staff(
    { headers: SubmissionHeaders, body: OpenConductRequest },
    async ({ headers, body, now }, principal) => {
      const request = { idempotencyKey: headers["idempotency-key"], now };
      const view = await openConduct(body, request, principal, ports);
      return isRefusal(view) ? view : { status: 201, body: view, headers: { etag: `"${view.version}"` } };
    },
  ),
  "GET /api/staff/conduct/{id}": staff({ params: ConductParams }, async ({ params, now }, principal) => {
    const view = await showConduct(caseId(params), principal, now, ports);
    return isRefusal(view) ? view : { status: 200, body: view, headers: { etag: `"${view.version}"` } };
  }),
  "POST /api/staff/conduct/{id}/commands": staff(
    {
      params: ConductParams,
      headers: CommandHeaders,
      body: ConductCommandRequest,
      clauseOf: (type) => conductCommands[type as ConductCommandType]?.clause,
    },
    async ({ params, headers, body, now }, principal) => {
      const request = {
        id: caseId(params),
        version: versionOf(headers),
        idempotencyKey: headers["idempotency-key"],
        now,
      };
      const view = await commandConduct(request, body, principal, ports);
      return isRefusal(view) ? view : { status: 200, body: view, headers: { etag: `"${view.version}"` } };
    },
  ),
});
