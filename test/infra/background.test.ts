import { expect, test } from "vitest";
import {
  type FunctionProperties,
  pointsAt,
  type QueueProperties,
  synthesise,
  type Value,
} from "#test/infra/synthesised.ts";

const { ofType } = synthesise({ region: "cn-northwest-1" });
const functions = ofType<FunctionProperties>("AWS::Lambda::Function");
const functionNamed = (name: string) => {
  const found = functions.find(({ id }) => id.includes(`${name}Function`));
  if (found === undefined) throw new Error(`no function ${name}`);
  return found;
};

type ScheduleProperties = {
  readonly ScheduleExpression: string;
  readonly ScheduleExpressionTimezone?: string;
  readonly State?: string;
  readonly Target: {
    readonly Arn: Value;
    readonly DeadLetterConfig: Value;
    readonly RetryPolicy: Value;
    readonly Input?: string;
  };
};
const schedules = ofType<ScheduleProperties>("AWS::Scheduler::Schedule");

test("the audit runs every minute", () => {
  const running = schedules.filter(({ properties }) =>
    pointsAt(properties.Target.Arn, functionNamed("AuditDeadlines")),
  );
  expect(running.map(({ properties }) => [properties.ScheduleExpression, properties.State ?? "ENABLED"])).toEqual([
    ["rate(1 minute)", "ENABLED"],
  ]);
});

test.each([
  ["TallyFigures", "every night", "cron(10 2 * * ? *)"],
  ["SendDigest", "every Monday at nine", "cron(0 9 ? * MON *)"],
])("%s runs %s, by the clock of Beijing, and a start that failed for good is kept", (name, _when, expression) => {
  const [started] = schedules
    .map(({ properties }) => properties)
    .filter(({ Target }) => pointsAt(Target.Arn, functionNamed(name)));
  const kept = ofType("AWS::SQS::Queue").some((queue) => pointsAt(started?.Target.DeadLetterConfig, queue));
  expect([started?.ScheduleExpression, started?.ScheduleExpressionTimezone, kept]).toEqual([
    expression,
    "Asia/Shanghai",
    true,
  ]);
});

test("an audit ends before the next begins", () => {
  expect(functionNamed("AuditDeadlines").properties.Timeout).toBeLessThan(60);
});

test.each(schedules)("a start by $id that failed for good is kept", ({ properties }) => {
  const kept = ofType("AWS::SQS::Queue").find((queue) => pointsAt(properties.Target.DeadLetterConfig, queue));
  expect(kept?.id).toContain("FailedStarts");
});

type TriesProperties = {
  readonly FunctionName: Value;
  readonly MaximumRetryAttempts: number;
  readonly MaximumEventAgeInSeconds: number;
  readonly DestinationConfig: { readonly OnFailure: { readonly Destination: Value } };
};
const tries = ofType<TriesProperties>("AWS::Lambda::EventInvokeConfig");

// The scheduler doesn't wait: https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html
test.each(schedules)(
  "what $id started and failed for good is kept as well, where the start would be",
  ({ properties }) => {
    const started = functions.find((lambda) => pointsAt(properties.Target.Arn, lambda));
    const [found] = tries.filter((each) => started && pointsAt(each.properties.FunctionName, started));
    expect(found?.properties.DestinationConfig.OnFailure.Destination).toEqual(
      (properties.Target.DeadLetterConfig as { readonly Arn: Value }).Arn,
    );
  },
);

test.each([
  ["AuditDeadlines", 0, 60],
  ["WatchOperations", 0, 60],
  ["TallyFigures", 2, 4 * 3600],
  ["SendDigest", 2, 6 * 3600],
])("%s that failed is started again %i times, and no later than %i seconds after", (name, again, seconds) => {
  const [found] = tries.filter(({ properties }) => pointsAt(properties.FunctionName, functionNamed(name)));
  expect([found?.properties.MaximumRetryAttempts, found?.properties.MaximumEventAgeInSeconds]).toEqual([
    again,
    seconds,
  ]);
});

test("a start of the audit is not tried after the next one", () => {
  const audit = schedules.find(({ properties }) => pointsAt(properties.Target.Arn, functionNamed("AuditDeadlines")));
  expect(audit?.properties.Target.RetryPolicy).toMatchObject({ MaximumEventAgeInSeconds: 60 });
});

test.each(schedules)("$id hands over an id under which the log shows what came of the start", ({ properties }) => {
  expect(JSON.parse(properties.Target.Input ?? "{}")).toEqual({ correlationId: "<aws.scheduler.execution-id>" });
});

type MappingProperties = {
  readonly EventSourceArn: Value;
  readonly FunctionName: Value;
  readonly FunctionResponseTypes: string[];
};
const mappings = ofType<MappingProperties>("AWS::Lambda::EventSourceMapping");

const consumers = [
  ["UrgentReportsQueue", "DeliverNotice"],
  ["EscalationsQueue", "DeliverNotice"],
  ["OutwardQueue", "NotifyOut"],
] as const;

test.each(consumers)("%s is delivered message by message by %s", (name, consumer) => {
  const queue = ofType<QueueProperties>("AWS::SQS::Queue").find(({ id }) => id.startsWith(name));
  const delivered = mappings.filter(
    ({ properties }) => queue !== undefined && pointsAt(properties.EventSourceArn, queue),
  );
  expect(
    delivered.map(({ properties }) => [
      pointsAt(properties.FunctionName, functionNamed(consumer)),
      properties.FunctionResponseTypes,
    ]),
  ).toEqual([[true, ["ReportBatchItemFailures"]]]);
});

test.each(consumers)("%s hides a message six times as long as its delivery by %s may take", (name, consumer) => {
  const queue = ofType<QueueProperties>("AWS::SQS::Queue").find(({ id }) => id.startsWith(name));
  expect(queue?.properties.VisibilityTimeout).toBe(6 * functionNamed(consumer).properties.Timeout);
});
