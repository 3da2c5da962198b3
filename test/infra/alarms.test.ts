import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  type FunctionProperties,
  type PolicyProperties,
  pointsAt,
  type Resource,
  statementsOf,
  synthesise,
  type Value,
} from "#test/infra/synthesised.ts";

type AlarmProperties = {
  readonly AlarmDescription: string;
  readonly MetricName?: string;
  readonly Namespace?: string;
  readonly Dimensions: Value;
  readonly Metrics?: Value;
  readonly Statistic?: string;
  readonly Threshold: number;
  readonly Period?: number;
  readonly EvaluationPeriods: number;
  readonly ComparisonOperator: string;
  readonly TreatMissingData: string;
  readonly AlarmActions?: string[];
};

type FilterProperties = {
  readonly FilterPattern: string;
  readonly LogGroupName: Value;
  readonly MetricTransformations: readonly Record<string, Value>[];
};

const { ofType, texts } = synthesise({ region: "cn-northwest-1" });
const alarms = ofType<AlarmProperties>("AWS::CloudWatch::Alarm");
const named = (metric: string): Resource<AlarmProperties>[] =>
  alarms.filter(({ properties }) => properties.MetricName === metric);

const folder = join(import.meta.dirname, "../../docs/runbooks");
const pages = readdirSync(folder)
  .filter((file) => file !== "README.md")
  .sort();
const pageOf = ({ properties }: Resource<AlarmProperties>): string | undefined =>
  / See docs\/runbooks\/([a-z-]+\.md)$/.exec(properties.AlarmDescription)?.[1];

test.each(ofType<FunctionProperties>("AWS::Lambda::Function"))("$id rings when it fails", (lambda) => {
  expect(named("Errors").filter(({ properties }) => pointsAt(properties.Dimensions, lambda))).toHaveLength(1);
});

test("an audit that has stopped rings within two periods, although nothing fails", () => {
  expect(named("Invocations").map(({ properties }) => properties)).toMatchObject([
    {
      Period: 60,
      EvaluationPeriods: 2,
      Threshold: 1,
      ComparisonOperator: "LessThanThreshold",
      TreatMissingData: "breaching",
    },
  ]);
});

test("an audit that is ten minutes late rings, and so does nobody measuring it", () => {
  expect(named("OldestDueSeconds").map(({ properties }) => properties)).toMatchObject([
    { Namespace: "Shouwen", Threshold: 600, EvaluationPeriods: 2, TreatMissingData: "breaching" },
  ]);
});

test("a calendar that is missing 45 days ahead rings", () => {
  expect(named("CalendarYearMissing").map(({ properties }) => properties)).toMatchObject([
    { Namespace: "Shouwen", Threshold: 1, ComparisonOperator: "GreaterThanOrEqualToThreshold" },
  ]);
});

test("the API rings at its first answer of 5xx", () => {
  const [api] = ofType("AWS::ApiGatewayV2::Api");
  const ringing = named("5xx").filter(({ properties }) => api !== undefined && pointsAt(properties.Dimensions, api));
  expect(ringing.map(({ properties }) => properties.Threshold)).toEqual([1]);
});

test("the API rings when it refuses somebody every other second for five minutes, and not for one who is impatient", () => {
  expect(named("RefusedRequests").map(({ properties }) => properties)).toMatchObject([
    { Statistic: "Sum", Period: 60, EvaluationPeriods: 5, Threshold: 30, TreatMissingData: "notBreaching" },
  ]);
});

