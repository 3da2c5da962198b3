import { DynamoDBClient, paginateListTables } from "@aws-sdk/client-dynamodb";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";

/** Where the local stack says its tables and queues answer, and what time it is there. */
type LocalStack = { readonly now: string; readonly tables: string; readonly queues: string };

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

const only = (kind: string, start: string, found: readonly string[]): string => {
  const [first, second] = found;
  if (first === undefined) throw new Error(`No ${kind} is called ${start}…: is this the right account and region?`);
  if (second !== undefined) throw new Error(`More than one ${kind} is called ${start}…: ${found.join(", ")}`);
  return first;
};

/** The name of the table that the template calls so (`Inquiries`), as CloudFormation or the local stack made it. */
export const tableNamed = async (part: string): Promise<string> => {
  const start = `ShouwenData-${part}Table`;
  const names: string[] = [];
  // An account may have more tables than one page names.
  for await (const { TableNames = [] } of paginateListTables({ client: tables }, {})) names.push(...TableNames);
  return only(
    "table",
    start,
    names.filter((name) => name.startsWith(start)),
  );
};

/** The address of the queue that the template calls so (`Escalations`). */
export const queueNamed = async (part: string): Promise<string> => {
  const start = `ShouwenService-${part}Queue`;
  const { QueueUrls = [] } = await queues.send(new ListQueuesCommand({ QueueNamePrefix: start }));
  return only("queue", start, QueueUrls);
};
