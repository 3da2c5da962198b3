import type { Context } from "aws-lambda";
import * as z from "zod";
import { boxTable } from "#shared/aws/box-table.ts";
import { dynamo, secretsManager, sqs } from "#shared/aws/clients.ts";
import { conductTable } from "#shared/aws/conduct-table.ts";
import { digests } from "#shared/aws/digests.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { inquiryTable } from "#shared/aws/inquiry-table.ts";
import { inspectionTable } from "#shared/aws/inspection-table.ts";
import { noticeQueues } from "#shared/aws/notice-queues.ts";
import { keyedReceipts } from "#shared/aws/receipt-key.ts";
import { roundTable } from "#shared/aws/round-table.ts";
import { suggestionTable } from "#shared/aws/suggestion-table.ts";
import { correlateWith, correlationId, log } from "#shared/lambda/log.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { auditDeadlines } from "./audit-deadlines.ts";

export const Env = z.object({
  INQUIRIES_TABLE: z.string(),
  SUGGESTIONS_TABLE: z.string(),
  BOXES_TABLE: z.string(),
  CONDUCT_TABLE: z.string(),
  INSPECTIONS_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
  FIGURES_TABLE: z.string(),
  URGENT_QUEUE_URL: z.string(),
  ESCALATIONS_QUEUE_URL: z.string(),
  RECEIPT_KEY_SECRET: z.string(),
});
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const client = dynamo();
const ports = {
  inquiries: inquiryTable(client, env.INQUIRIES_TABLE),
  suggestions: suggestionTable(client, env.SUGGESTIONS_TABLE),
  boxes: boxTable(client, env.BOXES_TABLE),
  conduct: conductTable(client, env.CONDUCT_TABLE),
  inspections: inspectionTable(client, env.INSPECTIONS_TABLE),
  receipts: keyedReceipts(secretsManager(), env.RECEIPT_KEY_SECRET),
  // Read anew in every run: what was changed since is what the rounds are made for.
  directory: directoryTable(client, env.DIRECTORY_TABLE),
  rounds: roundTable(client, env.FIGURES_TABLE),
  queue: noticeQueues(
    sqs(),
    { "urgent-reports": env.URGENT_QUEUE_URL, escalations: env.ESCALATIONS_QUEUE_URL },
    correlationId,
  ),
  digests,
};

/** Time kept back to finish what has been begun. */
const RESERVE = 5_000;

/** The minute's sweep. A case that failed makes the run fail at its end, so that somebody hears of it; nothing else waits for it. */
export const handler = async (event: { readonly correlationId?: string } | undefined, context: Context) => {
  correlateWith(event?.correlationId ?? context.awsRequestId);
  const hasTime = () => context.getRemainingTimeInMillis() > RESERVE;
  const audited = await auditDeadlines(new Date().toISOString(), hasTime, ports);
  if (audited.changed > 0 || audited.failed > 0 || audited.handedOver > 0) log.info("audited", { ...audited });
  if (audited.failed > 0) throw new Error(`${audited.failed} cases could not be audited`);
  return audited;
};
