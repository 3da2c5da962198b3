import { type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { CaseWatch } from "../ports/case-watch.ts";
import { DUE_SHARDS } from "./case-table.ts";
import { countOpen } from "./open-list.ts";

/** The open inquiries as their indexes show them: keys and counts, no content. */
export function inquiryWatch(client: DynamoDBClient, tableName: string): CaseWatch {
  const firstOf = async (shard: number): Promise<string[]> => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: "due",
        KeyConditionExpression: "dueShard = :shard",
        ExpressionAttributeValues: { ":shard": { S: String(shard) } },
        Limit: 1,
      }),
    );
    return Items.flatMap((item) => item["dueAt"]?.S ?? []);
  };
  return {
    oldestLook: async () => {
      const firsts = await Promise.all(Array.from({ length: DUE_SHARDS }, (_, shard) => firstOf(shard)));
      return firsts.flat().sort()[0];
    },
    open: (unitId, dueBefore) => countOpen(client, tableName, unitId, dueBefore),
  };
}
