import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { nextLook } from "../domain/case-clock.ts";
import { type BoxEvent, foldBox } from "../domain/suggestion/box.ts";
import type { BoxStore, LoadedBox, StoredBox } from "../ports/box-store.ts";
import { caseTable, dueAttributes, text } from "./case-table.ts";

/** The boxes on the walls in DynamoDB. */
export const boxTable = (client: DynamoDBClient, tableName: string): BoxStore =>
  caseTable<BoxEvent, StoredBox, LoadedBox>(client, tableName, {
    key: "number",
    keyOf: (stored) => stored.number,
    attributes: ({ number, document }) => dueAttributes(number, nextLook(foldBox(document))),
    loaded: (item, document) => ({ number: text(item, "number"), document, box: foldBox(document) }),
  });
