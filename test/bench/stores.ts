import { Agent, request } from "node:http";
import { BatchWriteItemCommand, CreateTableCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { startLocalStack } from "#infra/local/stack.ts";
import { cloudAssembly, PLACEHOLDER_ISSUER } from "#infra/local/synthesis.ts";
import { startThread } from "#infra/local/thread.ts";
import { inquiryTable } from "#shared/aws/inquiry-table.ts";

import { median } from "./measure.ts";

const credentials = { accessKeyId: "nobody", secretAccessKey: "nothing" };

async function emulator() {
  const thread = await startThread(new URL("../../infra/local/tables-thread.ts", import.meta.url), {});
  const client = new DynamoDBClient({ endpoint: `http://127.0.0.1:${thread.port}`, region: "us-east-1", credentials });
  return { client, stop: thread.stop };
}

const createTable = (client: DynamoDBClient, name: string) =>
  client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: "number", KeyType: "HASH" }],
      AttributeDefinitions: ["number", "dueShard", "dueAt"].map((each) => ({
        AttributeName: each,
        AttributeType: "S" as const,
      })),
      GlobalSecondaryIndexes: [
        {
          IndexName: "due",
          KeySchema: [
            { AttributeName: "dueShard", KeyType: "HASH" },
            { AttributeName: "dueAt", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "KEYS_ONLY" },
        },
      ],
    }),
  );

const DUE = 1000;

/** Fills a table: a thousand cases due, the others not yet. */
async function fill(client: DynamoDBClient, name: string, cases: number): Promise<void> {
  await createTable(client, name);
  let next = 0;
  const worker = async () => {
    while (next < cases) {
      const from = next;
      next += 25;
      const rows = Array.from({ length: Math.min(25, cases - from) }, (_, index) => from + index);
      const puts = rows.map((row) => ({
        PutRequest: {
          Item: {
            number: { S: `Q${String(row).padStart(9, "0")}` },
            dueShard: { S: String(row % 4) },
            dueAt: { S: row < DUE ? "2026-11-20T00:00:00.000Z" : "2027-06-01T00:00:00.000Z" },
          },
        },
      }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [name]: puts } }));
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

/** How long it takes to find what is due among few and among many, and whether it reads the same. */
export async function auditGrowth(many: number) {
  const few = Math.max(DUE, Math.round(many / 10));
  const { client, stop } = await emulator();
  const reads = { few: 0, many: 0 };
  const sweep = async (name: "few" | "many"): Promise<number> => {
    const store = inquiryTable(client, name);
    const started = performance.now();
    let pages = 0;
    let cursor: string | undefined;
    do {
      const page = await store.dueBefore("2026-12-01T00:00:00.000Z", cursor);
      pages += 1;
      cursor = page.cursor;
    } while (cursor !== undefined);
    reads[name] = pages;
    return performance.now() - started;
  };
  try {
    await fill(client, "few", few);
    await fill(client, "many", many);
    const ratios: number[] = [];
    for (let round = -2; round < 15; round += 1) {
      const [a, b] = [await sweep("few"), await sweep("many")];
      if (round >= 0) ratios.push(b / a);
    }
    ratios.sort((a, b) => a - b);
    return { few, many, time: ratios[Math.floor(ratios.length / 2)] ?? Number.NaN, same: reads.few === reads.many };
  } finally {
    client.destroy();
    await stop();
  }
}

const perSecond = async (once: (index: number) => Promise<unknown>, count: number): Promise<number> => {
  const started = performance.now();
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      await once(index);
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  return count / ((performance.now() - started) / 1000);
};

/** Requests a second of the intake of the local stack beside those of a bare PutItem on the same emulator. */
export async function intakeShare() {
  // As it ships: the local stack itself reads the directory anew each time, so that whoever changes it sees that at once.
  const { folder: assembly } = await cloudAssembly({
    region: "us-east-1",
    oidcIssuer: PLACEHOLDER_ISSUER,
    firstAdministrator: "admin",
    proofOfWork: "off",
  });
  const stack = await startLocalStack({ demo: "directory", startAt: "2026-11-23T10:30:00+08:00", assembly });
  const { client, stop } = await emulator();
  const agent = new Agent({ keepAlive: true });
  try {
    await createTable(client, "raw");
    const body = JSON.stringify({
      channel: "web",
      office: "centre",
      subject: "提取",
      content: "我想提取公积金，请问要带什么材料？",
      name: "某人",
      phone: "13900000001",
    });
    let keys = 0;
    // The client of the raw writes talks over node:http, so this one does, too.
    const ask = () => {
      keys += 1;
      const headers = {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "idempotency-key": `benchmark-${process.pid}-${keys}-0123456789`,
      };
      return new Promise<void>((resolve, reject) => {
        request(`${stack.url}/api/inquiries`, { method: "POST", headers, agent }, (response) => {
          response.resume().once("end", () => {
            if (response.statusCode === 201) resolve();
            else reject(new Error(`intake answered ${response.statusCode}`));
          });
        })
          .once("error", reject)
          .end(body);
      });
    };
    const document = { S: "x".repeat(3000) };
    const put = (index: number) =>
      client.send(new PutItemCommand({ TableName: "raw", Item: { number: { S: `Q${index}` }, document } }));
    await perSecond(ask, 100);
    await perSecond(put, 100);
    const rounds: { ours: number; raw: number; share: number }[] = [];
    for (let round = -1; round < 11; round += 1) {
      const [ours, raw] = [await perSecond(ask, 300), await perSecond(put, 300)];
      if (round >= 0) rounds.push({ ours, raw, share: ours / raw });
    }
    const middle = (name: "ours" | "raw" | "share") => median(rounds.map((round) => round[name]));
    return { ours: middle("ours"), raw: middle("raw"), share: middle("share") };
  } finally {
    agent.destroy();
    client.destroy();
    await stop();
    await stack.stop();
  }
}
