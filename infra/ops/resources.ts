import {
  CloudFormationClient,
  paginateListStackResources,
  type StackResourceSummary,
} from "@aws-sdk/client-cloudformation";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";

type Made = Pick<StackResourceSummary, "LogicalResourceId" | "PhysicalResourceId" | "ResourceType">;

/** Where the local stack says its tables and queues answer, what it made, and what time it is there. */
type LocalStack = {
  readonly now: string;
  readonly tables: string;
  readonly queues: string;
  readonly resources: readonly Made[];
};

const askLocalStack = async (): Promise<LocalStack> => {
  const url = `http://127.0.0.1:${process.env["PORT"] ?? 3000}`;
  const answers = await Promise.all(
    ["endpoints", "clock"].map((name) => fetch(`${url}/local/${name}`).catch(() => undefined)),
  );
  if (!answers.every((answer) => answer?.ok))
    throw new Error(`No local stack answers at ${url}. Start it with npm start; another port with PORT=…`);
  return Object.assign({}, ...(await Promise.all(answers.map((answer) => answer?.json()))));
};

const local = process.argv.includes("--local") ? await askLocalStack() : undefined;

// Here, too, whoever is on call may do what their policy in the template says, and nothing else.
const there = (endpoint: string | undefined) =>
  endpoint === undefined
    ? {}
    : { endpoint, region: "us-east-1", credentials: { accessKeyId: "on-call", secretAccessKey: "local" } };

/** The clients of whoever runs the tools: region and credentials come from the environment, in both partitions. */
export const tables = new DynamoDBClient(there(local?.tables));
export const queues = new SQSClient(there(local?.queues));

/** The present moment where the system runs. */
export const now = async (): Promise<string> => local?.now ?? new Date().toISOString();

const deployment = process.argv.includes("--trial") ? "ShouwenTrial" : "Shouwen";

// What a stack made is asked of CloudFormation: names alone would also find what a failed or restored deployment left behind.
const madeBy = async (part: "Data" | "Service"): Promise<readonly Made[]> => {
  if (local !== undefined) return local.resources;
  const made: Made[] = [];
  const asked = { StackName: `${deployment}${part}` };
  for await (const { StackResourceSummaries = [] } of paginateListStackResources(
    { client: new CloudFormationClient() },
    asked,
  ))
    made.push(...StackResourceSummaries);
  return made;
};

// The template's name for a resource is that of its construct and eight characters of a digest.
const physicalName = async (stack: "Data" | "Service", type: string, name: string): Promise<string> => {
  const found = (await madeBy(stack)).find(
    ({ ResourceType, LogicalResourceId = "" }) =>
      ResourceType === type && LogicalResourceId.replace(/[0-9A-F]{8}$/, "") === name,
  );
  if (found?.PhysicalResourceId === undefined)
    throw new Error(`${deployment}${stack} has no ${name}: is this the right account, region and name?`);
  return found.PhysicalResourceId;
};

/** The name of the table that the template calls so (`Inquiries`), as CloudFormation or the local stack made it. */
export const tableNamed = (part: string): Promise<string> =>
  physicalName("Data", "AWS::DynamoDB::Table", `${part}Table`);

/** The address of the queue that the template calls so (`Escalations`). */
export const queueNamed = (part: string): Promise<string> => physicalName("Service", "AWS::SQS::Queue", `${part}Queue`);
