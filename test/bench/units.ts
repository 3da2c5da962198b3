import { deflateRawSync } from "node:zlib";
import { northVirginia as prices } from "#infra/cost/prices.ts";
import { build } from "#test/simulation/build.ts";
import { calm } from "#test/simulation/faults.ts";
import { type FunctionName, type Handler, loadHandlers } from "#test/simulation/handlers.ts";
import { becomePresent } from "#test/simulation/present.ts";
import { randomFrom } from "#test/simulation/random.ts";
import { type Item, shapes } from "#test/simulation/tables.ts";

/** What one operation asks of DynamoDB. */
export interface Used {
  readonly operation: string;
  reads: number;
  writes: number;
  readUnits: number;
  writeUnits: number;
  /** What the writes would be with the history deflated. */
  deflatedUnits: number;
  /** The part of the reads that the directory is; a function keeps all but the reader's own entry for half a minute. */
  directoryReads: number;
  directoryUnits: number;
}

let handlers: Readonly<Record<FunctionName, Handler>> | undefined;

const bytesOf = (item: Item | undefined): number =>
  Object.entries(item ?? {}).reduce(
    (sum, [name, value]) => sum + name.length + Buffer.byteLength(value.S ?? value.N ?? ""),
    0,
  );

interface Answered {
  readonly Item?: Item;
  readonly Items?: readonly Item[];
}

type Index = readonly [partition: string, sort: string, shows?: string];

const indexes: Readonly<Record<string, Index>> = {
  ...shapes["inquiries"]?.indexes,
  closed: ["closedIn", "closedAt", "facts"],
};

/** An item as an index holds it, and its key there; undefined where it doesn't stand in it. */
const inIndex = (item: Item | undefined, [partition, sort, shows]: Index) => {
  const keys = [partition, sort];
  if (!item || keys.some((name) => item[name] === undefined)) return undefined;
  const names = ["number", ...keys, ...(shows === undefined ? [] : [shows])];
  const entry = Object.fromEntries(names.flatMap((name) => (item[name] ? [[name, item[name]]] : [])));
  return { key: JSON.stringify(keys.map((name) => item[name])), entry, bytes: bytesOf(entry) };
};

const unitsOf = (bytes: number): number => Math.ceil(bytes / 1024);

const deflated = <Stored extends Item | undefined>(item: Stored): Stored =>
  item?.["document"]?.S === undefined
    ? item
    : {
        ...item,
        document: {
          S: deflateRawSync(item["document"].S, { level: 9 })
            .toString("latin1")
            .replaceAll(/[^\0-\x7f]/g, "b"),
        },
      };

/** Write units of an item and of every index that shows what changed: nothing where nothing did, twice where its key moved. */
function writeUnits(before: Item | undefined, after: Item): number {
  let units = unitsOf(Math.max(bytesOf(before), bytesOf(after)));
  for (const keys of Object.values(indexes)) {
    const [old, present] = [inIndex(before, keys), inIndex(after, keys)];
    if (JSON.stringify(old?.entry) === JSON.stringify(present?.entry)) continue;
    if (old && present && old.key === present.key) units += unitsOf(Math.max(old.bytes, present.bytes));
    else units += unitsOf(old?.bytes ?? 0) + unitsOf(present?.bytes ?? 0);
  }
  return units;
}

