import { ask, type Cloud, call } from "./signed-call.ts";

const within = (text: string, tag: string): string[] =>
  [...text.matchAll(new RegExp(`<${tag}>([^<]+)</${tag}>`, "g"))].map(([, value]) => value ?? "");

/** Everything an account still has of what the stacks make, by kind and name. */
export const leftOver = async (cloud: Cloud): Promise<string[]> => {
  const { TableNames } = await call(cloud, "dynamodb", "ListTables", {});
  const { QueueUrls = [] } = await call(cloud, "sqs", "ListQueues", {});
  const { SecretList } = await call(cloud, "secretsmanager", "ListSecrets", {});
  const functions = JSON.parse(await ask(cloud, "lambda", "/2015-03-31/functions"));
  const mappings = JSON.parse(await ask(cloud, "lambda", "/2015-03-31/event-source-mappings"));
  const schedules = JSON.parse(await ask(cloud, "scheduler", "/schedules"));
  const apis = JSON.parse(await ask(cloud, "apigateway", "/v2/apis"));
  const roles = await ask(cloud, "iam", "/", "Action=ListRoles&Version=2010-05-08");
  const alarms = await ask(cloud, "monitoring", "/", "Action=DescribeAlarms&Version=2010-08-01");
  const stacks = await ask(cloud, "cloudformation", "/", "Action=DescribeStacks&Version=2010-05-15");
  const named = (kind: string, names: readonly string[]) => names.map((name) => `${kind} ${name}`);
  return [
    ...named("table", TableNames),
    ...named("queue", QueueUrls),
    ...named(
      "secret",
      SecretList.map(({ Name }: { Name: string }) => Name),
    ),
    ...named(
      "function",
      functions.Functions.map(({ FunctionName }: { FunctionName: string }) => FunctionName),
    ),
    ...named(
      "mapping",
      mappings.EventSourceMappings.map(({ UUID }: { UUID: string }) => UUID),
    ),
    ...named(
      "schedule",
      schedules.Schedules.map(({ Name }: { Name: string }) => Name),
    ),
    ...named(
      "API",
      (apis.Items ?? apis.items ?? []).map((api: { Name?: string; name?: string }) => api.Name ?? api.name),
    ),
    ...named("role", within(roles, "RoleName")),
    ...named("alarm", within(alarms, "AlarmName")),
    ...named("stack", within(stacks, "StackName")),
  ];
};
