import { type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { dayOf } from "../domain/calendar/local-date.ts";
import { unitsConcerned } from "../domain/figures/box.ts";
import type { BoxCount } from "../ports/box-count.ts";
import { type StoredItem, text } from "./case-table.ts";

/** Every stage is a partition of the index `box`. */
const STAGES = ["received", "opened", "reviewed", "assigned", "replied", "converting", "published", "closed"] as const;

interface Row {
  readonly summary: { readonly category: string; readonly receivedAt: string };
  readonly standing: { readonly about: { readonly staffIds: readonly string[]; readonly unitIds: readonly string[] } };
}

/** The suggestion box over its index, read as a whole: it is small, and it is read once a night. */
export const boxCount = (client: DynamoDBClient, tableName: string): BoxCount => ({
  receivedIn: async ({ from, to }, directory) => {
    const entries = [];
    for (const stage of STAGES) {
      let start: StoredItem | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: tableName,
            IndexName: "box",
            KeyConditionExpression: "box = :stage",
            ExpressionAttributeValues: { ":stage": { S: stage } },
            ExclusiveStartKey: start as Record<string, { S: string }> | undefined,
          }),
        );
        for (const item of page.Items ?? []) {
          const { summary, standing } = JSON.parse(text(item as StoredItem, "summary")) as Row;
          const day = dayOf(summary.receivedAt);
          if (from <= day && day <= to)
            entries.push({ category: summary.category, units: unitsConcerned(standing.about, directory) });
        }
        start = page.LastEvaluatedKey as StoredItem | undefined;
      } while (start);
    }
    return entries;
  },
});
