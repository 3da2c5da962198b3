import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import dynalite from "dynalite";
import { afterAll, beforeAll, describe } from "vitest";
import { inquiryTable } from "#shared/aws/inquiry-table.ts";
import { countOpen } from "#shared/aws/open-list.ts";
import { calm } from "#test/simulation/faults.ts";
import { randomFrom } from "#test/simulation/random.ts";
import { shapes, simulatedTables } from "#test/simulation/tables.ts";
import { createWorld } from "#test/simulation/world.ts";
import { inquiryStoreContract } from "./inquiry-store.ts";

describe("the simulated table", () => {
  inquiryStoreContract(async () => {
    const world = createWorld(0, randomFrom(1), { ...calm, pageCut: 2 });
    const tables = simulatedTables(world, () => undefined);
    const client = tables as unknown as DynamoDBClient;
    const count = (unitId: string, dueBefore?: string) => countOpen(client, "inquiries", unitId, dueBefore);
    return { store: inquiryTable(client, "inquiries"), settle: () => world.live(), count };
  });
});

describe("the table on the emulator", () => {
  const server = dynalite({ createTableMs: 0 });
  let client: DynamoDBClient;
  let tables = 0;

  beforeAll(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    client = new DynamoDBClient({
      endpoint: `http://127.0.0.1:${port}`,
      region: "us-east-1",
      credentials: { accessKeyId: "nobody", secretAccessKey: "nothing" },
    });
  });
  afterAll(() => {
    client.destroy();
    server.close();
  });

  inquiryStoreContract(async () => {
    tables += 1;
    const name = `inquiries-${tables}`;
    const indexes = Object.entries(shapes["inquiries"]?.indexes ?? {});
    const attributes = new Set(["number", ...indexes.flatMap(([, [partition, sort]]) => [partition, sort])]);
    await client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: [{ AttributeName: "number", KeyType: "HASH" }],
        AttributeDefinitions: [...attributes].map((each) => ({ AttributeName: each, AttributeType: "S" as const })),
        GlobalSecondaryIndexes: indexes.map(([index, [partition, sort, shows]]) => ({
          IndexName: index,
          KeySchema: [
            { AttributeName: partition, KeyType: "HASH" as const },
            { AttributeName: sort, KeyType: "RANGE" as const },
          ],
          Projection:
            shows === undefined
              ? { ProjectionType: "KEYS_ONLY" as const }
              : { ProjectionType: "INCLUDE" as const, NonKeyAttributes: [shows] },
        })),
      }),
    );
    // A table takes no requests while it is being made, however short that is.
    await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 0.05, maxDelay: 0.2 }, { TableName: name });
    return {
      store: inquiryTable(client, name),
      settle: async () => undefined,
      count: (unitId, dueBefore) => countOpen(client, name, unitId, dueBefore),
    };
  });
});
