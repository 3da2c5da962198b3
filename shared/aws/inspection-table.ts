import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { InspectionSummary } from "../contracts/inspection.ts";
import { nextLook } from "../domain/case-clock.ts";
import {
  foldInspection,
  type Inspection,
  type InspectionDocument,
  type InspectionEvent,
} from "../domain/inspection/inspection.ts";
import type { InspectionStore, LoadedInspection, StoredInspection } from "../ports/inspection-store.ts";
import { caseTable, dueAttributes, type Item, summaries, text } from "./case-table.ts";
import { keyOf } from "./cursor.ts";

/** A row of the list of inspections. */
export const inspectionSummaryOf = (
  { number, officeId, unitId, category, inspectedOn, severity, stage, finding, limits }: Inspection,
  texts: InspectionDocument["texts"],
): InspectionSummary => {
  const limit = limits.find((each) => each.state === "running");
  return {
    number,
    officeId,
    unitId,
    category,
    inspectedOn,
    severity,
    stage,
    finding: texts[finding]?.body ?? "",
    due: limit ? { kind: limit.kind, dueOn: limit.dueOn, dueAt: limit.dueAt } : null,
  };
};

const attributes = ({ number, document }: StoredInspection): Item => {
  const inspection = foldInspection(document);
  return {
    month: { S: inspection.inspectedOn.slice(0, 7) },
    inspectedOn: { S: inspection.inspectedOn },
    summary: { S: JSON.stringify(inspectionSummaryOf(inspection, document.texts)) },
    ...dueAttributes(number, nextLook(inspection)),
  };
};

/** Records of inspections in DynamoDB. */
export const inspectionTable = (client: DynamoDBClient, tableName: string): InspectionStore => ({
  ...caseTable<InspectionEvent, StoredInspection, LoadedInspection>(client, tableName, {
    key: "number",
    keyOf: (stored) => stored.number,
    attributes,
    loaded: (item, document) => ({ number: text(item, "number"), document, inspection: foldInspection(document) }),
  }),
  ofMonth: (month, limit, cursor) =>
    summaries<InspectionSummary>(client, {
      TableName: tableName,
      IndexName: "month",
      KeyConditionExpression: "#month = :month",
      ExpressionAttributeNames: { "#month": "month" },
      ExpressionAttributeValues: { ":month": { S: month } },
      ScanIndexForward: false,
      Limit: limit,
      ExclusiveStartKey: keyOf(cursor),
    }),
});
