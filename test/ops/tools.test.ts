import { execFile } from "node:child_process";
import { promisify } from "node:util";
import {
  DeleteTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { slotTable } from "#shared/aws/slot-table.ts";
import { storedNumber } from "#shared/domain/receipt.ts";
import { onStack } from "#test/scenarios/stack.ts";

const running = onStack("2026-11-23T10:30:00+08:00");

const ops = async (...args: string[]): Promise<string> => {
  const env = { ...process.env, PORT: new URL(running.stack.url).port };
  const { stdout } = await promisify(execFile)(process.execPath, ["infra/ops/run.ts", "--local", ...args], { env });
  return stdout;
};
const refusal = (...args: string[]): Promise<string> =>
  ops(...args).then(
    () => "nothing was refused",
    (error: { stderr: string }) => error.stderr,
  );

const SECRET_WORDS = "我的房子在和田市某小区三栋";

/** An urgent inquiry, so that a notice of it lies in an inbox. */
const registered = async (): Promise<string> => {
  const { body } = await running.ask({ urgent: true, subject: SECRET_WORDS, content: SECRET_WORDS, name: "阿卜杜拉" });
  return body.number;
};

test("an open case is exported whole, with a chain that verifies, and not erased", async () => {
  const number = await registered();
  const exported = JSON.parse(await ops("export-case", number));
  expect([exported.chain, Object.values(exported.texts).includes(SECRET_WORDS)]).toEqual(["whole", true]);
  expect(await refusal("erase-person", number)).toContain("is open");
});

test("a closed case keeps who did what and when, and no word of the citizen in case, lists or inboxes", async () => {
  const number = await registered();
  const { caseworkerId } = (await running.see("gulinar", number)).body;
  await running.command(caseworkerId, number, { type: "accept" });
  const head = caseworkerId === "rena" ? "chen-hao" : "wang-min";
  await running.command(head, number, { type: "acknowledgeUrgent" });
  const completed = await running.command(caseworkerId, number, {
    type: "complete",
    text: "已为您办好，款项明天到账。",
  });
  expect(completed.body.stage).toBe("closed");

  expect(await ops("erase-person", number)).toMatch(/texts and the person erased, [1-9]\d* notices emptied/);
  const exported = JSON.parse(await ops("export-case", number));
  expect([exported.chain, exported.texts, exported.history.length > 3]).toEqual(["whole", {}, true]);
  const inbox = await running.as(head)("GET", "/api/staff/inbox");
  const seen = await running.see("gulinar", number);
  expect(
    JSON.stringify([inbox.body.items.filter((item: { number: string }) => item.number === number), seen.body]),
  ).not.toContain(SECRET_WORDS);
}, 60_000);

test("without a new calendar nothing moves, and without expired holds nothing is released", async () => {
  await registered();
  expect(await ops("recompute-calendar")).toMatch(/^[1-9]\d* open inquiries looked at, the dates of 0 moved/);
  expect(await ops("release")).toMatch(/^0 places given back, 0 confirmed/);
});

test("a place whose hold ran out is given back, or confirmed where the case says that it took it", async () => {
  const slot = (desk: string) => ({
    officeId: "centre",
    desk,
    startsAt: "2026-12-01T10:00:00+08:00",
    endsAt: "2026-12-01T10:30:00+08:00",
    place: "1号窗口",
    withId: "rena",
    capacity: 2,
  });
  const idOf = (desk: string) => `centre~20261201T020000Z~${desk}`;
  for (const desk of ["one", "two"])
    await running.as("admin")("PUT", `/api/staff/directory/slots/${encodeURIComponent(idOf(desk))}`, slot(desk));
  const number = await registered();
  const { caseworkerId } = (await running.see("gulinar", number)).body;
  await running.command(caseworkerId, number, { type: "accept" });
  const appointed = await running.command(caseworkerId, number, {
    type: "appoint",
    slotId: idOf("one"),
    bring: ["身份证"],
  });
  expect(appointed.body.stage).toBe("appointed");

  // What is left of a function that died between holding a place and confirming it: in one slot after, in the other before the case took it.
  const { tables: endpoint } = (await running.call("GET", "/local/endpoints")).body;
  const client = new DynamoDBClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "operator", secretAccessKey: "operator" },
  });
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const slots = slotTable(client, TableNames.find((name) => name.includes("-SlotsTable")) ?? "");
  const heldUntil = "2026-11-23T02:00:00.000Z";
  for (const desk of ["one", "two"]) {
    const found = await slots.find(idOf(desk));
    if (found === undefined) throw new Error("no slot");
    await slots.save({ ...found, places: [{ number: storedNumber(number) ?? "", heldUntil, confirmed: false }] });
  }

  expect(await ops("release")).toMatch(/^1 places given back, 1 confirmed, 0 slots changed/);
  const [one, two] = await Promise.all(["one", "two"].map((desk) => slots.find(idOf(desk))));
  expect([one?.places.map(({ confirmed }) => confirmed), two?.places]).toEqual([[true], []]);
});

