import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { Round, RoundName, RoundStore } from "../ports/round-store.ts";

const keyOf = (name: RoundName) => ({ kind: { S: "round" }, id: { S: name } });

/** The rounds of the audit in DynamoDB, one small item each, beside the figures. */
export const roundTable = (client: DynamoDBClient, tableName: string): RoundStore => ({
  find: async (name) => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: keyOf(name), ConsistentRead: true }),
    );
    return Item && (JSON.parse(Item["body"]?.S ?? "null") as Round);
  },
  save: async (name, round) => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: { ...keyOf(name), version: { N: String(round.version) }, body: { S: JSON.stringify(round) } },
          ConditionExpression: round.version === 1 ? "attribute_not_exists(id)" : "#v = :v",
          ...(round.version > 1 && {
            ExpressionAttributeNames: { "#v": "version" },
            ExpressionAttributeValues: { ":v": { N: String(round.version - 1) } },
          }),
        }),
      );
      return "saved";
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return "stale";
      throw error;
    }
  },
});
