import type { DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { SQSEvent } from "aws-lambda";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as z from "zod";
import { watchOperations } from "#functions/watch-operations/watch-operations.ts";
import { offices } from "#infra/local/demo-directory.ts";
import { caseWatch } from "#shared/aws/case-watch.ts";
import { eachRecord } from "#shared/lambda/batch.ts";
import { measuredInbox, publish } from "#shared/lambda/metrics.ts";
import type { Inbox, InboxNotice } from "#shared/ports/inbox.ts";
import { synthesise } from "#test/infra/synthesised.ts";

const known = { offices, staff: [], outsideBodies: [], roster: [], calendarYears: {} };
const directory = { everybody: () => Promise.resolve(known as never) };

/** Open cases as the indexes have them: unit and due instant. */
const casesOf = (open: readonly (readonly [unit: string, dueAt: string])[], oldestLook?: string) => ({
  oldestLook: () => Promise.resolve(oldestLook),
  open: (unit: string, before = "~") =>
    Promise.resolve(open.filter(([unitId, dueAt]) => unitId === unit && dueAt < before).length),
});

const NOW = "2026-03-02T04:00:00.000Z";

test.each([
  ["nothing is due", undefined, 0],
  ["the next look is still to come", "2026-03-02T05:00:00.000Z", 0],
  ["a look is a quarter of an hour overdue", "2026-03-02T03:45:00.000Z", 900],
])("the audit is as late as its oldest look: %s", async (_, oldest, seconds) => {
  const watched = await watchOperations(NOW, { cases: casesOf([], oldest), directory });
  expect(watched.OldestDueSeconds).toBe(seconds);
});

test("open inquiries of all units are counted, those due within a day and those overdue apart", async () => {
  const cases = casesOf([
    ["collection", "2026-03-01T04:00:00.000Z"],
    ["withdrawal", "2026-03-02T10:00:00.000Z"],
    ["moyu-branch", "2026-03-20T10:00:00.000Z"],
    ["moyu-branch", "9999"],
  ]);
  expect(await watchOperations(NOW, { cases, directory })).toMatchObject({
    OpenInquiries: 4,
    OverdueInquiries: 1,
    DueWithinADay: 1,
  });
});

test.each([
  ["in spring, the year being known", NOW, 0],
  ["44 days before a year whose notice is not loaded", "2026-11-18T04:00:00.000Z", 1],
])("the calendar is missing or not: %s", async (_, now, missing) => {
  const { CalendarYearMissing } = await watchOperations(now, { cases: casesOf([]), directory });
  expect(CalendarYearMissing).toBe(missing);
});

test.each(["inquiries", "suggestions", "boxes", "conduct", "inspections"])(
  "the oldest look is found among the %s too",
  async (late) => {
    const dueAt = (table: unknown) => (table === late ? "2026-03-01T04:00:00.000Z" : "2026-03-05T04:00:00.000Z");
    const send = ({ input }: QueryCommand) => Promise.resolve({ Items: [{ dueAt: { S: dueAt(input.TableName) } }] });
    const others = ["suggestions", "boxes", "conduct", "inspections"];
    const watch = caseWatch({ send } as unknown as DynamoDBClient, { inquiries: "inquiries", others });
    expect(await watch.oldestLook()).toBe("2026-03-01T04:00:00.000Z");
  },
);

let lines: string[] = [];
beforeEach(() => {
  lines = [];
  // Outside Lambda the measurements go to the console that a test can read.
  vi.stubEnv("POWERTOOLS_DEV", "true");
  vi.stubEnv("POWERTOOLS_METRICS_DISABLED", "false");
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** What CloudWatch makes of the lines: the value of each metric by its name and dimensions. */
const measurements = (): Record<string, number> =>
  Object.fromEntries(
    lines
      .map((line) => JSON.parse(line))
      .flatMap((line) =>
        line._aws.CloudWatchMetrics.flatMap(
          ({
            Namespace,
            Dimensions,
            Metrics,
          }: {
            Namespace: string;
            Dimensions: string[][];
            Metrics: { Name: string }[];
          }) =>
            Metrics.map(({ Name }) => {
              const dimensions = (Dimensions[0] ?? []).map((name) => `${name}=${line[name]}`).sort();
              return [`${Namespace} ${Name} ${dimensions.join(" ")}`, line[Name]];
            }),
        ),
      ),
  );

const delivered: InboxNotice = {
  recipientId: "wang-min",
  key: "2026-03-02T03:59:30.000Z QABCD-EFGHJ 7",
  kind: "escalation",
  number: "QABCD-EFGHJ",
  subject: "购房提取",
  clause: "SC-5",
  level: 1,
  deliveredAt: NOW,
};

test("a delivery is measured by level and time on the way, without a word about the case", async () => {
  const inbox = { deliver: () => Promise.resolve() } as unknown as Inbox;
  await measuredInbox(inbox).deliver(delivered);
  expect(measurements()).toEqual({
    "Shouwen Delivered notice=escalation-1 service=shouwen": 1,
    "Shouwen DeliverySeconds service=shouwen": 30,
  });
  expect(lines.join()).not.toMatch(/QABCD|wang-min|购房/);
});

const batch = (...bodies: string[]) =>
  ({
    Records: bodies.map((body, index) => ({
      messageId: String(index),
      body,
      eventSourceARN: "arn:aws-cn:sqs:cn-north-1:111122223333:Escalations-1",
    })),
  }) as SQSEvent;
const failsAt = (failing: string) => (message: string) =>
  message === failing ? Promise.reject(new Error("broken")) : Promise.resolve();

test("messages that failed are measured under their queue, for a function that reports them hasn't failed itself", async () => {
  await eachRecord(batch('"a"', '"b"', '"b"'), z.string(), failsAt("b"));
  expect(measurements()).toEqual({ "Shouwen FailedMessages queue=Escalations-1 service=shouwen": 2 });
});

test("where none failed nothing is measured", async () => {
  await eachRecord(batch('"a"'), z.string(), failsAt("b"));
  expect(measurements()).toEqual({});
});

test("what alarms and dashboard look at is what is published, under the same names", async () => {
  const { ofType, texts } = synthesise({ region: "cn-north-1" });
  const alarmed = ofType<{ Namespace?: string; MetricName: string; Dimensions: { Name: string }[] }>(
    "AWS::CloudWatch::Alarm",
  )
    .map(({ properties }) => properties)
    .filter(({ Namespace }) => Namespace === "Shouwen")
    .map(({ MetricName, Dimensions }) => `${MetricName} ${Dimensions.map(({ Name }) => Name).sort()}`);
  const shown = [
    ...(texts["ShouwenService"] ?? "").matchAll(/\\"Shouwen\\",\\"(\w+)\\"(?:,\\"(notice|queue)\\")?/g),
  ].map(([, name, dimension]) => `${name} ${[dimension, "service"].filter(Boolean)}`);
  publish(await watchOperations(NOW, { cases: casesOf([]), directory }));
  await measuredInbox({ deliver: () => Promise.resolve() } as unknown as Inbox).deliver(delivered);
  await eachRecord(batch('"b"'), z.string(), failsAt("b"));
  const published = Object.keys(measurements()).map((written) => {
    const [, name, ...dimensions] = written.split(" ");
    return `${name} ${dimensions.map((each) => each.split("=")[0])}`;
  });
  expect([...new Set([...alarmed, ...shown])].sort()).toEqual([...new Set(published)].sort());
});
