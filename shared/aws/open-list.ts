import { type DynamoDBClient, QueryCommand, type QueryCommandInput } from "@aws-sdk/client-dynamodb";
import { NEVER } from "./case-table.ts";

/** Sorts before every date, so that an urgent case stands on top of every list, whatever page of it is read (FIR-5.6). */
const URGENT = "!";

/** Where the urgent cases of a list end. */
export const AFTER_URGENT = "0";

/** Where an open case stands in a list: urgent ones first, then by what is due first; one that only waits comes last. */
export const orderOf = (urgent: boolean, dueAt: string | undefined): string =>
  `${urgent ? URGENT : ""}${dueAt ?? NEVER}`;

/** How many open inquiries a unit has, counted in the index `unit`; only those due before an instant, if it is given. */
export async function countOpen(
  client: DynamoDBClient,
  tableName: string,
  unitId: string,
  dueBefore?: string,
): Promise<number> {
  const count = async (before?: string): Promise<number> => {
    let found = 0;
    let start: QueryCommandInput["ExclusiveStartKey"];
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: "unit",
          Select: "COUNT",
          KeyConditionExpression: before === undefined ? "unitId = :unit" : "unitId = :unit AND nextDueAt < :before",
          ExpressionAttributeValues: {
            ":unit": { S: unitId },
            ...(before !== undefined && { ":before": { S: before } }),
          },
          ExclusiveStartKey: start,
        }),
      );
      found += page.Count ?? 0;
      start = page.LastEvaluatedKey;
    } while (start);
    return found;
  };
  if (dueBefore === undefined) return count();
  // Every urgent case sorts before the instant; of them only those count that are due before it.
  const [all, urgent, urgentDue] = await Promise.all([
    count(dueBefore),
    count(AFTER_URGENT),
    count(URGENT + dueBefore),
  ]);
  return all - urgent + urgentDue;
}
