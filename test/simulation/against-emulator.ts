import { isDeepStrictEqual } from "node:util";
import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { Handlers } from "./build.ts";
import { makeTable, startEmulator } from "./emulator.ts";
import { simulate } from "./simulate.ts";
import { type Effect, type Item, shapes } from "./tables.ts";

const MANY = Number.POSITIVE_INFINITY;
const NEVER = Number.POSITIVE_INFINITY;

const commands = { GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand };

const byNames = (item: Item) => JSON.stringify(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));

/** What an answer says, whichever store gave it: what an index orders alike comes in any order. */
function said(answer: unknown, { TableName, IndexName }: Effect["input"]) {
  const { Item, Items, LastEvaluatedKey } = answer as {
    readonly Item?: Item;
    readonly Items?: readonly Item[];
    readonly LastEvaluatedKey?: Item;
  };
  const shape = shapes[TableName];
  const sort = IndexName === undefined ? shape?.key[1] : shape?.indexes[IndexName]?.[1];
  return {
    item: Item && byNames(Item),
    items: Items?.map(byNames).sort(),
    order: Items?.map((item) => item[sort ?? ""]?.S),
    leadsOnFrom: LastEvaluatedKey && byNames(LastEvaluatedKey),
  };
}

/** Asks the emulator what the simulated tables were asked, in the order in which it took effect there. */
async function ask(client: DynamoDBClient, prefix: string, { command, input }: Effect): Promise<unknown> {
  const Command = commands[command as keyof typeof commands] as new (input: unknown) => GetItemCommand;
  try {
    return said(await client.send(new Command({ ...input, TableName: prefix + input.TableName })), input);
  } catch (error) {
    return (error as Error).name;
  }
}

/** What came of a comparison: how many requests of which tables, and the first that was answered otherwise. */
export interface Compared {
  readonly requests: number;
  readonly refused: number;
  readonly tables: ReadonlySet<string>;
  readonly differing?: string;
}

/**
 * Lives seeds with every fault but lag (of an index, of a read, of an expiry), for an emulator has none, and asks the emulator of
 * DynamoDB for everything the shipped adapters asked the simulated tables for: each request must be answered alike, refusals too.
 */
export async function compareWithEmulator(seeds: readonly number[], handlers: Handlers): Promise<Compared> {
  const { client, stop } = await startEmulator();
  const tables = new Set<string>();
  let requests = 0;
  let refused = 0;
  try {
    for (const seed of seeds) {
      const effects: Effect[] = [];
      const planted: (readonly [table: string, item: Item])[] = [];
      const { broken } = await simulate(seed, handlers, undefined, ({ world, tables: simulated }) => {
        world.become({ ...world.mix, indexLag: 0, pageCut: MANY, expiryLag: NEVER });
        for (const name of Object.keys(shapes)) for (const item of simulated.items(name)) planted.push([name, item]);
        simulated.record = effects;
      });
      if (broken) throw new Error(`Seed ${seed} broke: ${broken.message}`);
      const prefix = `seed-${seed}-`;
      for (const [name, shape] of Object.entries(shapes)) await makeTable(client, prefix + name, shape);
      for (const [name, Item] of planted)
        await client.send(new PutItemCommand({ TableName: prefix + name, Item: Item as never }));
      for (const [at, effect] of effects.entries()) {
        const answer = await ask(client, prefix, effect);
        const expected = effect.error ?? said(effect.answer, effect.input);
        requests += 1;
        if (effect.error !== undefined) refused += 1;
        tables.add(effect.input.TableName);
        if (!isDeepStrictEqual(answer, expected))
          return {
            requests,
            refused,
            tables,
            differing: `seed ${seed}, request ${at + 1}: ${effect.command} ${JSON.stringify(effect.input)}\n  simulated ${JSON.stringify(expected)}\n  emulated  ${JSON.stringify(answer)}`,
          };
      }
    }
    return { requests, refused, tables };
  } finally {
    stop();
  }
}
