import * as z from "zod";
import { dynamo } from "#shared/aws/clients.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { inboxTable } from "#shared/aws/inbox-table.ts";
import { InboxQuery, NoticeParams } from "#shared/contracts/inbox.ts";
import { unitOf } from "#shared/domain/directory.ts";
import { refuse } from "#shared/domain/refusal.ts";
import { httpFunction } from "#shared/lambda/http.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { staffRoute } from "#shared/lambda/staff.ts";
import { unescaped } from "#shared/lambda/unescaped.ts";

export const Env = z.object({
  NOTICES_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
  OIDC_ISSUER: z.string(),
  OIDC_AUDIENCE: z.string(),
  DIRECTORY_CACHE_SECONDS: z.coerce.number(),
});
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const client = dynamo();
const directory = directoryTable(client, env.DIRECTORY_TABLE, env.DIRECTORY_CACHE_SECONDS);
const inbox = inboxTable(client, env.NOTICES_TABLE);
const staff = staffRoute(env, directory);

/** Who I am, and what I have been told: /api/staff/me and /api/staff/inbox. */
export const handler = httpFunction({
  "GET /api/staff/me": staff({}, async (_, principal) => {
    const place = unitOf(await directory.everybody(), principal.unitId);
    return {
      status: 200,
      body: { ...principal, unit: place?.unit.name ?? null, office: place?.office.name ?? null },
    };
  }),
  "GET /api/staff/inbox": staff({ query: InboxQuery }, async ({ query }, principal) => ({
    status: 200,
    body: await inbox.list(principal.id, query.limit ?? 50, query.cursor),
  })),
  "POST /api/staff/inbox/{notice}/acknowledge": staff({ params: NoticeParams }, async ({ params, now }, principal) =>
    (await inbox.acknowledge(principal.id, unescaped(params.notice), now))
      ? { status: 204, body: "" }
      : refuse("not-found"),
  ),
});
