import { describe, expect, test } from "vitest";
import {
  type FunctionProperties,
  type PolicyProperties,
  pointsAt,
  statementsOf,
  synthesise,
  type Value,
} from "#test/infra/synthesised.ts";

const { ofType } = synthesise({ region: "eu-central-1" });
const policies = ofType<PolicyProperties>("AWS::IAM::Policy");
const functions = ofType<FunctionProperties>("AWS::Lambda::Function");

// Which of our resources an ARN in a policy is, in the words of the table below.
const nameOf = (resource: Value): string => {
  const text = JSON.stringify(resource);
  const known = /(Inquiries|Suggestions|Boxes|Conduct|Inspections|Directory|Slots|Notices|Spent|Figures)Table/.exec(
    text,
  )?.[1];
  const other = /(ReceiptKey|Webhooks)Secret|(UrgentReports|Escalations|Outward)Queue/
    .exec(text)
    ?.slice(1)
    .find(Boolean);
  const index = /\/index\/(\w+)/.exec(text)?.[1];
  return index === undefined ? (known ?? other ?? "") : `${known}/${index}`;
};

const rightsOf = (functionName: string, service: string): Record<string, string[]> => {
  const lambda = functions.find(({ id }) => id.includes(`${functionName}Function`));
  const role = ofType("AWS::IAM::Role").find((candidate) => pointsAt(lambda?.properties.Role, candidate));
  const rights: Record<string, string[]> = {};
  for (const policy of policies.filter(({ properties }) => role !== undefined && pointsAt(properties.Roles, role)))
    for (const { actions, resources } of statementsOf(policy.properties.PolicyDocument))
      for (const resource of resources)
        for (const action of actions.filter((candidate) => candidate.startsWith(`${service}:`))) {
          const name = nameOf(resource);
          rights[name] = [...(rights[name] ?? []), action.slice(service.length + 1)];
        }
  return Object.fromEntries(Object.entries(rights).map(([name, actions]) => [name, actions.sort()]));
};

