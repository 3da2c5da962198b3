import { SendMessageBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { NoticeQueue } from "../ports/notice-queue.ts";

/** Notices over SQS, ten to a request; an entry the queue refuses is an error, and the next sweep of the audit sends it again. */
export const noticeQueues = (
  client: SQSClient,
  urls: Partial<Readonly<Record<"urgent-reports" | "escalations", string>>>,
  correlationId: () => string,
): NoticeQueue => ({
  send: async (queue, references) => {
    const url = urls[queue];
    if (url === undefined) return;
    for (let at = 0; at < references.length; at += 10) {
      const batch = references.slice(at, at + 10);
      const { Failed = [] } = await client.send(
        new SendMessageBatchCommand({
          QueueUrl: url,
          Entries: batch.map((reference, index) => ({
            Id: String(index),
            MessageBody: JSON.stringify(reference),
            MessageAttributes: { correlationId: { DataType: "String", StringValue: correlationId() } },
          })),
        }),
      );
      if (Failed.length > 0) throw new Error(`${Failed.length} of ${batch.length} notices were not taken by the queue`);
    }
  },
});
