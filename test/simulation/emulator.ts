import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import dynalite from "dynalite";
import type { TableShape } from "./tables.ts";

/** Starts the emulator of DynamoDB in this process, empty, on a loopback port. */
export async function startEmulator(): Promise<{ readonly client: DynamoDBClient; readonly stop: () => void }> {
  const server = dynalite({ createTableMs: 0 });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "nobody", secretAccessKey: "nothing" },
  });
  const stop = () => {
    client.destroy();
    server.close();
  };
  return { client, stop };
}

const keySchema = ([partition, sort]: readonly string[]) => [
  { AttributeName: partition, KeyType: "HASH" as const },
  ...(sort === undefined ? [] : [{ AttributeName: sort, KeyType: "RANGE" as const }]),
];

/** Makes a table of the template with its indexes, and waits until it takes requests. */
export async function makeTable(client: DynamoDBClient, TableName: string, { key, indexes }: TableShape) {
  const attributes = new Set([...key, ...Object.values(indexes).flatMap((index) => index.slice(0, 2))]);
  const GlobalSecondaryIndexes = Object.entries(indexes).map(([IndexName, [partition, sort, shows]]) => ({
    IndexName,
    KeySchema: keySchema([partition, sort]),
    Projection:
      shows === undefined
        ? { ProjectionType: "KEYS_ONLY" as const }
        : { ProjectionType: "INCLUDE" as const, NonKeyAttributes: [shows] },
  }));
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: keySchema(key),
      AttributeDefinitions: [...attributes].map((each) => ({ AttributeName: each, AttributeType: "S" as const })),
      ...(GlobalSecondaryIndexes.length > 0 && { GlobalSecondaryIndexes }),
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 0.02, maxDelay: 0.1 }, { TableName });
}