const tableRights: Record<string, Record<string, string[]>> = {
  ShowCatalogue: { Directory: ["Query"] },
  IssueChallenge: { Spent: ["UpdateItem"] },
  RegisterInquiry: { Inquiries: ["GetItem", "PutItem"], Directory: ["Query"], Spent: ["PutItem"] },
  TrackInquiry: { Inquiries: ["GetItem"], Directory: ["Query"] },
  ContinueInquiry: { Inquiries: ["GetItem", "PutItem"], Directory: ["Query"], Slots: ["GetItem", "PutItem"] },
  ShowSlots: { Slots: ["Query"] },
  SubmitSuggestion: { Suggestions: ["GetItem", "PutItem"], Directory: ["Query"], Spent: ["PutItem"] },
  TrackSuggestion: {
    Suggestions: ["GetItem", "PutItem"],
    "Suggestions/published": ["Query"],
    Directory: ["Query"],
  },
  ReviewSuggestions: {
    Suggestions: ["GetItem", "PutItem"],
    "Suggestions/box": ["Query"],
    Boxes: ["GetItem", "PutItem"],
    Conduct: ["GetItem", "PutItem"],
    Inquiries: ["GetItem", "PutItem"],
    Directory: ["GetItem", "Query"],
  },
  KeepConduct: {
    Conduct: ["GetItem", "PutItem"],
    "Conduct/register": ["Query"],
    Directory: ["GetItem", "Query"],
  },
  KeepInspections: {
    Inspections: ["GetItem", "PutItem"],
    "Inspections/month": ["Query"],
    Directory: ["GetItem", "Query"],
  },
  RecordContact: { Inquiries: ["GetItem", "PutItem"], Directory: ["GetItem", "Query"] },
  ListInquiries: {
    "Inquiries/caseworker": ["Query"],
    "Inquiries/unit": ["Query"],
    "Inquiries/phone": ["Query"],
    Directory: ["GetItem", "Query"],
  },
  ShowInquiry: { Inquiries: ["GetItem"], Directory: ["GetItem", "Query"] },
  CommandInquiry: {
    Inquiries: ["GetItem", "PutItem"],
    Directory: ["GetItem", "Query"],
    Slots: ["GetItem", "PutItem"],
  },
  ReadInbox: { Notices: ["Query", "UpdateItem"], Directory: ["GetItem", "Query"] },
  CheckReply: { Directory: ["GetItem", "Query"] },
  ManageDirectory: { Directory: ["GetItem", "PutItem", "Query"], Slots: ["GetItem", "PutItem", "Query"] },
  AuditDeadlines: {
    Inquiries: ["GetItem", "PutItem"],
    "Inquiries/due": ["Query"],
    "Inquiries/caseworker": ["Query"],
    "Inquiries/unit": ["Query"],
    Suggestions: ["GetItem", "PutItem"],
    "Suggestions/due": ["Query"],
    Boxes: ["GetItem", "PutItem"],
    "Boxes/due": ["Query"],
    Conduct: ["GetItem", "PutItem"],
    "Conduct/due": ["Query"],
    Inspections: ["GetItem", "PutItem"],
    "Inspections/due": ["Query"],
    Directory: ["Query"],
    Figures: ["GetItem", "PutItem"],
  },
  DeliverNotice: {
    Inquiries: ["GetItem", "PutItem"],
    Suggestions: ["GetItem", "PutItem"],
    Boxes: ["GetItem", "PutItem"],
    Conduct: ["GetItem", "PutItem"],
    Inspections: ["GetItem", "PutItem"],
    Notices: ["PutItem"],
    Directory: ["Query"],
  },
  TallyFigures: {
    "Inquiries/closed": ["Query"],
    "Suggestions/box": ["Query"],
    "Conduct/register": ["Query"],
    Directory: ["Query"],
    Figures: ["GetItem", "PutItem", "Query"],
  },
  ReportFigures: {
    "Inquiries/closed": ["Query"],
    "Inquiries/unit": ["Query"],
    Directory: ["GetItem", "Query"],
    Figures: ["GetItem", "Query"],
  },
  ShowFigures: { Figures: ["GetItem"] },
  SendDigest: {
    "Inquiries/closed": ["Query"],
    "Inquiries/unit": ["Query"],
    Directory: ["Query"],
    Figures: ["GetItem", "PutItem", "Query"],
    Notices: ["PutItem"],
  },
  NotifyOut: { Notices: ["GetItem", "PutItem"], Directory: ["Query"] },
  WatchOperations: {
    "Inquiries/due": ["Query"],
    "Inquiries/unit": ["Query"],
    "Suggestions/due": ["Query"],
    "Boxes/due": ["Query"],
    "Conduct/due": ["Query"],
    "Inspections/due": ["Query"],
    Directory: ["Query"],
  },
};

test("every function is in the table of rights", () => {
  const named = Object.keys(tableRights).filter((name) => functions.some(({ id }) => id.includes(`${name}Function`)));
  expect([named.length, functions.length]).toEqual([Object.keys(tableRights).length, named.length]);
});

test.each(Object.entries(tableRights))("%s may do to the tables exactly %j", (name, rights) => {
  expect(rightsOf(name, "dynamodb")).toEqual(rights);
});

const holders = (action: string, resource: string): string[] => {
  const [service = "", verb = ""] = action.split(":");
  return Object.keys(tableRights)
    .filter((name) => rightsOf(name, service)[resource]?.includes(verb))
    .sort();
};

test.each([
  [
    "ReceiptKey",
    [
      "AuditDeadlines",
      "IssueChallenge",
      "ListInquiries",
      "RecordContact",
      "RegisterInquiry",
      "ReviewSuggestions",
      "SubmitSuggestion",
      "TrackSuggestion",
    ],
  ],
  ["Webhooks", ["NotifyOut"]],
])("the secret %s is read by those who need it, and nobody else", (secret, readers) => {
  expect(holders("secretsmanager:GetSecretValue", secret)).toEqual(readers);
});

test.each([
  ["UrgentReports", ["AuditDeadlines", "CommandInquiry", "RecordContact", "RegisterInquiry", "ReviewSuggestions"]],
  ["Escalations", ["AuditDeadlines", "CommandInquiry", "KeepConduct", "KeepInspections", "ReviewSuggestions"]],
  ["Outward", ["DeliverNotice", "NotifyOut", "SendDigest"]],
])("messages for %s are sent by those who may have one, and nobody else", (queue, senders) => {
  expect(holders("sqs:SendMessage", queue)).toEqual(senders);
});

