import { execFile } from "node:child_process";
import { promisify } from "node:util";
import {
  GetQueueUrlCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { beforeAll, expect, test } from "vitest";
import { onStack } from "#test/scenarios/stack.ts";

const running = onStack("2026-11-23T10:30:00+08:00");

let client: SQSClient;
beforeAll(async () => {
  const { queues: endpoint } = (await running.call("GET", "/local/endpoints")).body;
  const credentials = { accessKeyId: "operator", secretAccessKey: "operator" };
  client = new SQSClient({ endpoint, region: "us-east-1", credentials });
});

const pause = (queue: string) => running.call("POST", `/local/queues/${queue}/pause`);
const resume = (queue: string) => running.call("POST", `/local/queues/${queue}/resume`);

const addressOf = async (start: string): Promise<string> => {
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({ QueueNamePrefix: `ShouwenService-${start}` }));
  const QueueName = QueueUrls[0]?.split("/").at(-1);
  return (await client.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl ?? "";
};

/** What the messages of a paused queue say they belong to; they are there again at once. */
const belongsTo = async (start: string): Promise<(string | undefined)[]> => {
  const asked = { MessageAttributeNames: ["All"], MaxNumberOfMessages: 10, VisibilityTimeout: 0, WaitTimeSeconds: 5 };
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl: await addressOf(start), ...asked }),
  );
  return Messages.map(({ MessageAttributes }) => MessageAttributes?.["correlationId"]?.StringValue);
};

test("a request's id travels from the API over its queue, through the delivery and on to whatever goes out", async () => {
  await Promise.all(["urgent-reports", "outward"].map(pause));
  const { headers } = await running.ask({ urgent: true });
  const request = headers.get("apigw-requestid");
  expect(request).toMatch(/^[0-9a-f-]{36}$/);
  expect(await belongsTo("UrgentReportsQueue")).toEqual([request]);
  await resume("urgent-reports");
  await expect.poll(() => belongsTo("OutwardQueue"), { timeout: 20_000 }).toEqual([request]);
  await resume("outward");
});

test("all that a start of the audit sends belongs to that start", async () => {
  await running.ask();
  await pause("escalations");
  await running.at("2026-11-26T10:30:00+08:00");
  const starts = await belongsTo("EscalationsQueue");
  expect([starts.length > 0, starts.every((start) => /^[0-9a-f-]{36}$/.test(start ?? ""))]).toEqual([true, true]);
  await resume("escalations");
});

test("a dead letter that is sent again still belongs to what it came of", async () => {
  await pause("escalations");
  await running.call("POST", "/local/queues/escalations/purge");
  const MessageAttributes = { correlationId: { DataType: "String", StringValue: "the-first-cause" } };
  const QueueUrl = await addressOf("EscalationsDeadLettersQueue");
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: "{}", MessageAttributes }));
  const env = { ...process.env, PORT: new URL(running.stack.url).port };
  await promisify(execFile)(process.execPath, ["infra/ops/run.ts", "--local", "redrive", "Escalations"], { env });
  expect(await belongsTo("EscalationsQueue")).toEqual(["the-first-cause"]);
  await resume("escalations");
});
