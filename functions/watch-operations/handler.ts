import type { Context } from "aws-lambda";
import * as z from "zod";
import { caseWatch } from "#shared/aws/case-watch.ts";
import { dynamo } from "#shared/aws/clients.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { correlateWith, log } from "#shared/lambda/log.ts";
import { publish } from "#shared/lambda/metrics.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { watchOperations } from "./watch-operations.ts";

export const Env = z.object({
  INQUIRIES_TABLE: z.string(),
  SUGGESTIONS_TABLE: z.string(),
  BOXES_TABLE: z.string(),
  CONDUCT_TABLE: z.string(),
  INSPECTIONS_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
});
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const client = dynamo();
const ports = {
  cases: caseWatch(client, {
    inquiries: env.INQUIRIES_TABLE,
    others: [env.SUGGESTIONS_TABLE, env.BOXES_TABLE, env.CONDUCT_TABLE, env.INSPECTIONS_TABLE],
  }),
  directory: directoryTable(client, env.DIRECTORY_TABLE),
};

/** Every five minutes: how late the oldest due case is, how many are open, whether next year's calendar is there. */
export const handler = async (event: { readonly correlationId?: string } | undefined, context: Context) => {
  correlateWith(event?.correlationId ?? context.awsRequestId);
  const watched = await watchOperations(new Date().toISOString(), ports);
  publish(watched);
  log.info("watched", { ...watched });
};
