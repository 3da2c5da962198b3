import * as z from "zod";
import { type Kind, NotHere } from "./kind.ts";

const Count = z.coerce.number().optional();

/** What of an SQS queue exists here; encryption and access by policy don't. */
export const QueueProperties = z.strictObject({
  QueueName: z.string().optional(),
  VisibilityTimeout: Count,
  MessageRetentionPeriod: Count,
  DelaySeconds: Count,
  MaximumMessageSize: Count,
  ReceiveMessageWaitTimeSeconds: Count,
  RedrivePolicy: z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() }).optional(),
  FifoQueue: z.boolean().optional(),
  ContentBasedDeduplication: z.boolean().optional(),
  RedriveAllowPolicy: NotHere,
  KmsMasterKeyId: NotHere,
  KmsDataKeyReusePeriodSeconds: NotHere,
  SqsManagedSseEnabled: NotHere,
  Tags: NotHere,
});

/** AWS::SQS::Queue. */
export const queueKind: Kind = {
  properties: QueueProperties,
  nameProperty: "QueueName",
  ref: queueUrl,
  attributes: (name, place) => ({ Arn: queueArn(name, place), QueueName: name, QueueUrl: queueUrl(name, place) }),
};

/** A queue of the template under the name it has here. */
export type LocalQueue = {
  logicalId: string;
  name: string;
  arn: string;
  url: string;
  properties: z.infer<typeof QueueProperties>;
};

/** A message as the queue hands it out. */
export type Message = {
  MessageId: string;
  ReceiptHandle: string;
  Body: string;
  MD5OfBody: string;
  Attributes?: Record<string, string>;
  MessageAttributes?: Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>;
};

/** Creates the queues that don't exist yet and gives the others the attributes of the template; their messages stay. */
export async function createQueues(endpoint: string, queues: LocalQueue[]): Promise<void> {
  const stored = (await callQueues(endpoint, "ListQueues", {})) as { QueueUrls?: string[] };
  const names = new Set((stored.QueueUrls ?? []).map((url) => url.split("/").at(-1)));
  for (const { name, url, properties } of queues) {
    const { RedrivePolicy, VisibilityTimeout, MessageRetentionPeriod, DelaySeconds, MaximumMessageSize } = properties;
    const { ReceiveMessageWaitTimeSeconds, FifoQueue, ContentBasedDeduplication } = properties;
    const given = {
      VisibilityTimeout,
      MessageRetentionPeriod,
      DelaySeconds,
      MaximumMessageSize,
      ReceiveMessageWaitTimeSeconds,
      FifoQueue,
      ContentBasedDeduplication,
      RedrivePolicy: RedrivePolicy && JSON.stringify(RedrivePolicy),
    };
    const Attributes = Object.fromEntries(
      Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
    );
    if (names.has(name)) await callQueues(endpoint, "SetQueueAttributes", { QueueUrl: url, Attributes });
    else await callQueues(endpoint, "CreateQueue", { QueueName: name, Attributes });
  }
}

/** Calls one action of the SQS emulator. */
export async function callQueues(
  endpoint: string,
  action: string,
  input: object,
  signal?: AbortSignal,
): Promise<unknown> {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `AmazonSQS.${action}`,
      authorization:
        "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=local",
    },
    body: JSON.stringify(input),
    signal,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${action}: ${text}`);
  return text === "" ? {} : JSON.parse(text);
}

/** How many messages of a queue can be received now, and how many are with a consumer or wait out their visibility timeout. */
export async function queueDepths(
  endpoint: string,
): Promise<Map<string, { visible: number; inFlight: number; delayed: number }>> {
  type Inspected = {
    name: string;
    approximateMessageCount: number;
    approximateInflightCount: number;
    approximateDelayedCount: number;
  };
  const queues = (await (await fetch(`${endpoint}/_fauxqs/queues`)).json()) as Inspected[];
  return new Map(
    queues.map((queue) => [
      queue.name,
      {
        visible: queue.approximateMessageCount,
        inFlight: queue.approximateInflightCount,
        delayed: queue.approximateDelayedCount,
      },
    ]),
  );
}

function queueArn(
  name: string,
  { partition, region, accountId }: { partition: string; region: string; accountId: string },
): string {
  return `arn:${partition}:sqs:${region}:${accountId}:${name}`;
}

function queueUrl(name: string, place: { queues: string; accountId: string }): string {
  return `${place.queues}/${place.accountId}/${name}`;
}
