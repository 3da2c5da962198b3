import type { Context } from "aws-lambda";
import * as z from "zod";
import { dynamo, sqs } from "#shared/aws/clients.ts";
import { closedCases, openCases } from "#shared/aws/closed-cases.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { figuresTable } from "#shared/aws/figures-table.ts";
import { inboxTable } from "#shared/aws/inbox-table.ts";
import { inquiryTable } from "#shared/aws/inquiry-table.ts";
import { outwardQueue } from "#shared/aws/outward-queue.ts";
import { alsoOutward } from "#shared/cases/also-outward.ts";
import { correlateWith, correlationId, log } from "#shared/lambda/log.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { officeTime } from "#shared/rules/decision-rules.ts";
import { sendDigest } from "./send-digest.ts";

export const Env = z.object({
  INQUIRIES_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
  FIGURES_TABLE: z.string(),
  NOTICES_TABLE: z.string(),
  OUTWARD_QUEUE_URL: z.string(),
  /** Values of the rule pack that wait for the centre's decision, counted when the pack was built in. */
  PROPOSED_RULES: z.coerce.number(),
  DIRECTORY_CACHE_SECONDS: z.coerce.number(),
});
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const client = dynamo();
const ports = {
  inquiries: inquiryTable(client, env.INQUIRIES_TABLE),
  cases: { ...closedCases(client, env.INQUIRIES_TABLE), ...openCases(client, env.INQUIRIES_TABLE) },
  figures: figuresTable(client, env.FIGURES_TABLE),
  directory: directoryTable(client, env.DIRECTORY_TABLE, env.DIRECTORY_CACHE_SECONDS),
  inbox: alsoOutward(inboxTable(client, env.NOTICES_TABLE), outwardQueue(sqs(), env.OUTWARD_QUEUE_URL, correlationId)),
};
const rules = {
  calendar: (years: Parameters<typeof officeTime>[1]) => officeTime("centre", years).calendar,
  proposed: env.PROPOSED_RULES,
};

/** Monday morning's digest of the week that is over. */
export const handler = async (event: { readonly correlationId?: string } | undefined, context: Context) => {
  correlateWith(event?.correlationId ?? context.awsRequestId);
  const sent = await sendDigest(new Date().toISOString(), rules, ports);
  log.info("digest", { ...sent });
  return sent;
};
