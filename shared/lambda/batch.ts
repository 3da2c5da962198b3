import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type * as z from "zod";
import { correlateWith, log } from "./log.ts";
import { publish } from "./metrics.ts";

const parsed = <Message extends z.ZodType>(record: SQSRecord, shape: Message): z.infer<Message> | undefined => {
  try {
    const { data } = shape.safeParse(JSON.parse(record.body));
    return data;
  } catch {
    return undefined;
  }
};

/**
 * Handles the messages of a batch one after another and reports those that failed, so that only they come back
 * (ReportBatchItemFailures); it counts them too, since to Lambda a function that reports failures hasn't failed. A message that can't
 * be read is no hint at anything: it is logged by id and dropped.
 */
export async function eachRecord<Message extends z.ZodType>(
  event: SQSEvent,
  shape: Message,
  handle: (message: z.infer<Message>, record: SQSRecord) => Promise<unknown>,
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
  for (const record of event.Records) {
    correlateWith(record.messageAttributes?.["correlationId"]?.stringValue ?? record.messageId);
    const message = parsed(record, shape);
    if (message === undefined) {
      log.warn("unreadable message", { messageId: record.messageId });
      continue;
    }
    try {
      await handle(message, record);
    } catch (error) {
      log.error("message failed", {
        messageId: record.messageId,
        error: error instanceof Error ? error.name : "unknown",
      });
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  const queue = event.Records[0]?.eventSourceARN?.split(":").at(-1) ?? "none";
  if (batchItemFailures.length > 0) publish({ FailedMessages: batchItemFailures.length }, { queue });
  return { batchItemFailures };
}
