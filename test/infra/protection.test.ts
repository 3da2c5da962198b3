import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { regions } from "#infra/regions.ts";
import { shouwen } from "#infra/shouwen.ts";
import {
  centre,
  type FunctionProperties,
  pointsAt,
  type QueueProperties,
  type Resource,
  synthesise,
  type Value,
} from "#test/infra/synthesised.ts";

const { ofType, all } = synthesise({ region: "cn-north-1" });

const isKept = (deletionPolicy: string | undefined) => /^Retain/.test(deletionPolicy ?? "");

test("what can't be made again has a stack of its own", () => {
  const kept = all.filter(({ stack }) => stack === "ShouwenData").map(({ type }) => type);
  expect(new Set(kept)).toEqual(new Set(["AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::SecretsManager::Secret"]));
});

test("everything in that stack stays when the stack goes", () => {
  const lost = all.filter(({ stack, deletionPolicy }) => stack === "ShouwenData" && !isKept(deletionPolicy));
  expect(lost).toEqual([]);
});

describe.each(ofType("AWS::DynamoDB::Table"))("$id", ({ properties }) => {
  test.each([
    ["is closed to deletion", { DeletionProtectionEnabled: true }],
    ["can be restored to any second", { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
    ["is encrypted with a key of ours", { SSESpecification: { SSEEnabled: true, SSEType: "KMS" } }],
    ["is paid by request", { BillingMode: "PAY_PER_REQUEST" }],
    [
      "takes no more requests a second than the settings allow",
      { OnDemandThroughput: { MaxReadRequestUnits: 2000, MaxWriteRequestUnits: 500 } },
    ],
  ])("%s", (_, expected) => {
    expect(properties).toMatchObject(expected);
  });
});

test("no index takes more requests a second than the settings allow", () => {
  const tables = ofType<{ GlobalSecondaryIndexes?: { OnDemandThroughput: Value }[] }>("AWS::DynamoDB::Table");
  const limits = tables.flatMap(({ properties }) => properties.GlobalSecondaryIndexes ?? []);
  expect(new Set(limits.map(({ OnDemandThroughput }) => JSON.stringify(OnDemandThroughput)))).toEqual(
    new Set([JSON.stringify({ MaxReadRequestUnits: 2000, MaxWriteRequestUnits: 500 })]),
  );
});

test("the due index gives the audit keys and nothing else", () => {
  const tables = ofType<{ GlobalSecondaryIndexes?: { IndexName: string; Projection: Value }[] }>(
    "AWS::DynamoDB::Table",
  );
  const due = tables.flatMap(({ properties }) => properties.GlobalSecondaryIndexes ?? []);
  expect(due.filter(({ IndexName }) => IndexName === "due").map(({ Projection }) => Projection)).toEqual([
    { ProjectionType: "KEYS_ONLY" },
    { ProjectionType: "KEYS_ONLY" },
    { ProjectionType: "KEYS_ONLY" },
    { ProjectionType: "KEYS_ONLY" },
    { ProjectionType: "KEYS_ONLY" },
  ]);
});

test("notices expire by themselves", () => {
  const [notices] = ofType("AWS::DynamoDB::Table").filter(({ id }) => id.startsWith("Notices"));
  expect(notices?.properties["TimeToLiveSpecification"]).toEqual({ AttributeName: "expiresAt", Enabled: true });
});

test("keys are rotated", () => {
  expect(ofType("AWS::KMS::Key").map(({ properties }) => properties["EnableKeyRotation"])).toEqual([true, true]);
});

test("the receipt key is made up by CloudFormation and written nowhere", () => {
  const [secret] = ofType("AWS::SecretsManager::Secret").filter(({ id }) => id.startsWith("ReceiptKey"));
  expect([Object.hasOwn(secret?.properties ?? {}, "SecretString"), secret?.properties["GenerateSecretString"]]).toEqual(
    [false, { ExcludePunctuation: true, PasswordLength: 64 }],
  );
});

test("no address and no key of a webhook is in a template", () => {
  const [secret] = ofType("AWS::SecretsManager::Secret").filter(({ id }) => id.startsWith("Webhooks"));
  expect(secret?.properties["SecretString"]).toBe('{"webhooks":[]}');
});

const logged = (log: Resource): boolean =>
  all.some(({ type, properties }) => /Function|Stage/.test(type) && pointsAt(properties, log));

test.each(ofType("AWS::Logs::LogGroup"))("$id is written to and kept for a year", (log) => {
  expect([logged(log), log.properties["RetentionInDays"]]).toEqual([true, 365]);
});

const functions = ofType<FunctionProperties>("AWS::Lambda::Function");
const facePublic =
  /IssueChallenge|ShowCatalogue|ShowFigures|ShowSlots|RegisterInquiry|TrackInquiry|ContinueInquiry|SubmitSuggestion|TrackSuggestion/;

test.each(functions)(
  "$id has a share of concurrency of its own exactly if the public calls it",
  ({ id, properties }) => {
    expect(properties.ReservedConcurrentExecutions).toBe(
      facePublic.test(id.replace(/^[A-Z][a-z]+[A-Z][a-z]+/, "")) ? 20 : undefined,
    );
  },
);

test.each(functions)("$id logs JSON into its own log", ({ properties }) => {
  const sharing = functions.filter((other) =>
    pointsAt(other.properties.LoggingConfig.LogGroup, {
      id: String(Object.values(properties.LoggingConfig.LogGroup)[0]),
    }),
  );
  expect([properties.LoggingConfig.LogFormat, sharing.length]).toEqual(["JSON", 1]);
});

const queues = ofType<QueueProperties>("AWS::SQS::Queue");
const takesDeadLetters = (queue: Resource<QueueProperties>): boolean =>
  queues.some(({ properties }) => pointsAt(properties.RedrivePolicy?.deadLetterTargetArn, queue)) ||
  ofType("AWS::Scheduler::Schedule").some(({ properties }) => pointsAt(properties, queue));

test.each(queues)("$id has dead letters, or is where they go and rings at the first", (queue) => {
  const rings = ofType("AWS::CloudWatch::Alarm").some(
    ({ properties }) => properties["Threshold"] === 1 && pointsAt(properties["Dimensions"], queue),
  );
  expect(takesDeadLetters(queue) ? rings : queue.properties.RedrivePolicy?.maxReceiveCount === 5).toBe(true);
});

test.each(queues)("$id is encrypted and refuses what doesn't come over TLS", (queue) => {
  const policy = ofType("AWS::SQS::QueuePolicy").find(({ properties }) => pointsAt(properties["Queues"], queue));
  expect([queue.properties.SqsManagedSseEnabled, JSON.stringify(policy?.properties["PolicyDocument"])]).toEqual([
    true,
    expect.stringContaining('"Condition":{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"'),
  ]);
});

test.each(regions)("a trial in %s leaves nothing behind", (region) => {
  const trial = synthesise({ region, disposable: true });
  const left = trial.all.filter(
    ({ deletionPolicy, properties }) => isKept(deletionPolicy) || properties["DeletionProtectionEnabled"] === true,
  );
  expect(left).toEqual([]);
});

test.each([
  [false, ["ShouwenData closed", "ShouwenFirewall open", "ShouwenService open"]],
  [true, ["ShouwenTrialData open", "ShouwenTrialFirewall open", "ShouwenTrialService open"]],
])(
  "a trial has stacks of its own, so that no setting opens the data of a centre: disposable %s",
  (disposable, stacks) => {
    const outdir = mkdtempSync(join(tmpdir(), "shouwen-stacks-"));
    const context = { ...centre, disposable, region: "eu-central-1", firewall: true };
    const made = shouwen({ outdir, builtinCloudFormationValidation: false, context }).synth().stacks;
    rmSync(outdir, { recursive: true });
    const protection = (closed?: boolean) => (closed === true ? "closed" : "open");
    expect(
      made.map(({ stackName, terminationProtection }) => `${stackName} ${protection(terminationProtection)}`).sort(),
    ).toEqual(stacks);
  },
);

test("a creation that fails leaves nothing in the way of the next, but for tables, which can't be deleted by a slip", () => {
  const left = all.filter(({ deletionPolicy }) => deletionPolicy === "Retain").map(({ type }) => type);
  expect(new Set(left)).toEqual(new Set(["AWS::DynamoDB::Table"]));
});
