import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { Inbox, InboxNotice } from "../ports/inbox.ts";
import { cursorOf, keyOf, pageOf } from "./cursor.ts";

/** Notices are kept for half a year after their delivery; the case itself keeps that they were given. */
const KEEP_SECONDS = 183 * 24 * 60 * 60;

type Item = Record<string, { S?: string }>;

const noticeOf = (item: Item): InboxNotice => ({
  ...(JSON.parse(item["body"]?.S ?? "{}") as Omit<InboxNotice, "recipientId" | "key">),
  recipientId: item["recipientId"]?.S ?? "",
  key: item["noticeKey"]?.S ?? "",
  ...(item["readAt"]?.S !== undefined && { readAt: item["readAt"].S }),
});

/** Inboxes in DynamoDB, newest first: the key begins with the moment the notice was decided. */
export function inboxTable(client: DynamoDBClient, tableName: string): Inbox {
  return {
    deliver: async (notice) => {
      const { recipientId, key, readAt: _, ...body } = notice;
      try {
        await client.send(
          new PutItemCommand({
            TableName: tableName,
            Item: {
              recipientId: { S: recipientId },
              noticeKey: { S: key },
              body: { S: JSON.stringify(body) },
              expiresAt: { N: String(Math.floor(Date.parse(notice.deliveredAt) / 1000) + KEEP_SECONDS) },
            },
            ConditionExpression: "attribute_not_exists(noticeKey)",
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    find: async (recipientId, key) => {
      const Key = { recipientId: { S: recipientId }, noticeKey: { S: key } };
      const { Item: item } = await client.send(new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }));
      return item && noticeOf(item as Item);
    },
    list: async (recipientId, limit, cursor) => {
      const { Items = [], LastEvaluatedKey } = await pageOf(client, {
        TableName: tableName,
        KeyConditionExpression: "recipientId = :me",
        ExpressionAttributeValues: { ":me": { S: recipientId } },
        ScanIndexForward: false,
        Limit: limit,
        ExclusiveStartKey: keyOf(cursor),
      });
      const items = Items.map((item) => noticeOf(item as Item));
      const next = cursorOf(LastEvaluatedKey as Item | undefined);
      return { items, ...(next !== undefined && { cursor: next }) };
    },
    acknowledge: async (recipientId, key, at) => {
      try {
        await client.send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: { recipientId: { S: recipientId }, noticeKey: { S: key } },
            UpdateExpression: "SET readAt = if_not_exists(readAt, :at)",
            ConditionExpression: "attribute_exists(noticeKey)",
            ExpressionAttributeValues: { ":at": { S: at } },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}
