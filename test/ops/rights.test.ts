import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { type PolicyProperties, type Statement, statementsOf, synthesise } from "#test/infra/synthesised.ts";

const root = resolve(import.meta.dirname, "../..");
const folder = join(root, "docs/runbooks");

/** What a command needs: an action, and on what, as a part of the resource's id in the template; on anything of its kind unless given. */
type Right = { readonly action: string; readonly on?: string };

/** A policy that AWS maintains, which `docs/deploy.md` gives to the role on call: what of it the runbooks live by, on every resource. */
type Maintained = { readonly version: string; readonly source: string; readonly actions: readonly string[] };

const maintained: Record<"ViewOnlyAccess" | "CloudWatchReadOnlyAccess", Maintained> = {
  ViewOnlyAccess: {
    version: "v36 of 2026-02-11; still there in v46 of 2026-09-30",
    source: "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ViewOnlyAccess.html",
    actions: [
      "cloudformation:List*",
      "dynamodb:DescribeTable",
      "dynamodb:ListTables",
      "lambda:List*",
      "sqs:ListQueues",
    ],
  },
  CloudWatchReadOnlyAccess: {
    version: "v14 of 2025-12-02; still there in v24 of 2026-02-12",
    source: "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/CloudWatchReadOnlyAccess.html",
    actions: ["cloudwatch:Get*", "cloudwatch:List*", "logs:Describe*", "logs:FilterLogEvents"],
  },
};

// Commands whose action has another name than their own.
const actionOf: Record<string, string> = {
  "lambda invoke": "lambda:InvokeFunction",
  "logs tail": "logs:FilterLogEvents",
};

// Nobody needs a right for it: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
const freeToAll = ["sts get-caller-identity"];

// What the README's functions do to what they are given, whose commands name it by a variable.
const functions: Record<string, (named: string) => Right[]> = {
  start: (named) => [{ action: "lambda:InvokeFunction", on: `${named}Function` }],
  oldest: (named) => [
    { action: "dynamodb:Query", on: `${named}Table.*/index/due` },
    { action: "kms:Decrypt", on: ["Suggestions", "Conduct"].includes(named) ? "SuggestionsKey" : "AttKey" },
  ],
};

const readsQueue = (queue: string): Right[] => [
  { action: "sqs:ListQueues" },
  ...(queue.endsWith("FailedStarts") ? [] : [{ action: "sqs:GetQueueAttributes", on: `${queue}Queue` }]),
  { action: "sqs:GetQueueUrl", on: lettersOf(queue) },
];
const lettersOf = (queue: string): string =>
  queue.endsWith("FailedStarts") ? `${queue}Queue` : `${queue}DeadLettersQueue`;

const onTables = (...done: readonly `${string} ${string}`[]): Right[] => [
  { action: "dynamodb:ListTables" },
  { action: "kms:Decrypt", on: "AttKey" },
  ...done.map((each) => {
    const [action, table] = each.split(" ");
    return { action: `dynamodb:${action}`, on: table?.replace("/", "Table.*/index/") ?? "" };
  }),
];

/** What the tools of `npm run ops` do. Those without a queue are run under just these rights by `tools.test.ts`, too. */
const tools: Record<string, (queue: string) => Right[]> = {
  letters: (queue) => [...readsQueue(queue), { action: "sqs:ReceiveMessage", on: lettersOf(queue) }],
  redrive: (queue) => [
    ...readsQueue(queue),
    { action: "sqs:ReceiveMessage", on: lettersOf(queue) },
    { action: "sqs:DeleteMessage", on: lettersOf(queue) },
    { action: "sqs:SendMessage", on: `${queue}Queue` },
  ],
  drop: (queue) => [...readsQueue(queue), { action: "sqs:PurgeQueue", on: lettersOf(queue) }],
  release: () => onTables("Query Directory", "Query Slots", "PutItem Slots", "GetItem Inquiries"),
  "recompute-calendar": () =>
    onTables("Query Directory", "Query Inquiries/unit", "GetItem Inquiries", "PutItem Inquiries"),
  "export-case": () => onTables("GetItem Inquiries", "GetItem Suggestions"),
  "erase-person": () =>
    ["Inquiries", "Suggestions", "Notices"].flatMap((table) => onTables(`GetItem ${table}`, `UpdateItem ${table}`)),
};

