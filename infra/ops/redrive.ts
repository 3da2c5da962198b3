import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";

/** The address of a queue's dead letters. */
export const deadLettersOf = async (client: SQSClient, QueueUrl: string): Promise<string> => {
  const asked = { QueueUrl, AttributeNames: ["RedrivePolicy" as const] };
  const { Attributes } = await client.send(new GetQueueAttributesCommand(asked));
  const policy = Attributes?.["RedrivePolicy"];
  if (policy === undefined) throw new Error(`${QueueUrl} has no dead letters`);
  const { deadLetterTargetArn }: { deadLetterTargetArn: string } = JSON.parse(policy);
  const QueueName = deadLetterTargetArn.split(":").at(-1) ?? "";
  const { QueueUrl: found = "" } = await client.send(new GetQueueUrlCommand({ QueueName }));
  return found;
};

/**
 * Sends a queue's dead letters to it again and gives their count. Each is deleted only after it was sent, so that a tool that is
 * stopped half-way doubles a message and loses none; doubled messages change nothing. It needs no redrive API, which the China
 * regions don't have. What comes back while it works is left for the next time.
 */
export const redrive = async (client: SQSClient, queueUrl: string): Promise<number> => {
  const deadLetters = await deadLettersOf(client, queueUrl);
  const begun = new Set<string>();
  let moved = 0;
  for (;;) {
    const received = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: deadLetters,
        MaxNumberOfMessages: 10,
        MessageAttributeNames: ["All"],
        VisibilityTimeout: 60,
        WaitTimeSeconds: 2,
      }),
    );
    const messages = (received.Messages ?? []).filter(({ MessageId = "" }) => !begun.has(MessageId));
    if (messages.length === 0) return moved;
    for (const { MessageId = "" } of messages) begun.add(MessageId);
    const { Successful = [], Failed = [] } = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: messages.map(({ Body, MessageAttributes }, index) => ({
          Id: String(index),
          MessageBody: Body,
          // What the message came of: by it the log shows its first life and its second as one.
          MessageAttributes,
        })),
      }),
    );
    const sent = Successful.flatMap(({ Id }) => messages[Number(Id)] ?? []);
    if (sent.length > 0) {
      const Entries = sent.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await client.send(new DeleteMessageBatchCommand({ QueueUrl: deadLetters, Entries }));
    }
    moved += sent.length;
    if (Failed.length > 0)
      throw new Error(`${moved} sent again; ${Failed.length} were not taken: ${Failed[0]?.Message}`);
  }
};

/** The messages on a queue, up to a hundred, with the scheduler's reason where it gives one; they are there again half a minute later. */
export const letters = async (client: SQSClient, QueueUrl: string): Promise<string[]> => {
  const found = new Map<string, string>();
  const asked = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 30, WaitTimeSeconds: 1 };
  for (let turn = 0; turn < 10; turn += 1) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ ...asked, MessageAttributeNames: ["ERROR_CODE"] }),
    );
    if (Messages.length === 0) break;
    for (const { MessageId = "", Body = "", MessageAttributes } of Messages) {
      const reason = MessageAttributes?.["ERROR_CODE"]?.StringValue;
      found.set(MessageId, reason === undefined ? Body : `${Body} (${reason})`);
    }
  }
  return [...found.values()];
};
