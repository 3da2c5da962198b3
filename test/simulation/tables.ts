import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import type { World } from "./world.ts";

type Value = { readonly S?: string; readonly N?: string };
export type Item = Readonly<Record<string, Value>>;

/** How a table of the template is keyed and indexed. */
export interface TableShape {
  readonly key: readonly string[];
  /** What each index is ordered by, and what it shows besides its keys and those of the table. */
  readonly indexes: Readonly<Record<string, readonly [partition: string, sort: string, shows?: string]>>;
}

/** The tables and indexes of the template, by their names here. */
export const shapes: Readonly<Record<string, TableShape>> = {
  inquiries: {
    key: ["number"],
    indexes: {
      due: ["dueShard", "dueAt"],
      caseworker: ["caseworkerId", "nextDueAt", "summary"],
      unit: ["unitId", "nextDueAt", "summary"],
      phone: ["phoneKey", "receivedAt", "summary"],
    },
  },
  suggestions: {
    key: ["number"],
    indexes: {
      due: ["dueShard", "dueAt"],
      box: ["box", "nextDueAt", "summary"],
      published: ["publishedIn", "publishedAt", "publication"],
    },
  },
  boxes: { key: ["number"], indexes: { due: ["dueShard", "dueAt"] } },
  conduct: { key: ["staffId"], indexes: { due: ["dueShard", "dueAt"], register: ["register", "staffId", "summary"] } },
  inspections: { key: ["number"], indexes: { due: ["dueShard", "dueAt"], month: ["month", "inspectedOn", "summary"] } },
  directory: { key: ["kind", "id"], indexes: {} },
  figures: { key: ["kind", "id"], indexes: {} },
  notices: { key: ["recipientId", "noticeKey"], indexes: {} },
  slots: { key: ["officeId", "slot"], indexes: {} },
  spent: { key: ["token"], indexes: {} },
};

interface Input {
  readonly TableName: string;
  readonly Item?: Item;
  readonly Key?: Item;
  readonly IndexName?: string;
  readonly KeyConditionExpression?: string;
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, Value>>;
  readonly ExclusiveStartKey?: Item;
  readonly ScanIndexForward?: boolean;
  readonly Limit?: number;
  readonly ConsistentRead?: boolean;
}

const scalar = (value: Value | undefined): string | number | undefined =>
  value === undefined ? undefined : (value.S ?? Number(value.N));

const compare = (a: string | number | undefined, b: string | number | undefined): number =>
  a === b ? 0 : (a ?? "") < (b ?? "") ? -1 : 1;

const operators: Readonly<Record<string, (order: number) => boolean>> = {
  "=": (order) => order === 0,
  "<>": (order) => order !== 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

type Condition = (item: Item | undefined, input: Input) => boolean;

const nameIn = ({ ExpressionAttributeNames }: Input, token: string): string =>
  ExpressionAttributeNames?.[token] ?? token;

function read(term: string): Condition {
  const existence = /^(attribute_(?:not_)?exists)\s*\(\s*([^\s)]+)\s*\)$/.exec(term);
  if (existence) {
    const [, how, token = ""] = existence;
    return (item, input) => (item?.[nameIn(input, token)] !== undefined) === (how === "attribute_exists");
  }
  const [, token = "", sign = "", value = ""] = /^(\S+)\s*(=|<>|<=|<|>=|>)\s*(:\S+)$/.exec(term) ?? [];
  const operator = operators[sign];
  if (!operator) throw new Error(`The simulated table does not understand ${term}`);
  return (item, input) => {
    const found = scalar(item?.[nameIn(input, token)]);
    return found !== undefined && operator(compare(found, scalar(input.ExpressionAttributeValues?.[value])));
  };
}

const understood = new Map<string, Condition>();

/** A condition: comparisons and existence, joined by AND and OR without brackets, which is all that is used here. Read once. */
function condition(expression: string): Condition {
  const known = understood.get(expression);
  if (known) return known;
  const plain = expression.replaceAll(/(\S+) BETWEEN (:\S+) AND (:\S+)/g, "$1 >= $2 AND $1 <= $3");
  const either = plain.split(/\s+OR\s+/).map((terms) => terms.split(/\s+AND\s+/).map((term) => read(term.trim())));
  const meets: Condition = (item, input) => either.some((all) => all.every((one) => one(item, input)));
  understood.set(expression, meets);
  return meets;
}

