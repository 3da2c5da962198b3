import * as z from "zod";
import type { LocalFunction } from "./functions.ts";
import { type Kind, NotHere, type Place } from "./kind.ts";
import type { Log } from "./log.ts";
import { callQueues, type LocalQueue, type Message } from "./queues.ts";

/** What of an event source mapping runs here; a filter or a stream is an error, for it would change what the function sees. */
export const EventSourceProperties = z.strictObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.coerce.number().default(10),
  MaximumBatchingWindowInSeconds: z.coerce.number().default(0),
  FunctionResponseTypes: z.array(z.literal("ReportBatchItemFailures")).default([]),
  ScalingConfig: z.strictObject({ MaximumConcurrency: z.coerce.number() }).optional(),
  Enabled: z.coerce.boolean().default(true),
  MetricsConfig: NotHere,
  ProvisionedPollerConfig: NotHere,
  KmsKeyArn: NotHere,
  Tags: NotHere,
});

/** AWS::Lambda::EventSourceMapping. */
export const eventSourceKind: Kind = { properties: EventSourceProperties };

/** A running mapping: what it does now, and how a test holds it. */
export type EventSource = {
  queue: LocalQueue;
  busy: () => boolean;
  paused: () => boolean;
  /** Stops receiving; answers when no message is in hand any more. */
  pause: () => Promise<void>;
  resume: () => void;
  stop: () => Promise<void>;
};

/** Lambda polls with several pollers; one machine does with two. */
const MOST_POLLERS = 2;

/** A short wait: a poll that is given up would take a message with it, so a pause lets it end. */
const POLL_SECONDS = 1;

/** Receives a queue's messages in batches, invokes the function and deletes what it didn't report as failed; the rest comes again, and ends in the DLQ. */
export function startEventSource(settings: {
  place: Place;
  queue: LocalQueue;
  target: LocalFunction;
  properties: z.infer<typeof EventSourceProperties>;
  log: Log;
}): EventSource {
  const { place, queue, target, properties, log } = settings;
  const ending = new AbortController();
  let resumed = Promise.withResolvers<void>();
  resumed.resolve();
  let paused = false;
  let receiving = 0;
  let inHand = 0;

  const receive = async (
    MaxNumberOfMessages: number,
    WaitTimeSeconds: number,
    signal?: AbortSignal,
  ): Promise<Message[]> => {
    const input = {
      QueueUrl: queue.url,
      MaxNumberOfMessages: Math.min(10, MaxNumberOfMessages),
      WaitTimeSeconds,
      AttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    };
    const answer = (await callQueues(place.queues, "ReceiveMessage", input, signal)) as { Messages?: Message[] };
    return answer.Messages ?? [];
  };

  const poll = async () => {
    while (!ending.signal.aborted) {
      await resumed.promise;
      receiving += 1;
      try {
        const batch = await receive(properties.BatchSize, POLL_SECONDS, ending.signal);
        if (batch.length === 0) continue;
        inHand += 1;
        try {
          await fill(batch, properties, receive);
          await deliver(batch);
        } finally {
          inHand -= 1;
        }
      } catch (error) {
        if (ending.signal.aborted) return;
        log("event-sources", `${queue.name}: ${error instanceof Error ? error.message : String(error)}`);
        await new Promise((resolve) => setTimeout(resolve, 500));
      } finally {
        receiving -= 1;
      }
    }
  };

  const deliver = async (batch: Message[]) => {
    const event = { Records: batch.map((message) => sqsRecord(message, queue, place)) };
    const hiddenUntil = performance.now() + (queue.properties.VisibilityTimeout ?? 30) * 1000;
    let outcome = await target.invoke(event);
    // A throttled function is asked again for as long as nobody else can receive the batch.
    while (
      "failure" in outcome &&
      outcome.failure.throttled &&
      performance.now() < hiddenUntil &&
      !ending.signal.aborted
    ) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      outcome = await target.invoke(event);
    }
    if ("failure" in outcome) {
      log(
        "event-sources",
        `${queue.name}: ${batch.length} messages left to come again, ${outcome.failure.errorMessage}`,
      );
      return;
    }
    const failed =
      properties.FunctionResponseTypes.length > 0 ? failedMessages(outcome.result, batch) : new Set<string>();
    const done = batch.filter(({ MessageId }) => !failed.has(MessageId));
    for (let start = 0; start < done.length; start += 10) {
      const Entries = done
        .slice(start, start + 10)
        .map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle }));
      await callQueues(place.queues, "DeleteMessageBatch", { QueueUrl: queue.url, Entries });
    }
  };

  const pollers = Math.min(MOST_POLLERS, properties.ScalingConfig?.MaximumConcurrency ?? MOST_POLLERS);
  const running = properties.Enabled ? Array.from({ length: pollers }, poll) : [];

  return {
    queue,
    busy: () => inHand > 0,
    paused: () => paused,
    pause: async () => {
      if (!paused) resumed = Promise.withResolvers();
      paused = true;
      while (receiving > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    },
    resume: () => {
      paused = false;
      resumed.resolve();
    },
    stop: async () => {
      ending.abort();
      resumed.resolve();
      await Promise.all(running);
    },
  };
}

/** Waits for more messages until the batch is full or its window is over. */
async function fill(
  batch: Message[],
  { BatchSize, MaximumBatchingWindowInSeconds }: z.infer<typeof EventSourceProperties>,
  receive: (count: number, seconds: number) => Promise<Message[]>,
): Promise<void> {
  const end = performance.now() + MaximumBatchingWindowInSeconds * 1000;
  while (batch.length < BatchSize) {
    const seconds = Math.ceil((end - performance.now()) / 1000);
    if (MaximumBatchingWindowInSeconds > 0 && seconds <= 0) return;
    const more = await receive(BatchSize - batch.length, Math.max(0, seconds));
    if (more.length === 0) return;
    batch.push(...more);
  }
}

/** The messages a function reports as failed. As on Lambda an answer without sense, or an unknown id, means the whole batch. */
export function failedMessages(result: unknown, batch: Message[]): Set<string> {
  const all = new Set(batch.map(({ MessageId }) => MessageId));
  if (result === null || result === undefined || Object.keys(result).length === 0) return new Set();
  const { batchItemFailures } = result as { batchItemFailures?: unknown };
  if (batchItemFailures === null || batchItemFailures === undefined) return new Set();
  if (!Array.isArray(batchItemFailures)) return all;
  const reported = batchItemFailures.map((failure: { itemIdentifier?: unknown } | null) => failure?.itemIdentifier);
  return reported.every((id): id is string => typeof id === "string" && all.has(id)) ? new Set(reported) : all;
}

function sqsRecord(message: Message, queue: LocalQueue, place: Place): object {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, { DataType, StringValue, BinaryValue }]) => [
        name,
        {
          dataType: DataType,
          stringValue: StringValue,
          binaryValue: BinaryValue,
          stringListValues: [],
          binaryListValues: [],
        },
      ]),
    ),
    md5OfBody: message.MD5OfBody,
    eventSource: "aws:sqs",
    eventSourceARN: queue.arn,
    awsRegion: place.region,
  };
}