test("what counts refused requests reads what the access log writes: fields that are there, as text, on routes that are there", () => {
  const [stage] = ofType<{ AccessLogSettings: { Format: string; DestinationArn: Value } }>("AWS::ApiGatewayV2::Stage");
  const [filter, ...others] = ofType<FilterProperties>("AWS::Logs::MetricFilter");
  const [log] = ofType("AWS::Logs::LogGroup").filter(({ id }) => id.startsWith("PublicApiAccessLog"));
  const written: Record<string, string> = JSON.parse(stage?.properties.AccessLogSettings.Format ?? "{}");
  const sought = [...(filter?.properties.FilterPattern ?? "").matchAll(/\$\.(\w+) (!?=) ("[^"]*"|\S+)/g)];
  const [ringing] = named("RefusedRequests");
  expect([others, log !== undefined && pointsAt(filter?.properties.LogGroupName, log)]).toEqual([[], true]);
  expect(log !== undefined && pointsAt(stage?.properties.AccessLogSettings.DestinationArn, log)).toBe(true);
  expect(sought.map(([, field = "", sign, value]) => [written[field], sign, value])).toEqual([
    ["$context.status", "=", '"429"'],
    ["$context.routeKey", "!=", '"$default"'],
  ]);
  expect(filter?.properties.MetricTransformations).toMatchObject([
    { MetricName: "RefusedRequests", MetricNamespace: ringing?.properties.Namespace, MetricValue: "1" },
  ]);
});

describe("where a front stands before the API", () => {
  const withFront = synthesise({ region: "cn-northwest-1", firewall: true });
  const [front] = withFront.ofType<{ Name: string }>("AWS::ApiGateway::RestApi");
  const ofFront = withFront
    .ofType<AlarmProperties>("AWS::CloudWatch::Alarm")
    .filter(({ properties }) =>
      JSON.stringify(properties.Dimensions ?? []).includes(`"Value":"${front?.properties.Name}"`),
    );

  test("it rings at its first answer of 5xx, and when it is asked for five minutes as much as it takes", () => {
    const [stage] = withFront.ofType<{ MethodSettings: { ThrottlingRateLimit: number }[] }>("AWS::ApiGateway::Stage");
    const aMinute = 60 * (stage?.properties.MethodSettings[0]?.ThrottlingRateLimit ?? 0);
    expect(ofFront.map(({ properties }) => properties)).toMatchObject([
      { MetricName: "5XXError", Statistic: "Sum", Threshold: 1, EvaluationPeriods: 1 },
      { MetricName: "Count", Statistic: "SampleCount", Period: 60, Threshold: 0.9 * aMinute, EvaluationPeriods: 5 },
    ]);
  });

  test("its alarms have pages, and say in their own words who suffers", () => {
    const said = withFront
      .ofType<AlarmProperties>("AWS::CloudWatch::Alarm")
      .map(({ properties }) => properties.AlarmDescription);
    expect(ofFront.map(pageOf)).toEqual(["api-errors.md", "throttled.md"]);
    expect(new Set(said).size).toBe(alarms.length + 2);
  });

  test("elsewhere nothing watches it", () => {
    expect(alarms.filter(({ properties }) => /5XXError|^Count$/.test(properties.MetricName ?? ""))).toEqual([]);
  });

  test("the pages of its alarms speak of it", () => {
    const pagesOfFront = ofFront.map((each) => readFileSync(join(folder, pageOf(each) ?? ""), "utf8"));
    expect(pagesOfFront.map((text) => text.includes("The front"))).toEqual([true, true]);
  });
});

test("the dashboard shows the requests that were refused", () => {
  expect(texts["ShouwenService"]).toContain('\\"Shouwen/AccessLog\\",\\"RefusedRequests\\"');
});

const consumed = ofType("AWS::SQS::Queue").filter(({ properties }) => "RedrivePolicy" in properties);

test.each(consumed)("$id rings when a message has waited for ten minutes", (queue) => {
  const ringing = named("ApproximateAgeOfOldestMessage").filter(({ properties }) =>
    pointsAt(properties.Dimensions, queue),
  );
  expect(ringing.map(({ properties }) => properties.Threshold)).toEqual([600]);
});

test.each(consumed)("$id rings when its messages fail again and again, long before they are dead letters", (queue) => {
  const ringing = named("FailedMessages").filter(({ properties }) => pointsAt(properties.Dimensions, queue));
  expect(ringing.map(({ properties }) => properties)).toMatchObject([
    { Namespace: "Shouwen", Statistic: "Sum", Threshold: 1, Period: 300, EvaluationPeriods: 2 },
  ]);
});

// By request and not by table and index: a refusal that an index causes is counted for the request alone.
const tableRequests = ofType<PolicyProperties>("AWS::IAM::Policy")
  .flatMap(({ properties }) => statementsOf(properties.PolicyDocument))
  .flatMap(({ actions, resources }) =>
    resources.flatMap((resource) =>
      actions
        .filter((action) => action.startsWith("dynamodb:"))
        .map(
          (action) => `${/Output(?:Ref|FnGetAtt)(\w+)Table/.exec(JSON.stringify(resource))?.[1]} ${action.slice(9)}`,
        ),
    ),
  );

test("every request that a table may be asked rings when it is refused", () => {
  const watched = named("ThrottledRequests").map(({ properties: { Dimensions, Statistic, TreatMissingData } }) => {
    const table = /Output(?:Ref|FnGetAtt)(\w+)Table/.exec(JSON.stringify(Dimensions))?.[1];
    const [operation] = (Dimensions as { Name: string; Value: Value }[]).filter(({ Name }) => Name === "Operation");
    return [`${table} ${operation?.Value}`, Statistic, TreatMissingData];
  });
  expect(watched.sort()).toEqual([...new Set(tableRequests)].sort().map((request) => [request, "Sum", "notBreaching"]));
});

test("no alarm hangs on a sum, which has no value where one of its parts has none", () => {
  expect(alarms.filter(({ properties }) => properties.Metrics !== undefined)).toEqual([]);
});

test("every alarm has its page among the runbooks, and every page an alarm", () => {
  expect([...new Set(alarms.map(pageOf))].sort()).toEqual(pages);
});

describe.each(pages)("%s", (page) => {
  const text = readFileSync(join(folder, page), "utf8");

  test("says what it means, where to look, what to do and what comes afterwards", () => {
    const parts = [...text.matchAll(/^\*\*(What it means|Look|Do|Afterwards)/gm)].map(([, part]) => part);
    expect(parts).toEqual(["What it means", "Look", "Do", "Afterwards"]);
  });

  test("leads to pages that exist", () => {
    const linked = [...text.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, file]) => file ?? "");
    expect(linked.filter((file) => ![...pages, "README.md"].includes(file))).toEqual([]);
  });
});

test("every alarm says in its own words who suffers", () => {
  const said = alarms
    .map(({ properties }) => properties.AlarmDescription.replace(/ See docs.*/, ""))
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
