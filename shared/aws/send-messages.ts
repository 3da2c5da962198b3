import { SendMessageBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";

const AT_ONCE = 10;

/** Puts messages on a queue, ten to a request; one that the queue refuses is an error. */
export async function sendMessages(
  client: Pick<SQSClient, "send">,
  url: string,
  messages: readonly object[],
  correlationId: string,
): Promise<void> {
  for (let at = 0; at < messages.length; at += AT_ONCE) {
    const batch = messages.slice(at, at + AT_ONCE);
    const { Failed = [] } = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: batch.map((message, index) => ({
          Id: String(index),
          MessageBody: JSON.stringify(message),
          MessageAttributes: { correlationId: { DataType: "String", StringValue: correlationId } },
        })),
      }),
    );
    if (Failed.length > 0) throw new Error(`${Failed.length} of ${batch.length} messages were not taken by the queue`);
  }
}
