import { afterAll, beforeAll, expect, test } from "vitest";
import { deniedDeed, queueDeeds, tableDeeds } from "#infra/local/permissions.ts";
import { type LocalStack, startLocalStack } from "#infra/local/stack.ts";

const arn = (name: string) => `arn:${name}`;
const rights = new Map([
  ["reader", new Set(["dynamodb:Query arn:Cases/index/due", "kms:Decrypt arn:key", "xray:PutTraceSegments *"])],
]);
const onCases = tableDeeds(arn, () => "arn:key");

test.each([
  [
    "a query of the index it may query",
    "reader",
    onCases("Query", { TableName: "Cases", IndexName: "due" }),
    undefined,
  ],
  [
    "a query of another index",
    "reader",
    onCases("Query", { TableName: "Cases", IndexName: "unit" }),
    "dynamodb:Query arn:Cases/index/unit",
  ],
  [
    "a query of the table behind the index",
    "reader",
    onCases("Query", { TableName: "Cases" }),
    "dynamodb:Query arn:Cases",
  ],
  ["another action", "reader", onCases("PutItem", { TableName: "Cases" }), "dynamodb:PutItem arn:Cases"],
  [
    "one of several tables",
    "reader",
    onCases("BatchGetItem", { RequestItems: { Cases: {} } }),
    "dynamodb:BatchGetItem arn:Cases",
  ],
  [
    "a table under a key it may not use",
    "reader",
    tableDeeds(arn, () => "arn:other")("Query", { TableName: "Cases", IndexName: "due" }),
    "kms:Decrypt arn:other",
  ],
  [
    "ten messages without the right to send one",
    "reader",
    queueDeeds(arn)("SendMessageBatch", { QueueUrl: "http://x/1/Urgent" }),
    "sqs:SendMessage arn:Urgent",
  ],
  ["something on any resource", "reader", [{ action: "xray:PutTraceSegments", resource: "arn:x" }], undefined],
  ["anything by the owner of the machine", "operator", onCases("DeleteTable", { TableName: "Cases" }), undefined],
] as const)("%s", (_, key, deeds, denied) => {
  const found = deniedDeed(rights, key, deeds);
  expect(found && `${found.action} ${found.resource}`).toBe(denied);
});

let stack: LocalStack | undefined;
beforeAll(async () => {
  stack = await startLocalStack();
}, 240_000);
afterAll(() => stack?.stop());

const ask = async (accessKey: string, service: "tables" | "queues", target: string, input: object): Promise<string> => {
  const endpoints = (await (await fetch(`${stack?.url}/local/endpoints`)).json()) as Record<string, string>;
  const answer = await fetch(endpoints[service] ?? "", {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": target,
      "x-amz-date": "20260101T000000Z",
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/20260101/us-east-1/x/aws4_request, SignedHeaders=host, Signature=x`,
    },
    body: JSON.stringify(input),
  });
  return `${answer.status} ${await answer.text()}`;
};
const tableNamed = async (part: string): Promise<string> => {
  const { TableNames } = JSON.parse((await ask("operator", "tables", "DynamoDB_20120810.ListTables", {})).slice(4));
  return TableNames.find((name: string) => name.includes(`-${part}Table`));
};
const query = async (table: string) => ({
  TableName: await tableNamed(table),
  KeyConditionExpression: "#n = :n",
  ExpressionAttributeNames: { "#n": table === "Directory" ? "kind" : "number" },
  ExpressionAttributeValues: { ":n": { S: "x" } },
});

test("a function may do on the running stack what its policy in the template says, and nothing else", async () => {
  const { functions } = (await (await fetch(`${stack?.url}/local/endpoints`)).json()) as { functions: string[] };
  const catalogue = functions.find((name) => name.includes("ShowCatalogueFunction")) ?? "";
  const target = "DynamoDB_20120810.Query";
  expect(await ask(catalogue, "tables", target, await query("Directory"))).toMatch(/^200/);
  expect(await ask(catalogue, "tables", target, await query("Inquiries"))).toMatch(/^400 .*AccessDeniedException/);
  expect(await ask("operator", "tables", target, await query("Inquiries"))).toMatch(/^200/);
});

test("a function without the right puts no message on a queue", async () => {
  const { functions, queues } = (await (await fetch(`${stack?.url}/local/endpoints`)).json()) as {
    functions: string[];
    queues: string;
  };
  const catalogue = functions.find((name) => name.includes("ShowCatalogueFunction")) ?? "";
  const { QueueUrls } = JSON.parse((await ask("operator", "queues", "AmazonSQS.ListQueues", {})).slice(4));
  const message = { QueueUrl: QueueUrls[0], MessageBody: "{}" };
  expect([
    queues.startsWith("http://127.0.0.1:"),
    await ask(catalogue, "queues", "AmazonSQS.SendMessage", message),
  ]).toEqual([true, expect.stringMatching(/^400 .*AccessDeniedException/)]);
});