/** `SET a = :b, c = if_not_exists(c, :d) REMOVE e`: the new item. */
function updated(item: Item, input: Input): Item {
  const nameOf = (token: string) => nameIn(input, token);
  const givenAs = (token: string) => input.ExpressionAttributeValues?.[token];
  const result: Record<string, Value> = { ...item };
  for (const [, verb, list] of (input.UpdateExpression ?? "").matchAll(
    /(SET|REMOVE)\s+(.*?)(?=\s+(?:SET|REMOVE)\s|$)/g,
  ))
    for (const clause of (list ?? "").split(/,(?![^(]*\))/)) {
      if (verb === "REMOVE") {
        delete result[nameOf(clause.trim())];
        continue;
      }
      const [, name = "", keep, value = ""] =
        /^(\S+)\s*=\s*(?:if_not_exists\(\s*(\S+)\s*,\s*)?(:\w+)\)?$/.exec(clause.trim()) ?? [];
      const kept = keep === undefined ? undefined : result[nameOf(keep)];
      const next = kept ?? givenAs(value);
      if (next === undefined) throw new Error(`The simulated table does not understand ${clause}`);
      result[nameOf(name)] = next;
    }
  return result;
}

/** One request as it took effect, and what came of it. */
export interface Effect {
  readonly command: string;
  readonly input: Input;
  readonly answer: unknown;
  /** The name of the error, where it was refused. */
  readonly error?: string;
}

/** Called with every change of an item as it takes effect. */
export type OnChange = (table: string, key: string, before: Item | undefined, after: Item) => void;

/** So long a read that does not ask to be consistent may show an item as it was, at most; an index may lag behind for longer. */
const LONGEST_STALE = 5_000;

/** What of an item stands in an index. */
const shownIn = (names: readonly string[], item: Item): Item =>
  Object.fromEntries(names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));