const pascal = (command: string): string =>
  command.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What is written as code: whole blocks, and what stands between backticks. */
const codeIn = (text: string): string =>
  [...text.matchAll(/```sh\n([\s\S]*?)```|`([^`\n]+)`/g)].map(([, block, span]) => block ?? span).join("\n");

/** What whoever follows a page needs, each with the command that needs it. */
const needed = (text: string): { readonly command: string; readonly rights: readonly Right[] }[] => {
  const code = codeIn(text);
  const called = [...code.matchAll(/\baws ([a-z\d-]+) ([a-z\d-]+)(?: --stack-name (\w+))?/g)]
    .map(([, service = "", command = "", stack]) => ({ service, command: `${service} ${command}`, stack }))
    .filter(({ command }) => !freeToAll.includes(command))
    .map(({ service, command, stack }) => {
      const action = actionOf[command] ?? `${service}:${pascal(command.slice(service.length + 1))}`;
      return { command: `aws ${command}`, rights: [{ action, ...(stack && { on: `in ${stack}` }) }] };
    });
  const kinds = /for kind in ([\w ]+);/.exec(code)?.[1]?.split(" ") ?? [];
  const byFunction = Object.entries(functions).flatMap(([name, rightsOf]) =>
    [...code.matchAll(new RegExp(`(?:^|\\bdo )${name} ([A-Z]\\w+|\\$kind)`, "gm"))]
      .flatMap(([, named = ""]) => (named === "$kind" ? kinds : [named]))
      .map((named) => ({ command: `${name} ${named}`, rights: rightsOf(named) })),
  );
  const byTool = [...code.matchAll(/npm run ops -- ([a-z-]+)(?: ([A-Z]\w+))?/g)].map(
    ([command, tool = "", queue = ""]) => ({
      command,
      rights: tools[tool]?.(queue) ?? [{ action: `nobody knows what ${tool} needs` }],
    }),
  );
  return [...called, ...byFunction, ...byTool];
};

const policyOfThoseOnCall = (region: string): Statement[] =>
  synthesise({ region })
    .ofType<PolicyProperties>("AWS::IAM::ManagedPolicy")
    .filter(({ id }) => id.startsWith("OnCall"))
    .flatMap(({ properties }) => statementsOf(properties.PolicyDocument));

const allows = (pattern: string, action: string): boolean =>
  pattern.endsWith("*") ? action.startsWith(pattern.slice(0, -1)) : pattern === action;

/** Whether one of the three policies of the role allows it. The stack that a policy is in is named by a pseudo parameter. */
const held = (own: readonly Statement[], { action, on }: Right): boolean =>
  Object.values(maintained).some(({ actions }) => actions.some((pattern) => allows(pattern, action))) ||
  own.some(
    ({ actions, resources }) =>
      actions.includes(action) &&
      resources.some((resource) => {
        const written = JSON.stringify(resource).replace('{"Ref":"AWS::StackId"}', "in ShouwenService");
        return written === '"*"' || new RegExp(on ?? ".").test(written);
      }),
  );

/** The commands of a page that nobody on call may run, with what they lack. */
const refused = (text: string, own: readonly Statement[]): string[] =>
  needed(text).flatMap(({ command, rights }) =>
    rights
      .filter((right) => !held(own, right))
      .map(({ action, on = "" }) => `${command} lacks ${action} ${on}`.trimEnd()),
  );

const own = policyOfThoseOnCall("cn-northwest-1");
const pages = readdirSync(folder).map((page) => [page, readFileSync(join(folder, page), "utf8")] as const);

test.each(pages)("%s asks nobody on call for what they may not do", (_, text) => {
  expect(refused(text, own)).toEqual([]);
});

test.each(Object.entries(tools))("%s may be run, on every queue there is", (name, rightsOf) => {
  const queues = ["UrgentReports", "Escalations", "Outward", "DeadlineAuditEveryMinuteFailedStarts"];
  const asked = queues.filter((queue) => !(name === "redrive" && queue.endsWith("FailedStarts"))).flatMap(rightsOf);
  expect(asked.filter((right) => !held(own, right))).toEqual([]);
});

test("the pages are read: their commands, what the README's functions are given, and the tools", () => {
  const commands = new Set(pages.flatMap(([, text]) => needed(text).map(({ command }) => command)));
  expect([...commands]).toEqual(
    expect.arrayContaining([
      "aws scheduler list-schedules",
      "aws lambda invoke",
      "aws logs tail",
      "aws cloudformation describe-stack-events",
      "start AuditDeadlines",
      "start SendDigest",
      "oldest Conduct",
      "npm run ops -- redrive UrgentReports",
      "npm run ops -- recompute-calendar",
    ]),
  );
});

describe("a right that is taken away is missed", () => {
  const without = (action: string, on = "."): Statement[] =>
    own.map((statement) =>
      statement.actions.includes(action)
        ? { ...statement, resources: statement.resources.filter((each) => !new RegExp(on).test(JSON.stringify(each))) }
        : statement,
    );
  const missedOn = (text: string, action: string, on?: string) => refused(text, without(action, on));
  const page = (name: string): string => pages.find(([file]) => file === name)?.[1] ?? "";

  test.each([
    ["audit-stopped.md", "scheduler:ListSchedules", undefined, "aws scheduler list-schedules"],
    ["throttled.md", "lambda:GetAccountSettings", undefined, "aws lambda get-account-settings"],
    ["api-errors.md", "cloudformation:DescribeStackEvents", undefined, "aws cloudformation describe-stack-events"],
    ["audit-stopped.md", "lambda:InvokeFunction", "AuditDeadlines", "start AuditDeadlines"],
    ["oldest-due-late.md", "dynamodb:Query", "ConductTable", "oldest Conduct"],
    ["oldest-due-late.md", "dynamodb:Query", "BoxesTable", "oldest Boxes"],
    ["dead-letters.md", "sqs:SendMessage", "UrgentReports", "npm run ops -- redrive UrgentReports"],
  ])("on %s, %s of %s", (name, action, on, command) => {
    expect(missedOn(page(name), action, on).join()).toContain(`${command} lacks ${action}`);
  });

  test("and so is one that nobody has", () => {
    const text = "`aws dynamodb delete-table --table-name X` and `start DeliverNotice`, `npm run ops -- forget`";
    expect(refused(text, own)).toEqual([
      "aws dynamodb delete-table lacks dynamodb:DeleteTable",
      "start DeliverNotice lacks lambda:InvokeFunction DeliverNoticeFunction",
      "npm run ops -- forget lacks nobody knows what forget needs",
    ]);
  });

  test("and a stack that is not named", () => {
    const text = "`aws cloudformation describe-stack-events --stack-name ShouwenData`";
    expect(refused(text, own)).toEqual([
      "aws cloudformation describe-stack-events lacks cloudformation:DescribeStackEvents in ShouwenData",
    ]);
  });
});

test("both partitions give the same rights", () => {
  expect(policyOfThoseOnCall("eu-central-1")).toEqual(own);
});

test("AWS's own policies are dated, with where they can be read", () => {
  for (const { version, source } of Object.values(maintained))
    expect([version, source]).toEqual([
      expect.stringMatching(/v\d+ of \d{4}-/),
      expect.stringContaining("https://docs.aws."),
    ]);
});
