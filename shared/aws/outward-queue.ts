import { SendMessageBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { OutwardQueue } from "../ports/outward.ts";

/** The queue of notices that go out, over SQS. */
export const outwardQueue = (client: SQSClient, url: string): OutwardQueue => ({
  send: async (references) => {
    for (let at = 0; at < references.length; at += 10) {
      const batch = references.slice(at, at + 10);
      const { Failed = [] } = await client.send(
        new SendMessageBatchCommand({
          QueueUrl: url,
          Entries: batch.map((reference, index) => ({ Id: String(index), MessageBody: JSON.stringify(reference) })),
        }),
      );
      if (Failed.length > 0)
        throw new Error(`${Failed.length} of ${batch.length} messages were not taken by the queue`);
    }
  },
});
