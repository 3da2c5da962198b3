import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from "@aws-sdk/client-dynamodb";
import type { CaseDocument } from "../domain/history.ts";
import type { CaseStore, Page } from "../ports/case-store.ts";
import { cursorOf, keyOf, pageOf } from "./cursor.ts";

export type Item = Record<string, { S: string } | { N: string }>;
export type StoredItem = Record<string, { S?: string }>;

/** The due index is spread over this many partitions, so that no single one carries every write. */
export const DUE_SHARDS = 4;

/** Sorts behind every date: a case whose limits are all paused comes last in a list. */
export const NEVER = "9999";

/** A string attribute that every item has. */
export const text = (item: StoredItem, name: string): string => {
  const value = item[name]?.S;
  if (value === undefined) throw new Error(`The attribute ${name} is missing`);
  return value;
};

/** The attributes by which the audit finds a case: none when nobody has to look at it. */
export function dueAttributes(key: string, look: string | undefined): Item {
  if (look === undefined) return {};
  let sum = 0;
  for (let at = 0; at < key.length; at += 1) sum = (sum * 31 + key.charCodeAt(at)) % 65_521;
  return { dueShard: { S: String(sum % DUE_SHARDS) }, dueAt: { S: look } };
}

/** A page of an index query, its rows read from the one attribute the index shows. */
export async function summaries<Row>(
  client: DynamoDBClient,
  query: QueryCommandInput,
  shown = "summary",
): Promise<Page<Row>> {
  const { Items = [], LastEvaluatedKey } = await pageOf(client, query);
  const next = cursorOf(LastEvaluatedKey as StoredItem | undefined);
  return {
    items: Items.map((item) => JSON.parse(text(item as StoredItem, shown)) as Row),
    ...(next !== undefined && { cursor: next }),
  };
}

/** What is special about one kind of case. */
interface Shape<Event, Stored extends { readonly document: CaseDocument<Event> }, Loaded extends Stored> {
  readonly key: "number" | "staffId";
  readonly keyOf: (stored: Stored) => string;
  /** Every attribute but key, version and document. */
  readonly attributes: (stored: Stored) => Item;
  readonly loaded: (item: StoredItem, document: CaseDocument<Event>) => Loaded;
}

/** Cases of one kind in DynamoDB: one item each, one conditional write a command. */
export function caseTable<Event, Stored extends { readonly document: CaseDocument<Event> }, Loaded extends Stored>(
  client: DynamoDBClient,
  tableName: string,
  shape: Shape<Event, Stored, Loaded>,
): CaseStore<Stored, Loaded> {
  const find = async (key: string): Promise<Loaded | undefined> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: { [shape.key]: { S: key } }, ConsistentRead: true }),
    );
    if (!Item) return undefined;
    const item = Item as StoredItem;
    const document = JSON.parse(text(item, "document")) as CaseDocument<Event>;
    // The version stands outside of the document: a history whose tail was cut off is nobody's.
    if (Number(Item["version"]?.N) !== document.history.length)
      throw new Error("A history is not as long as its version");
    return shape.loaded(item, document);
  };

  /** A write whose answer was lost is repeated and then fails its condition against itself: the stored hash tells. */
  const isOurs = async (stored: Stored): Promise<boolean> => {
    const at = stored.document.history.length - 1;
    const present = await find(shape.keyOf(stored));
    return present?.document.history[at]?.hash === stored.document.history[at]?.hash;
  };

  const put = async (stored: Stored, condition: Partial<PutItemCommand["input"]>): Promise<boolean> => {
    const { document } = stored;
    const item = {
      [shape.key]: { S: shape.keyOf(stored) },
      version: { N: String(document.history.length) },
      document: { S: JSON.stringify(document) },
      ...shape.attributes(stored),
    };
    try {
      await client.send(new PutItemCommand({ TableName: tableName, Item: item, ...condition }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return isOurs(stored);
      throw error;
    }
  };

  return {
    find,
    add: async (stored) =>
      (await put(stored, {
        ConditionExpression: "attribute_not_exists(#key)",
        ExpressionAttributeNames: { "#key": shape.key },
      }))
        ? "added"
        : "exists",
    save: async (stored, version) =>
      (await put(stored, {
        ConditionExpression: "#v = :v",
        ExpressionAttributeNames: { "#v": "version" },
        ExpressionAttributeValues: { ":v": { N: String(version) } },
      }))
        ? "saved"
        : "stale",
    dueBefore: async (instant, cursor) => {
      // The cursor names the shard that is being read and where in it the last page ended.
      const [shard = "0", ended] = cursor?.split("/") ?? [];
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: "due",
          KeyConditionExpression: "dueShard = :shard AND dueAt <= :now",
          ExpressionAttributeValues: { ":shard": { S: shard }, ":now": { S: instant } },
          ExclusiveStartKey: keyOf(ended),
          Limit: 100,
        }),
      );
      const next = cursorOf(LastEvaluatedKey as StoredItem | undefined);
      const following = Number(shard) + 1 < DUE_SHARDS ? String(Number(shard) + 1) : undefined;
      return {
        items: Items.map((item) => text(item as StoredItem, shape.key)),
        cursor: next ? `${shard}/${next}` : following,
      };
    },
  };
}
