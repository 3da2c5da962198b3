import { ask, type Cloud, call } from "./signed-call.ts";

const within = (text: string, tag: string): string[] =>
  [...text.matchAll(new RegExp(`<${tag}>([^<]+)</${tag}>`, "g"))].map(([, value]) => value ?? "");

/** Kinds of which the stacks make some: who finds none of them left must be shown to have looked. */
export const kindsMade = [
  "table",
  "queue",
  "secret",
  "key",
  "log group",
  "function",
  "mapping",
  "schedule",
  "API",
  "role",
  "alarm",
  "dashboard",
  "bucket",
  "distribution",
  "stack",
];

/** The keys that are not on their way to being deleted. */
const keysIn = async (cloud: Cloud): Promise<string[]> => {
  const { Keys } = await call(cloud, "kms", "ListKeys", {});
  const described = await Promise.all(
    Keys.map(({ KeyId }: { KeyId: string }) => call(cloud, "kms", "DescribeKey", { KeyId })),
  );
  return described.flatMap(({ KeyMetadata: { KeyId, KeyState } }) => (KeyState === "PendingDeletion" ? [] : [KeyId]));
};

/** Everything an account still has of what the stacks make, by kind and name. */
export const leftOver = async (cloud: Cloud): Promise<string[]> => {
  const { TableNames } = await call(cloud, "dynamodb", "ListTables", {});
  const { QueueUrls = [] } = await call(cloud, "sqs", "ListQueues", {});
  const { SecretList } = await call(cloud, "secretsmanager", "ListSecrets", {});
  const { logGroups } = await call(cloud, "logs", "DescribeLogGroups", {});
  const functions = JSON.parse(await ask(cloud, "lambda", "/2015-03-31/functions"));
  const mappings = JSON.parse(await ask(cloud, "lambda", "/2015-03-31/event-source-mappings"));
  const schedules = JSON.parse(await ask(cloud, "scheduler", "/schedules"));
  const apis = JSON.parse(await ask(cloud, "apigateway", "/v2/apis"));
  const roles = await ask(cloud, "iam", "/", "Action=ListRoles&Version=2010-05-08");
  const alarms = await ask(cloud, "monitoring", "/", "Action=DescribeAlarms&Version=2010-08-01");
  const dashboards = await ask(cloud, "monitoring", "/", "Action=ListDashboards&Version=2010-08-01");
  const stacks = await ask(cloud, "cloudformation", "/", "Action=DescribeStacks&Version=2010-05-15");
  const buckets = await ask(cloud, "s3", "/");
  const distributions = await ask(cloud, "cloudfront", "/2020-05-31/distribution");
  const named = (kind: string, names: readonly string[]) => names.map((name) => `${kind} ${name}`);
  const each = (kind: string, found: readonly Record<string, string>[], name: string) =>
    named(
      kind,
      found.map((one) => one[name] ?? "without a name"),
    );
  return [
    ...named("table", TableNames),
    ...named("queue", QueueUrls),
    ...each("secret", SecretList, "Name"),
    ...named("key", await keysIn(cloud)),
    ...each("log group", logGroups, "logGroupName"),
    ...each("function", functions.Functions, "FunctionName"),
    ...each("mapping", mappings.EventSourceMappings, "UUID"),
    ...each("schedule", schedules.Schedules, "Name"),
    ...each("API", apis.Items ?? apis.items ?? [], apis.Items ? "Name" : "name"),
    ...named("role", within(roles, "RoleName")),
    ...named("alarm", within(alarms, "AlarmName")),
    ...named("dashboard", within(dashboards, "DashboardName")),
    ...named("bucket", within(buckets, "Name")),
    ...named("distribution", within(distributions, "DomainName")),
    ...named("stack", within(stacks, "StackName")),
  ];
};
