import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe } from "vitest";
import { inquiryTable } from "#shared/aws/inquiry-table.ts";
import { countOpen } from "#shared/aws/open-list.ts";
import { makeTable, startEmulator } from "#test/simulation/emulator.ts";
import { calm } from "#test/simulation/faults.ts";
import { randomFrom } from "#test/simulation/random.ts";
import { shapes, simulatedTables, type TableShape } from "#test/simulation/tables.ts";
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
  let emulator: Awaited<ReturnType<typeof startEmulator>>;
  let tables = 0;

  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.stop());

  inquiryStoreContract(async () => {
    tables += 1;
    const name = `inquiries-${tables}`;
    const { client } = emulator;
    await makeTable(client, name, shapes["inquiries"] as TableShape);
    return {
      store: inquiryTable(client, name),
      settle: async () => undefined,
      count: (unitId, dueBefore) => countOpen(client, name, unitId, dueBefore),
    };
  });
});