test.each([
  ["UrgentReports", ["DeliverNotice"]],
  ["Escalations", ["DeliverNotice"]],
  ["Outward", ["NotifyOut"]],
])("messages of %s are received by %j alone", (queue, receivers) => {
  expect(holders("sqs:ReceiveMessage", queue)).toEqual(receivers);
});

test("notices go to a topic only where the settings name one, and to no other", () => {
  const noticeTopicArn = "arn:aws:sns:eu-central-1:111122223333:notices";
  const published = (settings: Record<string, string>) =>
    synthesise({ region: "eu-central-1", ...settings })
      .ofType<PolicyProperties>("AWS::IAM::Policy")
      .flatMap(({ properties }) => statementsOf(properties.PolicyDocument))
      .filter(({ actions }) => actions.includes("sns:Publish"))
      .flatMap(({ resources }) => resources);
  expect([published({}), published({ noticeTopicArn })]).toEqual([[], [noticeTopicArn]]);
});

const namedSenders = (queueName: string): string[] => {
  const queue = ofType("AWS::SQS::Queue").find(({ id }) => id.startsWith(queueName));
  const closed = ofType<PolicyProperties & { Queues: Value }>("AWS::SQS::QueuePolicy")
    .filter(({ properties }) => queue !== undefined && pointsAt(properties.Queues, queue))
    .flatMap(({ properties }) => properties.PolicyDocument.Statement as unknown as Record<string, Value>[])
    .filter(({ Effect, Action }) => Effect === "Deny" && Action === "sqs:SendMessage");
  const roles = ofType("AWS::IAM::Role").filter((role) => pointsAt(closed[0]?.["Condition"], role));
  return roles.map(({ id }) => id.replace(/Role[0-9A-F]{8}$|[0-9A-F]{8}$/, "")).sort();
};

const rightfulSenders = (queueName: string): string[] => {
  const queue = ofType("AWS::SQS::Queue").find(({ id }) => id.startsWith(queueName));
  const sends = policies.filter(({ properties }) =>
    statementsOf(properties.PolicyDocument).some(
      ({ actions, resources }) =>
        actions.includes("sqs:SendMessage") && queue !== undefined && pointsAt(resources, queue),
    ),
  );
  return sends.map(({ id }) => id.replace(/(Role)?DefaultPolicy[0-9A-F]{8}$/, "")).sort();
};

test.each([
  "UrgentReportsQueue",
  "EscalationsQueue",
  "DeadlineAuditEveryMinuteFailedStartsQueue",
  "OperationsWatchEveryFiveMinutesFailedStartsQueue",
  "ServiceFiguresNightlyFailedStartsQueue",
  "WeeklyDigestMondaysFailedStartsQueue",
  "OutwardQueue",
])("%s takes messages from those whose task it is alone, whatever rights others have", (queue) => {
  expect([rightfulSenders(queue).length > 0, namedSenders(queue)]).toEqual([true, rightfulSenders(queue)]);
});

test("those on call may put dead letters back if the settings name their role", () => {
  const operatorRoleArn = "arn:aws:iam::111122223333:role/on-call";
  const policies = synthesise({ region: "eu-central-1", operatorRoleArn }).ofType("AWS::SQS::QueuePolicy");
  expect(policies.filter(({ properties }) => JSON.stringify(properties).includes(operatorRoleArn))).toHaveLength(3);
});

test("the policy of those on call fits into what a managed policy may have", () => {
  const [policy, ...others] = ofType<PolicyProperties>("AWS::IAM::ManagedPolicy");
  // A reference becomes an ARN of at most so many characters: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  const written = JSON.stringify(policy?.properties.PolicyDocument).replaceAll(
    /\{"Fn::(?:GetAtt|ImportValue)":[^}]*\}/g,
    "x".repeat(140),
  );
  expect([others, written.length < 6144]).toEqual([[], true]);
});

test("those on call name every action in full, and every resource but for the schedules and the account's limits", () => {
  const [policy] = ofType<PolicyProperties>("AWS::IAM::ManagedPolicy");
  const statements = policy ? statementsOf(policy.properties.PolicyDocument) : [];
  expect(statements.flatMap(({ actions }) => actions).filter((action) => action.includes("*"))).toEqual([]);
  const open = statements.filter(({ resources }) => resources.includes("*")).flatMap(({ actions }) => actions);
  expect(open).toEqual(["lambda:GetAccountSettings", "scheduler:ListSchedules"]);
});