test("dead letters are shown, sent again and dropped by the name of their queue", async () => {
  expect([await ops("letters", "Escalations"), await ops("redrive", "Escalations")]).toEqual([
    "none\n",
    "0 messages sent again to Escalations\n",
  ]);
  expect(await ops("drop", "UrgentReports")).toContain("deleted");
});

/** The tables as whoever is on call may use them, and their names as CloudFormation would have made them. */
const onCall = async () => {
  const { tables: endpoint } = (await running.call("GET", "/local/endpoints")).body;
  const credentials = { accessKeyId: "on-call", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint, region: "us-east-1", credentials });
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  return { client, named: (part: string) => TableNames.find((name) => name.includes(`-${part}Table`)) ?? "" };
};

test("whoever is on call finds what is due of every kind, and sees its keys alone", async () => {
  await registered();
  const { client, named } = await onCall();
  const due = async (table: string) => {
    const asked = { TableName: named(table), IndexName: "due", KeyConditionExpression: "dueShard = :shard" };
    const pages = await Promise.all(
      ["0", "1", "2", "3"].map((S) =>
        client.send(new QueryCommand({ ...asked, ExpressionAttributeValues: { ":shard": { S } } })),
      ),
    );
    return pages.flatMap(({ Items = [] }) => Items.map((item) => Object.keys(item).sort()));
  };
  const [inquiries = [], ...others] = await Promise.all(
    ["Inquiries", "Suggestions", "Boxes", "Conduct", "Inspections"].map(due),
  );
  expect(new Set([inquiries, ...others].flat().map(String))).toEqual(new Set(["dueAt,dueShard,number"]));
});

test("whoever is on call can't take a table away, change the directory or look into the register of conduct", async () => {
  const { client, named } = await onCall();
  const denied = (deed: Promise<unknown>) =>
    deed.then(
      () => "done",
      (error: Error) => error.name,
    );
  const Item = { kind: { S: "staff" }, id: { S: "on-call" } };
  expect(
    await Promise.all(
      [
        client.send(new DeleteTableCommand({ TableName: named("Inquiries") })),
        client.send(new PutItemCommand({ TableName: named("Directory"), Item })),
        client.send(new GetItemCommand({ TableName: named("Conduct"), Key: { staffId: { S: "aysha" } } })),
        client.send(new GetItemCommand({ TableName: named("Inspections"), Key: { number: { S: "I1" } } })),
      ].map(denied),
    ),
  ).toEqual(Array(4).fill("AccessDeniedException"));
});

test.each([[[]], [["redrive"]], [["export-case", ""]], [["forget"]]])(
  "%j is answered with what there is",
  async (args) => {
    expect(await refusal(...args)).toContain("erase-person NUMBER");
  },
);