/** Plays the common operations once in a calm world and counts what each asks of DynamoDB. */
async function play(commands: readonly Record<string, unknown>[]) {
  handlers ??= await loadHandlers(undefined, { PROOF_OF_WORK: "off" });
  const built = build(handlers, randomFrom(1), calm, Date.parse("2026-11-20T03:00:00Z"));
  const { world, tables, queues, outside, api, audit } = built;
  const used: Used[] = [];
  let present: Used | undefined;
  const stored = new Map<string, Item>();
  const send: typeof tables.send = async (command) => {
    const answer = (await tables.send(command)) as Answered;
    const { input } = command;
    const { name: what } = command.constructor;
    const now = present;
    if (!now) return answer;
    if (what === "GetItemCommand" || what === "QueryCommand") {
      now.reads += 1;
      const bytes =
        what === "GetItemCommand"
          ? bytesOf(answer.Item)
          : (answer.Items ?? []).reduce((sum, item) => sum + bytesOf(item), 0);
      // Index queries are eventually consistent and cost half.
      const units = Math.max(1, Math.ceil(bytes / 4096)) * (input.IndexName === undefined ? 1 : 0.5);
      now.readUnits += units;
      if (input.TableName === "directory") {
        now.directoryReads += 1;
        now.directoryUnits += units;
      }
    } else {
      now.writes += 1;
      const item = input.Item ?? {};
      const before = stored.get(item["number"]?.S ?? "");
      now.writeUnits += input.TableName === "inquiries" ? writeUnits(before, item) : unitsOf(bytesOf(item));
      now.deflatedUnits += input.TableName === "inquiries" ? writeUnits(deflated(before), deflated(item)) : 0;
      if (input.TableName === "inquiries") stored.set(item["number"]?.S ?? "", item);
    }
    return answer;
  };
  becomePresent({ world, tables: { ...tables, send }, queues, outside });

  const during = async <Result>(operation: string, work: () => Promise<Result>): Promise<Result> => {
    present = {
      operation,
      reads: 0,
      writes: 0,
      readUnits: 0,
      writeUnits: 0,
      deflatedUnits: 0,
      directoryReads: 0,
      directoryUnits: 0,
    };
    used.push(present);
    const result = await work();
    present = undefined;
    return result;
  };
  let over = false;
  const script = async () => {
    const body = {
      channel: "web",
      office: "centre",
      subject: "提取",
      content: "我想提取公积金，请问要带什么材料？",
      name: "某人",
      phone: "13900000001",
    };
    const headers = { "idempotency-key": "a-key-of-the-benchmark-1" };
    const receipt = await during("an intake", () => api.once("POST /api/inquiries", { headers, body }));
    const params = { number: receipt?.body.number };
    await during("a look by the citizen", () =>
      api.once("GET /api/inquiries/{number}", { params, headers: { "receipt-secret": receipt?.body.secret } }),
    );
    for (const [index, command] of commands.entries()) {
      const seen = await api.once("GET /api/staff/inquiries/{number}", { params, staff: "clerk-c" });
      await world.sleep(60_000);
      await during(index === 0 ? "a staff command" : `command ${index + 1}`, () =>
        api.once("POST /api/staff/inquiries/{number}/commands", {
          params,
          staff: "clerk-c",
          headers: { "if-match": seen?.etag ?? "" },
          body: command,
        }),
      );
    }
    await world.sleep(1_000);
    await during("a page of a list", () =>
      api.once("GET /api/staff/inquiries", { staff: "clerk-c", query: { view: "mine" } }),
    );
    // The first sweeps hang the boxes and go through all there is; so do those after a change of calendar or directory, and no others.
    for (let round = 0; round < 2; round += 1) {
      await audit();
      await world.sleep(11 * 60_000);
    }
    await during("a sweep that finds nothing", audit);
    over = true;
  };
  void script();
  await world.live(() => over);
  if (world.broken) throw world.broken;
  return used;
}

const text = "您好，请带身份证、银行卡和购房合同到提取科3号窗口办理。";

/** DynamoDB requests and units of the common operations. */
export const unitsPerOperation = async (): Promise<readonly Used[]> => play([{ type: "accept" }]);

const MEMORY_GB = 0.5;
const SECONDS_A_REQUEST = 0.02;

/** What a million inquiries of twelve commands each cost, from the units measured; the directory is read from memory. */
export async function costOfAMillion() {
  const replies = Array.from({ length: 10 }, () => ({ type: "reply", text, confirmed: true }));
  const used = (await play([{ type: "accept" }, ...replies, { type: "complete", text, confirmed: true }])).filter(
    ({ operation }) => operation === "an intake" || operation.includes("command"),
  );
  const sum = (of: (each: Used) => number) => used.reduce((total, each) => total + of(each), 0);
  const requests = used.length;
  const terms = {
    "writes to DynamoDB": sum(({ writeUnits }) => writeUnits) * prices.millionWriteUnits,
    "reads from DynamoDB": sum(({ readUnits, directoryUnits }) => readUnits - directoryUnits) * prices.millionReadUnits,
    "HTTP API": requests * prices.millionApiRequests,
    "Lambda requests": requests * prices.millionInvocations,
    "Lambda time, 20 ms a request": requests * SECONDS_A_REQUEST * MEMORY_GB * prices.gbSecond * 1_000_000,
  };
  const total = Object.values(terms).reduce((sum, each) => sum + each, 0);
  const saved = sum(({ writeUnits: plain, deflatedUnits }) => plain - deflatedUnits) * prices.millionWriteUnits;
  const { "writes to DynamoDB": writes, "reads from DynamoDB": reads } = terms;
  return { total, terms, deflated: total - saved, least: total - writes - reads };
}
