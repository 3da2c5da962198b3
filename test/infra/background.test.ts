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
  readonly Target: { readonly Arn: Value; readonly DeadLetterConfig: Value; readonly RetryPolicy: Value };
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

test("a start of the audit that failed for good is kept, and not tried after the next one", () => {
  const [kept] = schedules
    .map(({ properties }) => properties.Target)
    .filter((target) => pointsAt(target.Arn, functionNamed("AuditDeadlines")));
  const queue = ofType("AWS::SQS::Queue").find((candidate) => pointsAt(kept?.DeadLetterConfig, candidate));
  expect([queue?.id, kept?.RetryPolicy]).toEqual([
    expect.stringContaining("Unstarted"),
    { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 2 },
  ]);
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

type AlarmProperties = {
  readonly AlarmDescription: string;
  readonly MetricName: string;
  readonly Dimensions: Value;
  readonly TreatMissingData: string;
  readonly AlarmActions?: string[];
};
const alarms = ofType<AlarmProperties>("AWS::CloudWatch::Alarm");

test.each(functions)("$id rings when it fails", (lambda) => {
  const ringing = alarms.filter(
    ({ properties }) => properties.MetricName === "Errors" && pointsAt(properties.Dimensions, lambda),
  );
  expect(ringing).toHaveLength(1);
});

test("an audit that has stopped rings, although nothing fails", () => {
  const silent = alarms.filter(({ properties }) => properties.TreatMissingData === "breaching");
  expect(silent.map(({ properties }) => properties)).toMatchObject([
    {
      MetricName: "Invocations",
      Period: 60,
      EvaluationPeriods: 2,
      Threshold: 1,
      ComparisonOperator: "LessThanThreshold",
    },
  ]);
});

test("every alarm says in its own words who suffers", () => {
  const said = alarms
    .map(({ properties }) => properties.AlarmDescription)
    .filter((text) => /^[A-Z].{30,}\.$/.test(text));
  expect(new Set(said).size).toBe(alarms.length);
});

test("alarms tell the topic of the settings", () => {
  const alarmTopicArn = "arn:aws-cn:sns:cn-northwest-1:111122223333:on-call";
  const told = synthesise({ region: "cn-northwest-1", alarmTopicArn }).ofType<AlarmProperties>(
    "AWS::CloudWatch::Alarm",
  );
  expect(new Set(told.flatMap(({ properties }) => properties.AlarmActions))).toEqual(new Set([alarmTopicArn]));
});