test("only administrators write the directory, which says who may do what", () => {
  const writers = Object.keys(tableRights).filter((name) =>
    rightsOf(name, "dynamodb")["Directory"]?.includes("PutItem"),
  );
  expect(writers).toEqual(["ManageDirectory"]);
});

test("nobody may delete an item or scan a table", () => {
  expect(JSON.stringify(policies)).not.toMatch(/DeleteItem|Scan|BatchWrite|PartiQL/);
});

test.each(Object.entries(tableRights))("%s may encrypt only if it writes", (name, rights) => {
  const lambda = functions.find(({ id }) => id.includes(`${name}Function`));
  const role = ofType("AWS::IAM::Role").find((candidate) => pointsAt(lambda?.properties.Role, candidate));
  const own = policies.filter(({ properties }) => role !== undefined && pointsAt(properties.Roles, role));
  const actions = own
    .flatMap(({ properties }) => statementsOf(properties.PolicyDocument))
    .flatMap((each) => each.actions);
  const writes = Object.values(rights).some((held) => held.includes("PutItem") || held.includes("UpdateItem"));
  expect(new Set(actions.filter((action) => action.startsWith("kms:")))).toEqual(
    new Set(["kms:Decrypt", "kms:DescribeKey", ...(writes ? ["kms:Encrypt", "kms:GenerateDataKey"] : [])]),
  );
});

test("nothing but the scheduler of this very account takes on the role that starts functions", () => {
  const started = ofType<{ AssumeRolePolicyDocument: { Statement: Record<string, Value>[] } }>("AWS::IAM::Role")
    .flatMap(({ properties }) => properties.AssumeRolePolicyDocument.Statement)
    .filter((statement) => JSON.stringify(statement).includes("scheduler."));
  expect(started.map(({ Condition }) => Condition)).toEqual(
    started.map(() => ({ StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } })),
  );
  expect(started).toHaveLength(4);
});

test("the key of the suggestion box opens for the suggestion box, the night's counting and the watch", () => {
  const [key] = ofType("AWS::KMS::Key").filter(({ id }) => id.startsWith("SuggestionsKey"));
  const users = policies.filter(({ properties }) => JSON.stringify(properties).includes(key?.id ?? "no key"));
  expect(users.map(({ id }) => id.replace(/Role.*/, "")).sort()).toEqual([
    "DeadlineAuditAuditDeadlines",
    "NoticeDeliveryDeliverNotice",
    "OperationsWatchWatchOperations",
    "ServiceFiguresTallyFigures",
    "SuggestionBoxReviewSuggestions",
    "SuggestionBoxSubmitSuggestion",
    "SuggestionBoxTrackSuggestion",
    "SupervisionKeepConduct",
  ]);
});

// X-Ray has no resources to name: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
const acknowledged = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"];

describe.each(policies)("$id", ({ properties }) => {
  const statements = statementsOf(properties.PolicyDocument);

  test("names each action in full", () => {
    expect(statements.flatMap(({ actions }) => actions).filter((action) => action.includes("*"))).toEqual([]);
  });

  test("names each resource in full, but for the acknowledged", () => {
    const open = statements.filter(({ resources }) => JSON.stringify(resources).includes("*"));
    expect(open.flatMap(({ actions }) => actions).filter((action) => !acknowledged.includes(action))).toEqual([]);
  });
});

test("no role borrows a policy that AWS maintains", () => {
  expect(ofType("AWS::IAM::Role").filter(({ properties }) => "ManagedPolicyArns" in properties)).toEqual([]);
});

test("each function has a role of its own", () => {
  const roles = functions.map(({ properties }) => JSON.stringify(properties.Role));
  expect(new Set(roles).size).toBe(functions.length);
});

test.each(ofType<{ SourceArn: Value; Principal: string }>("AWS::Lambda::Permission"))(
  "$id lets in our own API and nobody else's",
  ({ properties }) => {
    const [api] = ofType("AWS::ApiGatewayV2::Api");
    expect([properties.Principal, api !== undefined && pointsAt(properties.SourceArn, api)]).toEqual([
      "apigateway.amazonaws.com",
      true,
    ]);
  },
);
