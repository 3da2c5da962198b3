import * as z from "zod";
import { dynamo } from "#shared/aws/clients.ts";
import { digests } from "#shared/aws/digests.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { inquiryTable } from "#shared/aws/inquiry-table.ts";
import { CaseParams, ReceiptHeaders } from "#shared/contracts/inquiry.ts";
import { isRefusal } from "#shared/domain/refusal.ts";
import { httpFunction, route } from "#shared/lambda/http.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { trackInquiry } from "./track-inquiry.ts";

export const Env = z.object({
  INQUIRIES_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
  DIRECTORY_CACHE_SECONDS: z.coerce.number(),
});
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const client = dynamo();
const inquiries = inquiryTable(client, env.INQUIRIES_TABLE);
const directory = directoryTable(client, env.DIRECTORY_TABLE, env.DIRECTORY_CACHE_SECONDS);

/** The citizen's own case: GET /api/inquiries/{number} with the receipt secret. */
export const handler = httpFunction({
  "GET /api/inquiries/{number}": route(
    { params: CaseParams, headers: ReceiptHeaders },
    async ({ params, headers, now }) => {
      const view = await trackInquiry(params.number, headers["receipt-secret"], now, { inquiries, directory, digests });
      return isRefusal(view) ? view : { status: 200, body: view };
    },
  ),
});
