import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as z from "zod";
import { boxTable } from "#shared/aws/box-table.ts";
import { dynamo, sqs } from "#shared/aws/clients.ts";
import { conductTable } from "#shared/aws/conduct-table.ts";
import { digests } from "#shared/aws/digests.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { inboxTable } from "#shared/aws/inbox-table.ts";
import { inquiryTable } from "#shared/aws/inquiry-table.ts";
import { inspectionTable } from "#shared/aws/inspection-table.ts";
import { outwardQueue } from "#shared/aws/outward-queue.ts";
import { suggestionTable } from "#shared/aws/suggestion-table.ts";
import { alsoOutward } from "#shared/cases/also-outward.ts";
import { eachRecord } from "#shared/lambda/batch.ts";
import { correlationId } from "#shared/lambda/log.ts";
import { measuredInbox } from "#shared/lambda/metrics.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { caseKinds } from "#shared/ports/notice-queue.ts";
import { deliverNotice } from "./deliver-notice.ts";

export const Env = z.object({
  INQUIRIES_TABLE: z.string(),
  SUGGESTIONS_TABLE: z.string(),
  BOXES_TABLE: z.string(),
  CONDUCT_TABLE: z.string(),
  INSPECTIONS_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
  NOTICES_TABLE: z.string(),
  OUTWARD_QUEUE_URL: z.string(),
  DIRECTORY_CACHE_SECONDS: z.coerce.number(),
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
  directory: directoryTable(client, env.DIRECTORY_TABLE, env.DIRECTORY_CACHE_SECONDS),
  inbox: alsoOutward(
    measuredInbox(inboxTable(client, env.NOTICES_TABLE)),
    outwardQueue(sqs(), env.OUTWARD_QUEUE_URL, correlationId),
  ),
  digests,
};

const Message = z.object({ kind: z.enum(caseKinds), number: z.string(), noticeId: z.string() });

/** Urgent reports and escalations, from their queues into the inboxes. */
export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  eachRecord(event, Message, (message) => deliverNotice(message, new Date().toISOString(), ports));
