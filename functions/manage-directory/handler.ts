import * as z from "zod";
import { dynamo } from "#shared/aws/clients.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { DirectoryItemParams, DirectoryListParams, directoryKinds } from "#shared/contracts/directory.ts";
import { isRefusal } from "#shared/domain/refusal.ts";
import { checked, httpFunction } from "#shared/lambda/http.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { staffRoute } from "#shared/lambda/staff.ts";
import { firstAdministrator, keepEntry, listEntries } from "./manage-directory.ts";

export const Env = z.object({
  DIRECTORY_TABLE: z.string(),
  FIRST_ADMINISTRATOR: z.string(),
  OIDC_ISSUER: z.string(),
  OIDC_AUDIENCE: z.string(),
});
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const directory = directoryTable(dynamo(), env.DIRECTORY_TABLE);
const staff = staffRoute(env, firstAdministrator(directory, env.FIRST_ADMINISTRATOR));

/** The directory: GET /api/staff/directory/{kind}, PUT /api/staff/directory/{kind}/{id}. */
export const handler = httpFunction({
  "GET /api/staff/directory/{kind}": staff({ params: DirectoryListParams }, async ({ params }, principal) => {
    const entries = await listEntries(params.kind, principal, directory);
    return isRefusal(entries) ? entries : { status: 200, body: { items: entries } };
  }),
  "PUT /api/staff/directory/{kind}/{id}": staff(
    { params: DirectoryItemParams, body: z.unknown() },
    async ({ params, body }, principal) => {
      const entry = checked("body", directoryKinds[params.kind], body);
      const kept = await keepEntry(params.kind, params.id, entry, principal, directory);
      return isRefusal(kept) ? kept : { status: 200, body: kept };
    },
  ),
});
