import * as z from "zod";
import { dynamo } from "#shared/aws/clients.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { inquiryTable } from "#shared/aws/inquiry-table.ts";
import { CaseParams } from "#shared/contracts/inquiry.ts";
import { isRefusal } from "#shared/domain/refusal.ts";
import { httpFunction } from "#shared/lambda/http.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { staffRoute } from "#shared/lambda/staff.ts";
import { showInquiry } from "./show-inquiry.ts";

export const Env = z.object({
  INQUIRIES_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
  OIDC_ISSUER: z.string(),
  OIDC_AUDIENCE: z.string(),
  DIRECTORY_CACHE_SECONDS: z.coerce.number(),
});
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const client = dynamo();
const directory = directoryTable(client, env.DIRECTORY_TABLE, env.DIRECTORY_CACHE_SECONDS);
const ports = { inquiries: inquiryTable(client, env.INQUIRIES_TABLE), directory };
const staff = staffRoute(env, directory);

/** One case with its history and the commands open to me: GET /api/staff/inquiries/{number}. */
export const handler = httpFunction({
  "GET /api/staff/inquiries/{number}": staff({ params: CaseParams }, async ({ params, now }, principal) => {
    const view = await showInquiry(params.number, principal, now, ports);
    return isRefusal(view) ? view : { status: 200, body: view, headers: { etag: `"${view.version}"` } };
  }),
});
