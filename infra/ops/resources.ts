import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";

/** The clients of whoever runs the tools: region, credentials and endpoints come from the environment, in both partitions. */
export const tables = new DynamoDBClient({});
export const queues = new SQSClient({});

const only = (kind: string, part: string, found: readonly string[]): string => {
  const [first, second] = found;
  if (first === undefined) throw new Error(`No ${kind} has ${part} in its name: is this the right account and region?`);
  if (second !== undefined) throw new Error(`More than one ${kind} has ${part} in its name: ${found.join(", ")}`);
  return first;
};

/** The name of the table that the template calls so (`Inquiries`), as CloudFormation or the local stack made it. */
export const tableNamed = async (part: string): Promise<string> => {
  const { TableNames = [] } = await tables.send(new ListTablesCommand({}));
  return only(
    "table",
    `ShouwenData-${part}Table`,
    TableNames.filter((name) => name.startsWith(`ShouwenData-${part}Table`)),
  );
};

/** The address of the queue that the template calls so (`Escalations`). */
export const queueNamed = async (part: string): Promise<string> => {
  const { QueueUrls = [] } = await queues.send(
    new ListQueuesCommand({ QueueNamePrefix: `ShouwenService-${part}Queue` }),
  );
  return only("queue", `ShouwenService-${part}Queue`, QueueUrls);
};
