import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { Spent } from "../ports/spent.ts";

const seconds = (date: Date): string => String(Math.ceil(date.getTime() / 1000));

/** Spent tokens and short-lived counts in DynamoDB; its time to live forgets them. */
export const spentTable = (client: DynamoDBClient, tableName: string): Spent => ({
  spend: async (token, owner, keepUntil) => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: { token: { S: token }, owner: { S: owner }, expiresAt: { N: seconds(keepUntil) } },
          ConditionExpression: "attribute_not_exists(#t) OR #o = :o",
          ExpressionAttributeNames: { "#t": "token", "#o": "owner" },
          ExpressionAttributeValues: { ":o": { S: owner } },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
  count: async (bucket, keepUntil) => {
    const { Attributes } = await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { token: { S: bucket } },
        UpdateExpression: "ADD #n :one SET expiresAt = :until",
        ExpressionAttributeNames: { "#n": "asked" },
        ExpressionAttributeValues: { ":one": { N: "1" }, ":until": { N: seconds(keepUntil) } },
        ReturnValues: "UPDATED_NEW",
      }),
    );
    return Number(Attributes?.["asked"]?.N ?? 1);
  },
});
