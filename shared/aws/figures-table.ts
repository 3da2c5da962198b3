import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { KeptDigest, PublishedFigures } from "../contracts/figures.ts";
import type { Tally } from "../domain/figures/tally.ts";
import type { BoxEntry, ConductEntry, FiguresStore } from "../ports/figures-store.ts";
import { type StoredItem, text } from "./case-table.ts";
import { cursorOf, keyOf, pageOf } from "./cursor.ts";

const monthly = (month: string): string => `month#${month}`;

/** What has been counted, in DynamoDB: one item for a unit's month, for a month of the box, for what is published, for a digest. */
export function figuresTable(client: DynamoDBClient, tableName: string): FiguresStore {
  const keep = async (kind: string, id: string, body: unknown, unlessThere = false): Promise<"added" | "exists"> => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: { kind: { S: kind }, id: { S: id }, body: { S: JSON.stringify(body) } },
          ...(unlessThere && { ConditionExpression: "attribute_not_exists(id)" }),
        }),
      );
      return "added";
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return "exists";
      throw error;
    }
  };
  const find = async <Body>(kind: string, id: string): Promise<Body | undefined> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: { kind: { S: kind }, id: { S: id } } }),
    );
    return Item && (JSON.parse(text(Item as StoredItem, "body")) as Body);
  };
  const list = async (kind: string, input: { Limit?: number; newestFirst?: boolean; cursor?: string } = {}) => {
    const { Items = [], LastEvaluatedKey } = await pageOf(client, {
      TableName: tableName,
      KeyConditionExpression: "kind = :kind",
      ExpressionAttributeValues: { ":kind": { S: kind } },
      ScanIndexForward: !input.newestFirst,
      Limit: input.Limit,
      ExclusiveStartKey: keyOf(input.cursor),
    });
    return { items: Items as readonly StoredItem[], next: cursorOf(LastEvaluatedKey as StoredItem | undefined) };
  };

  return {
    keepMonth: async (month, unitId, tally) => {
      await keep(monthly(month), unitId, tally);
    },
    month: async (month) => {
      const tallies = new Map<string, Tally>();
      let cursor: string | undefined;
      do {
        const page = await list(monthly(month), { cursor });
        for (const item of page.items) tallies.set(text(item, "id"), JSON.parse(text(item, "body")) as Tally);
        cursor = page.next;
      } while (cursor !== undefined);
      return tallies;
    },
    keepBoxMonth: async (month, entries) => {
      await keep("box", month, entries);
    },
    boxMonth: async (month) => (await find<readonly BoxEntry[]>("box", month)) ?? [],
    keepConduct: async (entries) => {
      await keep("conduct", "open", entries);
    },
    conduct: async () => (await find<readonly ConductEntry[]>("conduct", "open")) ?? [],
    publish: async (figures) => {
      await keep("published", "figures", figures);
    },
    published: () => find<PublishedFigures>("published", "figures"),
    addDigest: (digest) => keep("digest", digest.week, digest, true),
    digest: (week) => find<KeptDigest>("digest", week),
    digests: async (limit, cursor) => {
      const page = await list("digest", { Limit: limit, newestFirst: true, cursor });
      return {
        items: page.items.map((item) => JSON.parse(text(item, "body")) as KeptDigest),
        ...(page.next !== undefined && { cursor: page.next }),
      };
    },
  };
}
