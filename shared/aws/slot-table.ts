import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import type { BookableSlot } from "../domain/slot.ts";
import type { SlotStore } from "../ports/slot-store.ts";

/** Slots are forgotten a year after their day; the cases keep what was booked. */
const KEEP_SECONDS = 365 * 24 * 60 * 60;

/** An id split into the keys it is stored under: the office, and what sorts by time within it. */
const keysOf = (id: string) => {
  const [officeId = "", ...rest] = id.split("~");
  return { officeId: { S: officeId }, slot: { S: rest.join("~") } };
};

const stamp = (instant: string) => new Date(instant).toISOString().replaceAll(/[-:]|\.\d+/g, "");

/** Slots in DynamoDB, one item each, sorted by time within their office. */
export function slotTable(client: DynamoDBClient, tableName: string): SlotStore {
  return {
    find: async (id) => {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key: keysOf(id), ConsistentRead: true }),
      );
      return Item && (JSON.parse(Item["body"]?.S ?? "null") as BookableSlot);
    },
    between: async (officeId, from, to) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: "officeId = :office AND slot BETWEEN :from AND :to",
          ExpressionAttributeValues: {
            ":office": { S: officeId },
            ":from": { S: stamp(from) },
            ":to": { S: stamp(to) },
          },
          Limit: 500,
        }),
      );
      return Items.map((item) => JSON.parse(item["body"]?.S ?? "null") as BookableSlot);
    },
    save: async (slot) => {
      const next = { ...slot, version: slot.version + 1 };
      try {
        await client.send(
          new PutItemCommand({
            TableName: tableName,
            Item: {
              ...keysOf(slot.id),
              version: { N: String(next.version) },
              body: { S: JSON.stringify(next) },
              expiresAt: { N: String(Math.floor(Date.parse(slot.endsAt) / 1000) + KEEP_SECONDS) },
            },
            ConditionExpression: slot.version === 0 ? "attribute_not_exists(slot)" : "#v = :v",
            ...(slot.version > 0 && {
              ExpressionAttributeNames: { "#v": "version" },
              ExpressionAttributeValues: { ":v": { N: String(slot.version) } },
            }),
          }),
        );
        return "saved";
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return "stale";
        throw error;
      }
    },
  };
}
