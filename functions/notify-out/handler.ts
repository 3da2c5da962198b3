import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as z from "zod";
import { dynamo, secretsManager, sns, sqs } from "#shared/aws/clients.ts";
import { sha256 } from "#shared/aws/digest.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { inboxTable } from "#shared/aws/inbox-table.ts";
import { outwardQueue } from "#shared/aws/outward-queue.ts";
import { outwardTargets } from "#shared/aws/outward-targets.ts";
import { eachRecord } from "#shared/lambda/batch.ts";
import { correlationId } from "#shared/lambda/log.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { notifyOut } from "./notify-out.ts";

export const Env = z.object({
  NOTICES_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
  OUTWARD_QUEUE_URL: z.string(),
  OUTWARD_ATTEMPTS: z.coerce.number(),
  WEBHOOKS_SECRET: z.string(),
  NOTICE_TOPIC_ARN: z.string(),
  PORTAL_URL: z.string(),
  DIRECTORY_CACHE_SECONDS: z.coerce.number(),
});
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const client = dynamo();
const ports = {
  inbox: inboxTable(client, env.NOTICES_TABLE),
  directory: directoryTable(client, env.DIRECTORY_TABLE, env.DIRECTORY_CACHE_SECONDS),
  targets: outwardTargets(secretsManager(), env.WEBHOOKS_SECRET, { client: sns(), topicArn: env.NOTICE_TOPIC_ARN }),
  queue: outwardQueue(sqs(), env.OUTWARD_QUEUE_URL, correlationId),
  digest: sha256,
};

const Message = z.object({ recipientId: z.string(), key: z.string(), target: z.string().optional() });

/** Notices that go out, from their queue to webhooks and e-mail. */
export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  eachRecord(event, Message, (message, { attributes }) =>
    notifyOut(
      message,
      {
        now: new Date().toISOString(),
        portal: env.PORTAL_URL,
        last: Number(attributes.ApproximateReceiveCount) >= env.OUTWARD_ATTEMPTS,
      },
      ports,
    ),
  );
