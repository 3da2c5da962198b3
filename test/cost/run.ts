import { join } from "node:path";
import { DescribeTableCommand, DynamoDBClient, GetItemCommand, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { billOfYear, type LifeOfInquiry } from "#infra/cost/bill.ts";
import { monthOfFlood } from "#infra/cost/flood.ts";
import { ningxia, northVirginia, type Prices } from "#infra/cost/prices.ts";
import { type IndexShape, type Item, sizeOf, unitsOfPut, unitsOfRead } from "#infra/cost/units.ts";
import { givenContext } from "#infra/given-context.ts";
import { type LocalStack, startLocalStack } from "#infra/local/stack.ts";
import { floodedRoutes } from "#test/infra/flooded-routes.ts";
import { synthesise } from "#test/infra/synthesised.ts";

// One inquiry is lived through on the local stack; after each step its item is read and the step's units are counted by DynamoDB's rules.
process.env["PROOF_OF_WORK"] = "off";
const stack = await startLocalStack({ demo: "directory", startAt: "2026-11-23T10:30:00+08:00" });
try {
  await print(stack);
} finally {
  await stack.stop();
}

async function print({ url, token }: LocalStack): Promise<void> {
  const { tables: endpoint } = (await (await fetch(`${url}/local/endpoints`)).json()) as { tables: string };
  const credentials = { accessKeyId: "operator", secretAccessKey: "operator" };
  const client = new DynamoDBClient({ endpoint, region: "us-east-1", credentials });
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const table = TableNames.find((name) => name.includes("-InquiriesTable")) ?? "";
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  const indexes: IndexShape[] = (Table?.GlobalSecondaryIndexes ?? []).map(({ KeySchema = [], Projection }) => ({
    keys: KeySchema.map(({ AttributeName = "" }) => AttributeName),
    shows: Projection?.NonKeyAttributes ?? [],
  }));

  const ask = async (method: string, path: string, body: unknown, headers: Record<string, string>) => {
    const sent = { "content-type": "application/json", ...headers };
    const answer = await fetch(url + path, {
      method,
      headers: sent,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: only its version and number are read
    const json: any = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(json)}`);
    return { json, etag: answer.headers.get("etag") ?? "" };
  };
  const read = async (number: string): Promise<Item> => {
    const { Item: item } = await client.send(new GetItemCommand({ TableName: table, Key: { number: { S: number } } }));
    return item as unknown as Item;
  };

  const rows: { step: string; kb: number; writes: number; inIndexes: number; reads: number }[] = [];
  let before: Item | undefined;
  const measure = async (step: string, number: string) => {
    const after = await read(number);
    const units = unitsOfPut(before, after, ["number"], indexes);
    // A command reads the case and the member of staff; the directory is read once in half a minute for all.
    const reads = before === undefined ? 0 : unitsOfRead(sizeOf(before)) + 1;
    rows.push({ step, kb: sizeOf(after) / 1024, writes: units.table, inIndexes: units.indexes, reads });
    before = after;
  };

  const submission = {
    channel: "web",
    office: "centre",
    subject: "购房提取需要什么材料",
    content: "我在和田市买了房，想提取公积金，请问要带什么材料，什么时候可以到账，能不能网上办理？".repeat(2),
    name: "阿卜杜拉",
    phone: "13900000001",
    serviceCode: "TQ-01",
  };
  const { json: receipt } = await ask("POST", "/api/inquiries", submission, {
    "idempotency-key": "cost-of-one-inquiry",
  });
  const { number } = receipt;
  await measure("intake", number);
  const bearer = { authorization: `Bearer ${await token("aysha")}` };
  const reply = {
    type: "reply",
    text: "您好，您的材料我们正在核对，有结果会马上告诉您。请保持电话畅通，如有疑问可随时联系我们。",
  };
  const commands = [
    { type: "accept" },
    ...Array.from({ length: 10 }, () => reply),
    { type: "complete", text: "已为您办好，款项明天到账。" },
  ];
  for (const command of commands) {
    const { etag } = await ask("GET", `/api/staff/inquiries/${number}`, undefined, bearer);
    await ask("POST", `/api/staff/inquiries/${number}/commands`, command, { ...bearer, "if-match": etag });
    await measure(command.type, number);
  }

  const sum = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + pick(row), 0);
  console.log("Measured on one inquiry of twelve commands (units by DynamoDB's rules from the items as stored)\n");
  console.log("step        item KB   write units   of them in indexes   read units");
  for (const { step, kb, writes, inIndexes, reads } of rows)
    console.log(
      `${step.padEnd(12)}${kb.toFixed(1).padStart(7)}${String(writes + inIndexes).padStart(14)}${String(inIndexes).padStart(21)}${String(reads).padStart(13)}`,
    );

  const lastKb = rows.at(-1)?.kb ?? 0;
  const views = { tracked: 3, opened: 15, listed: 10 };
  const notices = 3;
  const requests = rows.length + views.tracked + views.opened + views.listed;
  const viewReads = (views.tracked + views.opened) * unitsOfRead((lastKb * 1024) / 2) + views.listed * 2 + views.opened;
  const one: LifeOfInquiry = {
    // Delivering a notice writes the inbox and ticks it off in the case; the audit had written that it is owed.
    writeUnits: sum(({ writes, inIndexes }) => writes + inIndexes) + notices * (1 + 2 * Math.ceil(lastKb / 2)),
    readUnits: sum(({ reads }) => reads) + viewReads + notices * 3 * unitsOfRead((lastKb * 1024) / 2),
    requests,
    invocations: requests + notices,
    gbSeconds: (requests + notices) * 0.04 * 0.5,
    queueRequests: notices * 3,
    loggedKb: (requests + notices) * 0.9,
    storedKb: lastKb * 1.2,
  };
  console.log(`
Terms, beside the above: each inquiry is tracked ${views.tracked}×, opened ${views.opened}×, in a listed page ${views.listed}×; ${notices} notices delivered; 40 ms at 512 MB an invocation
(assumed, not measured on AWS); 0.9 KB of log a request; kept five years; Lambda asks each queue fifteen times a minute whether anything has come; no free
allowance, no tax, no data transfer, no CDN, no requests to KMS (DynamoDB asks once in five minutes for each table and function that uses it).
Prices: ${[northVirginia, ningxia].map(({ region, asOf, source }) => `${region}, ${asOf}, ${source}`).join(";\n        ")}.
One inquiry: ${one.writeUnits.toFixed(0)} write units, ${one.readUnits.toFixed(0)} read units, ${one.requests} requests, ${one.storedKb.toFixed(1)} KB kept.
`);

  const { all, texts } = synthesise({ region: "us-east-1" });
  const count = (type: string) => all.filter((resource) => resource.type === type).length;
  const standing = {
    alarms: count("AWS::CloudWatch::Alarm"),
    // As the dashboard shows them; charged for the hours in which there are any.
    metrics:
      new Set(
        texts["ShouwenService"]?.match(
          /\\"Shouwen\\",\\"\w+\\",(?:\\"notice\\",\\"[\w-]+\\"|\\"queue\\",\\"[^{]*\{[^}]*\})?/g,
        ),
      ).size + count("AWS::Logs::MetricFilter"),
    keys: count("AWS::KMS::Key"),
    secrets: count("AWS::SecretsManager::Secret"),
    dashboards: count("AWS::CloudWatch::Dashboard"),
    startsAMonth: 730 * (60 + 12),
    // Five pollers to begin with, each asking for twenty seconds: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
    pollsAMonth: count("AWS::Lambda::EventSourceMapping") * 5 * 3 * 60 * 730,
  };
  const scales = {
    "prefecture, 20,000 a year": 20_000,
    "province, 5M a year": 5e6,
    "country, 500M a year": 500e6,
    "1M inquiries": 1e6,
  };
  const money = (amount: number, { currency }: Prices, digits = amount < 1000 ? 2 : 0) =>
    `${currency === "USD" ? "$" : "¥"}${amount.toFixed(digits)}`;
  for (const prices of [northVirginia, ningxia]) {
    console.log(`${prices.region}, in ${prices.currency}${prices.estimated.length > 0 ? " (at most: see below)" : ""}`);
    for (const [name, inquiries] of Object.entries(scales)) {
      const bill = billOfYear(inquiries, one, standing, prices);
      const total = Object.values(bill).reduce((whole, part) => whole + part, 0);
      console.log(`${name}: ${money(total, prices)} a year, ${money(total / inquiries, prices, 6)} each`);
      for (const [what, cost] of Object.entries(bill))
        console.log(`  ${what.padEnd(42)}${cost.toFixed(2).padStart(14)}`);
    }
    console.log();
  }
  console.log(`Of ${ningxia.region} these prices could not be read anywhere, and stand at what they cost at most, as far as the others tell (reads at a
fifth of writes, the rest at the most yuan for a dollar of ${northVirginia.region} that any price asks): ${ningxia.estimated.join(", ")}.
Writes stand at their price before the cut of November 2024, for it could not be read whether China followed.`);

  const settings = { ...givenContext(process.argv.slice(2), join(import.meta.dirname, "../..")), region: "us-east-1" };
  const flood = [northVirginia, ningxia].map((prices) => money(monthOfFlood(floodedRoutes(settings), prices), prices));
  console.log(
    `\nWorst month: every public route at its throttle (with the settings of cdk.context.json and -c) day and night, and the gateway refusing all it can: at most ${flood.join(", in China ")}, in the dearest region, with what goes out (the API, its functions and tables; a flood of pages is the CDN's bill: docs/deploy.md)\n`,
  );

  // Office hours are 1,700 a year; the busiest hour has four times the mean.
  const peak = (inquiries: number) => (inquiries * rows.length * 4) / (1_700 * 3_600);
  const perWrite = one.writeUnits / rows.length;
  console.log("Partitions: one takes 1,000 write units and 3,000 read units a second and 10 GB.");
  for (const [name, inquiries] of Object.entries(scales).slice(0, 3)) {
    const units = peak(inquiries) * perWrite;
    const keptGb = (inquiries * 5 * one.storedKb) / 1e6;
    const dueWrites = peak(inquiries) * 2;
    console.log(
      `  ${name}: at the peak ${peak(inquiries).toFixed(1)} commands and ${units.toFixed(0)} write units a second, ${keptGb.toFixed(1)} GB kept: ` +
        `${Math.max(1, Math.ceil(units / 1000), Math.ceil(keptGb / 10))} partitions by need; due index ${dueWrites.toFixed(1)} writes a second on 4 shards, ` +
        `${Math.max(1, Math.ceil(dueWrites / 1000))} needed; setting mostWriteUnits ≥ ${Math.ceil((units * 1.5) / 100) * 100}`,
    );
  }
  console.log(`
What breaks first, in this order: (1) the setting mostWriteUnits (500), at about ${Math.floor((500 * 1_700 * 3_600) / (4 * one.writeUnits)).toLocaleString("en")} inquiries a year: raise it;
(2) the setting publicWritesPerSecond (2), at about ${Math.floor((2 * 1_700 * 3_600) / 4).toLocaleString("en")} intakes a year: raise it with the flood budget;
(3) one audit run a minute works off some thousands of due cases (estimated, not measured); (4) the index by unit, when one unit of a centre has more than 1,000 writes a second
on its one key; (5) the directory, read whole every 30 s by each warm function: beyond some thousand staff it has to be split by office.
A country is therefore a deployment for each province or prefecture, not one: centres share nothing, and the bill adds up the same.`);
}
