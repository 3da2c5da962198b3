import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { roundTable } from "#shared/aws/round-table.ts";
import type { Round, RoundStore } from "#shared/ports/round-store.ts";
import { inMemoryRounds } from "#test/fakes/in-memory-stores.ts";
import { makeTable, startEmulator } from "#test/simulation/emulator.ts";
import { calm } from "#test/simulation/faults.ts";
import { randomFrom } from "#test/simulation/random.ts";
import { shapes, simulatedTables, type TableShape } from "#test/simulation/tables.ts";
import { createWorld } from "#test/simulation/world.ts";

const round = (version: number): Round => ({
  of: "2027",
  since: "2026-12-30T02:00:00.000Z",
  began: "2026-12-30T02:00:00.000Z",
  at: { station: "inquiries of credit", cursor: "a cursor" },
  version,
});

function roundStoreContract(make: () => RoundStore, live: <Result>(result: Promise<Result>) => Promise<Result>) {
  test("keeps each round apart, as it was", async () => {
    const store = make();
    expect(await live(store.find("calendar"))).toBeUndefined();
    expect(await live(store.save("calendar", round(1)))).toBe("saved");
    expect(await live(store.find("calendar"))).toEqual(round(1));
    expect(await live(store.find("directory"))).toBeUndefined();
  });

  test("takes a round in the place of the version before it only", async () => {
    const store = make();
    await live(store.save("calendar", round(1)));
    expect(await live(store.save("calendar", round(1)))).toBe("stale");
    expect(await live(store.save("calendar", round(3)))).toBe("stale");
    expect(await live(store.save("calendar", { ...round(2), at: null }))).toBe("saved");
    expect(await live(store.save("directory", round(2)))).toBe("stale");
    expect(await live(store.find("calendar"))).toEqual({ ...round(2), at: null });
  });
}

describe("rounds in memory", () => {
  roundStoreContract(inMemoryRounds, (result) => result);
});

describe("rounds in the simulated table", () => {
  let world = createWorld(0, randomFrom(1), calm);
  roundStoreContract(
    () => {
      world = createWorld(0, randomFrom(1), calm);
      return roundTable(simulatedTables(world, () => undefined) as unknown as DynamoDBClient, "figures");
    },
    async (result) => {
      await world.live();
      return result;
    },
  );
});

describe("rounds in the table on the emulator", () => {
  let emulator: Awaited<ReturnType<typeof startEmulator>>;
  beforeAll(async () => {
    emulator = await startEmulator();
    for (const name of names) await makeTable(emulator.client, name, shapes["figures"] as TableShape);
  });
  afterAll(() => emulator.stop());
  const names = ["figures-1", "figures-2"];
  const left = [...names];
  roundStoreContract(
    () => roundTable(emulator.client, left.shift() ?? ""),
    (result) => result,
  );
});
