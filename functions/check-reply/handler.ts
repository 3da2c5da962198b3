import * as z from "zod";
import { dynamo } from "#shared/aws/clients.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { replyGate } from "#shared/cases/reply-gate.ts";
import { CheckReplyRequest } from "#shared/contracts/replies.ts";
import { httpFunction } from "#shared/lambda/http.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { staffRoute } from "#shared/lambda/staff.ts";

export const Env = z.object({
  DIRECTORY_TABLE: z.string(),
  OIDC_ISSUER: z.string(),
  OIDC_AUDIENCE: z.string(),
  DIRECTORY_CACHE_SECONDS: z.coerce.number(),
});
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const directory = directoryTable(dynamo(), env.DIRECTORY_TABLE, env.DIRECTORY_CACHE_SECONDS);
const staff = staffRoute(env, directory);

/** Checks a draft before it is sent: POST /api/staff/replies/check. */
export const handler = httpFunction({
  "POST /api/staff/replies/check": staff({ body: CheckReplyRequest }, async ({ body }) => ({
    status: 200,
    body: replyGate(await directory.everybody())(body.text),
  })),
});