/** DynamoDB as far as the adapters use it: conditional writes at once, indexes and inconsistent reads that lag behind, pages that end early. */
export function simulatedTables(world: World, onChange: OnChange) {
  const tables = new Map(Object.keys(shapes).map((name) => [name, new Map<string, Item>()]));
  const indexed = new Map(Object.keys(shapes).map((name) => [name, new Map<string, Item>()]));
  const of = (name: string) => {
    const [shape, items, index] = [shapes[name], tables.get(name), indexed.get(name)];
    if (!shape || !items || !index) throw new Error(`There is no table ${name}`);
    return { shape, items, index };
  };
  /** What each item was before it was last written, and when that was. */
  const replaced = new Map<Item, { readonly before: Item | undefined; readonly at: number }>();
  const keyOf = (shape: TableShape, item: Item) => shape.key.map((name) => item[name]?.S ?? "").join("\u0000");

  const store = (name: string, item: Item) => {
    const { shape, items, index } = of(name);
    const key = keyOf(shape, item);
    const before = items.get(key);
    items.set(key, item);
    replaced.set(item, { before, at: world.time() });
    if (before) replaced.delete(before);
    const show = () => {
      const newest = items.get(key);
      if (newest) index.set(key, newest);
      else index.delete(key);
    };
    const lag = world.random.next() * world.mix.indexLag;
    if (lag === 0) show();
    else world.later(lag, show);
    const expiresAt = Number(item["expiresAt"]?.N ?? Number.POSITIVE_INFINITY) * 1000;
    const expiresIn = expiresAt + world.mix.expiryLag - world.time();
    if (Number.isFinite(expiresIn))
      world.later(expiresIn, () => {
        // It was written anew since, with another expiry or the same: that one has an event of its own.
        if (items.get(key) !== item) return;
        items.delete(key);
        world.later(world.random.next() * world.mix.indexLag, show);
      });
    onChange(name, key, before, item);
  };

  const write = (input: Input, next: (before: Item | undefined) => Item) => {
    const { shape, items } = of(input.TableName);
    const before = items.get(keyOf(shape, input.Item ?? input.Key ?? {}));
    if (input.ConditionExpression !== undefined && !condition(input.ConditionExpression)(before, input))
      throw new ConditionalCheckFailedException({ message: "The conditional request failed", $metadata: {} });
    store(input.TableName, next(before));
    return {};
  };

  /** An item as a read shows it: one that does not ask to be consistent may come too early. */
  const seen = (item: Item | undefined, { ConsistentRead }: Input): Item | undefined => {
    const last = item && replaced.get(item);
    if (!last || ConsistentRead) return item;
    const age = world.time() - last.at;
    if (age > LONGEST_STALE) return item;
    return world.random.next() * Math.min(world.mix.indexLag, LONGEST_STALE) > age ? last.before : item;
  };

  const query = (input: Input) => {
    const { shape, items, index } = of(input.TableName);
    const [partition, sort, shows] = input.IndexName === undefined ? [] : (shape.indexes[input.IndexName] ?? []);
    const order = [...(partition && sort ? [partition, sort] : []), ...shape.key];
    const source =
      input.IndexName === undefined
        ? [...items.values()].map((item) => seen(item, input)).filter((item) => item !== undefined)
        : [...index.values()].map((item) => shownIn([...order, ...(shows ? [shows] : [])], item));
    const meets = condition(input.KeyConditionExpression ?? "");
    const sign = input.ScanIndexForward === false ? -1 : 1;
    const byKey = (a: Item, b: Item): number => {
      for (const name of order) {
        const found = compare(a[name]?.S, b[name]?.S);
        if (found !== 0) return found * sign;
      }
      return 0;
    };
    const start = input.ExclusiveStartKey;
    const found = source
      .filter((item) => meets(item, input) && order.every((name) => item[name] !== undefined))
      .filter((item) => !start || byKey(item, start) > 0)
      .sort(byKey);
    const most = Math.min(input.Limit ?? 1000, world.mix.pageCut);
    const page = found.slice(0, most);
    const last = page.at(-1);
    // A page that is full leads on, be it to an empty one.
    const more = page.length === most && last !== undefined;
    return {
      Items: page,
      Count: page.length,
      ...(more && { LastEvaluatedKey: Object.fromEntries(order.map((name) => [name, last[name]])) }),
    };
  };

  const effects: Readonly<Record<string, (input: Input) => unknown>> = {
    GetItemCommand: (input) => {
      const { shape, items } = of(input.TableName);
      return { Item: seen(items.get(keyOf(shape, input.Key ?? {})), input) };
    },
    PutItemCommand: (input) => write(input, () => input.Item ?? {}),
    UpdateItemCommand: (input) => write(input, (before) => updated({ ...input.Key, ...before }, input)),
    QueryCommand: query,
  };

  const recorded = (command: string, input: Input, effect: () => unknown, into: Effect[]): unknown => {
    try {
      const answer = effect();
      into.push({ command, input, answer });
      return answer;
    } catch (error) {
      into.push({ command, input, answer: undefined, error: (error as Error).name });
      throw error;
    }
  };

  const services = {
    /** Where every request is written down, if it is to be. */
    record: undefined as Effect[] | undefined,
    send: (command: { constructor: { name: string }; input: Input }): Promise<unknown> => {
      const { input } = command;
      const { name } = command.constructor;
      const effect = effects[name];
      if (!effect) throw new Error(`The simulated table does not know ${name}`);
      const service = input.TableName === "directory" ? "directory" : "other";
      return world.request(service, `${name} ${input.IndexName ?? input.TableName}`, () =>
        services.record ? recorded(name, input, () => effect(input), services.record) : effect(input),
      );
    },
    /** Puts an item in as it is, without anybody asking. */
    plant: (name: string, item: Item) => {
      const { shape, items, index } = of(name);
      items.set(keyOf(shape, item), item);
      index.set(keyOf(shape, item), item);
    },
    items: (name: string): readonly Item[] => [...of(name).items.values()],
    find: (name: string, ...key: readonly string[]): Item | undefined => of(name).items.get(key.join("\u0000")),
  };
  return services;
}
