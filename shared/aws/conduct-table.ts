import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { ConductRow } from "../contracts/conduct.ts";
import { nextLook, openLimits } from "../domain/case-clock.ts";
import { type ConductRecord, caseOfLimit } from "../domain/conduct/conduct.ts";
import { type ConductEvent, foldConduct } from "../domain/conduct/history.ts";
import type { ConductStore, LoadedConduct, StoredConduct } from "../ports/conduct-store.ts";
import { caseTable, dueAttributes, type Item, summaries, text } from "./case-table.ts";
import { keyOf } from "./cursor.ts";

/** The whole register is one list: a centre has a few hundred members of staff, and few of them stand in it. */
const ALL = "all";

/** The rows of a record: what a list shows of each case, and what decides who may see it. */
export const conductRowsOf = (record: ConductRecord): readonly ConductRow[] =>
  record.cases.map(({ id, stage, category, unitId, openedAt, put, decision, measure }) => {
    const due = openLimits(record)
      .filter((limit) => caseOfLimit(limit.id) === id)
      .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0];
    return {
      id,
      staffId: record.staffId,
      unitId,
      category,
      stage,
      openedAt,
      putAt: put?.at ?? null,
      verified: decision?.verified ?? null,
      rung: decision?.rung ?? null,
      decidedBy: decision?.by ?? null,
      measure: measure?.code ?? null,
      measuredBy: measure?.by ?? null,
      due: due ? { kind: due.kind, dueOn: due.dueOn, dueAt: due.dueAt } : null,
    };
  });

const attributes = ({ staffId, document }: StoredConduct): Item => {
  const record = foldConduct(document);
  return {
    register: { S: ALL },
    summary: { S: JSON.stringify(conductRowsOf(record)) },
    ...dueAttributes(staffId, nextLook(record)),
  };
};

/** The conduct register in DynamoDB. */
export const conductTable = (client: DynamoDBClient, tableName: string): ConductStore => ({
  ...caseTable<ConductEvent, StoredConduct, LoadedConduct>(client, tableName, {
    key: "staffId",
    keyOf: (stored) => stored.staffId,
    attributes,
    loaded: (item, document) => ({ staffId: text(item, "staffId"), document, record: foldConduct(document) }),
  }),
  rows: async () => {
    const rows: ConductRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await summaries<readonly ConductRow[]>(client, {
        TableName: tableName,
        IndexName: "register",
        KeyConditionExpression: "#register = :all",
        ExpressionAttributeNames: { "#register": "register" },
        ExpressionAttributeValues: { ":all": { S: ALL } },
        ExclusiveStartKey: keyOf(cursor),
      });
      rows.push(...page.items.flat());
      cursor = page.cursor;
    } while (cursor !== undefined);
    return rows;
  },
});
