import { type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { CaseWatch } from "../ports/case-watch.ts";
import { DUE_SHARDS } from "./case-table.ts";
import { countOpen } from "./open-list.ts";

/** The tables of cases with a due index, and the one of them whose open cases are counted. */
export interface WatchedTables {
  readonly inquiries: string;
  readonly others: readonly string[];
}

/** The open cases as their indexes show them: keys and counts, no content. */
export function caseWatch(client: DynamoDBClient, { inquiries, others }: WatchedTables): CaseWatch {
  const firstOf = async (tableName: string, shard: number): Promise<string[]> => {
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
  const shards = Array.from({ length: DUE_SHARDS }, (_, shard) => shard);
  return {
    oldestLook: async () => {
      const firsts = [inquiries, ...others].flatMap((table) => shards.map((shard) => firstOf(table, shard)));
      return (await Promise.all(firsts)).flat().sort()[0];
    },
    open: (unitId, dueBefore) => countOpen(client, inquiries, unitId, dueBefore),
  };
}
