import { ConditionalCheckFailedException, GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { sha256 } from "#shared/aws/digest.ts";
import { brokenEntry, type CaseDocument } from "#shared/domain/history.ts";
import { storedNumber } from "#shared/domain/receipt.ts";
import { tableNamed, tables } from "./resources.ts";

/** A case as its item has it, whatever it is about. */
export type CaseItem = {
  readonly table: string;
  readonly number: string;
  readonly version: string;
  readonly document: CaseDocument<{ readonly type: string }>;
  readonly summary: Record<string, unknown>;
};

/** Where a case's history doesn't verify; undefined if it is whole. */
export const brokenAt = ({ document, version }: CaseItem): number | undefined =>
  brokenEntry(document, sha256, Number(version));

/** Reads an inquiry or a suggestion by its number, however it was copied. */
export const readCase = async (written: string): Promise<CaseItem> => {
  const number = storedNumber(written);
  if (number === undefined) throw new Error(`${written} is no case number`);
  const table = await tableNamed(number.startsWith("Q") ? "Inquiries" : "Suggestions");
  const asked = { TableName: table, Key: { number: { S: number } }, ConsistentRead: true };
  const { Item } = await tables.send(new GetItemCommand(asked));
  if (Item === undefined) throw new Error(`There is no case ${number}`);
  return {
    table,
    number,
    version: Item["version"]?.N ?? "",
    document: JSON.parse(Item["document"]?.S ?? "null"),
    summary: JSON.parse(Item["summary"]?.S ?? "{}"),
  };
};

/** Replaces what an erasure changes of a case, unless somebody else was first. */
export const replaceCase = async (
  { table, number, version }: CaseItem,
  changed: Readonly<Record<string, string>>,
): Promise<"replaced" | "stale"> => {
  const names = Object.keys(changed);
  try {
    await tables.send(
      new UpdateItemCommand({
        TableName: table,
        Key: { number: { S: number } },
        UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(", ")}`,
        ConditionExpression: "#version = :version",
        ExpressionAttributeNames: {
          "#version": "version",
          ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
        },
        ExpressionAttributeValues: {
          ":version": { N: version },
          ...Object.fromEntries(Object.entries(changed).map(([name, value]) => [`:${name}`, { S: value }])),
        },
      }),
    );
    return "replaced";
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return "stale";
    throw error;
  }
};
