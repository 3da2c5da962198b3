import * as z from "zod";
import { dynamo, secretsManager } from "#shared/aws/clients.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { inquiryTable } from "#shared/aws/inquiry-table.ts";
import { keyedReceipts } from "#shared/aws/receipt-key.ts";
import { ListQuery } from "#shared/contracts/inquiry.ts";
import { isRefusal } from "#shared/domain/refusal.ts";
import { httpFunction } from "#shared/lambda/http.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { staffRoute } from "#shared/lambda/staff.ts";
import { listInquiries } from "./list-inquiries.ts";

export const Env = z.object({
  INQUIRIES_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
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
  inquiries: inquiryTable(client, env.INQUIRIES_TABLE),
  directory,
  receipts: keyedReceipts(secretsManager(), env.RECEIPT_KEY_SECRET),
};
const staff = staffRoute(env, directory);

/** Lists by due time: GET /api/staff/inquiries. */
export const handler = httpFunction({
  "GET /api/staff/inquiries": staff({ query: ListQuery }, async ({ query, now }, principal) => {
    const page = await listInquiries(query, principal, now, ports);
    return isRefusal(page) ? page : { status: 200, body: page };
  }),
});
