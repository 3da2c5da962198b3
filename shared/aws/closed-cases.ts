import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { CaseFacts } from "../domain/figures/facts.ts";
import { momentsOf, monthOf } from "../domain/figures/periods.ts";
import type { ClosedCases, OpenCases } from "../ports/closed-cases.ts";
import { type StoredItem, text } from "./case-table.ts";
import { cursorOf, keyOf, pageOf } from "./cursor.ts";
import { countOpen } from "./open-list.ts";

/** The partition in which a closed inquiry is found: a unit's month, so that no partition grows for ever. */
export const closedIn = (unitId: string, month: string): string => `${unitId}#${month}`;

/** Closed inquiries over the index `closed`. */
export const closedCases = (client: DynamoDBClient, tableName: string): ClosedCases => ({
  closedIn: async (unitId, period, limit, cursor) => {
    const { first, last } = momentsOf(period);
    const { Items = [], LastEvaluatedKey } = await pageOf(client, {
      TableName: tableName,
      IndexName: "closed",
      KeyConditionExpression: "closedIn = :partition AND closedAt BETWEEN :first AND :last",
      ExpressionAttributeValues: {
        ":partition": { S: closedIn(unitId, monthOf(period.from)) },
        ":first": { S: first },
        ":last": { S: last },
      },
      Limit: limit,
      ExclusiveStartKey: keyOf(cursor),
    });
    const next = cursorOf(LastEvaluatedKey as StoredItem | undefined);
    return {
      items: Items.map((item) => ({
        number: text(item as StoredItem, "number"),
        facts: JSON.parse(text(item as StoredItem, "facts")) as CaseFacts,
      })),
      ...(next !== undefined && { cursor: next }),
    };
  },
});

/** Open inquiries over the index `unit`, counted where they lie. */
export const openCases = (client: DynamoDBClient, tableName: string): OpenCases => ({
  countOpen: (unitId, dueBefore) => countOpen(client, tableName, unitId, dueBefore),
});
