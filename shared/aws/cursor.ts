import {
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
} from "@aws-sdk/client-dynamodb";

/** Turns the key at which a page ended into an opaque cursor and back; a cursor that is none starts from the beginning. */
export const cursorOf = (key: Record<string, { S?: string }> | undefined): string | undefined =>
  key && Buffer.from(JSON.stringify(Object.entries(key).map(([name, { S }]) => [name, S]))).toString("base64url");

/** The key behind a cursor, every part a string attribute. */
export function keyOf(cursor: string | undefined): Record<string, { S: string }> | undefined {
  if (cursor === undefined) return undefined;
  try {
    const parts = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as [string, string][];
    return Object.fromEntries(parts.map(([name, value]) => [String(name), { S: String(value) }]));
  } catch {
    return undefined;
  }
}

/** Asks for a page; one that is to begin where this list has no place, since the cursor is another list's or nobody's, begins anew. */
export async function pageOf(client: DynamoDBClient, query: QueryCommandInput): Promise<QueryCommandOutput> {
  try {
    return await client.send(new QueryCommand(query));
  } catch (error) {
    if (!query.ExclusiveStartKey || (error as Error).name !== "ValidationException") throw error;
    const { ExclusiveStartKey: _, ...anew } = query;
    return client.send(new QueryCommand(anew));
  }
}
