import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import type { Clock } from "./clock.ts";
import { type Kind, NotHere } from "./kind.ts";

const KeySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) }));

/** What of a DynamoDB table (either resource type) exists here: keys, indexes and time to live. */
export const TableProperties = z.strictObject({
  TableName: z.string().optional(),
  KeySchema,
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(["S", "N", "B"]) })),
  GlobalSecondaryIndexes: z
    .array(
      z.strictObject({
        IndexName: z.string(),
        KeySchema,
        Projection: z.strictObject({
          ProjectionType: z.enum(["ALL", "KEYS_ONLY", "INCLUDE"]),
          NonKeyAttributes: z.array(z.string()).optional(),
        }),
        OnDemandThroughput: NotHere,
        WriteOnDemandThroughputSettings: NotHere,
        ReadOnDemandThroughputSettings: NotHere,
        ContributorInsightsSpecification: NotHere,
      }),
    )
    .default([]),
  TimeToLiveSpecification: z.strictObject({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
  BillingMode: z.literal("PAY_PER_REQUEST"),
  Replicas: z.array(NotHere).max(1).optional(),
  SSESpecification: z.object({ KMSMasterKeyId: z.string().optional() }).optional(),
  PointInTimeRecoverySpecification: NotHere,
  DeletionProtectionEnabled: NotHere,
  OnDemandThroughput: NotHere,
  WriteOnDemandThroughputSettings: NotHere,
  TableClass: NotHere,
  ContributorInsightsSpecification: NotHere,
  ResourcePolicy: NotHere,
  Tags: NotHere,
});

/** AWS::DynamoDB::GlobalTable and AWS::DynamoDB::Table. */
export const tableKind: Kind = {
  properties: TableProperties,
  nameProperty: "TableName",
  attributes: (name, { partition, region, accountId }) => ({
    Arn: `arn:${partition}:dynamodb:${region}:${accountId}:table/${name}`,
    TableId: name,
  }),
};

/** A table of the template under the name it has here. */
export type LocalTable = { name: string; properties: z.infer<typeof TableProperties> };

/** Creates the tables that don't exist yet; refuses a data folder whose tables have other keys or indexes than the template. */
export async function createTables(endpoint: string, tables: LocalTable[], dataDir?: string): Promise<void> {
  for (const { name, properties } of tables) {
    const wanted = {
      TableName: name,
      KeySchema: properties.KeySchema,
      AttributeDefinitions: properties.AttributeDefinitions,
      BillingMode: "PAY_PER_REQUEST",
      ...(properties.GlobalSecondaryIndexes.length > 0 && {
        GlobalSecondaryIndexes: properties.GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
          IndexName,
          KeySchema,
          Projection,
        })),
      }),
    };
    const stored = await describe(endpoint, name);
    if (!stored) {
      await callDynamo(endpoint, "CreateTable", wanted);
      while ((await describe(endpoint, name))?.TableStatus !== "ACTIVE")
        await new Promise((resolve) => setTimeout(resolve, 2));
    } else if (!isDeepStrictEqual(shape(stored), shape(wanted))) {
      throw new Error(
        `The table ${name} in ${dataDir} has other keys or indexes than the template. Start with an empty DATA_DIR, or delete ${dataDir} to begin anew.`,
      );
    }
  }
}

/** Deletes what has outlived its time on the moved clock, which the emulator doesn't do by itself. */
export async function deleteExpired(endpoint: string, tables: LocalTable[], clock: Clock): Promise<void> {
  for (const { name, properties } of tables) {
    const { TimeToLiveSpecification: ttl, KeySchema } = properties;
    if (!ttl?.Enabled) continue;
    const expired = {
      ExpressionAttributeNames: { "#expires": ttl.AttributeName },
      ExpressionAttributeValues: { ":now": { N: String(Math.floor(clock.now().getTime() / 1000)) } },
    };
    let start: unknown;
    do {
      const page = (await callDynamo(endpoint, "Scan", {
        TableName: name,
        FilterExpression: "#expires < :now",
        ...expired,
        ...(start !== undefined && { ExclusiveStartKey: start }),
      })) as { Items: Record<string, unknown>[]; LastEvaluatedKey?: unknown };
      for (const item of page.Items) {
        const Key = Object.fromEntries(KeySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName]]));
        await callDynamo(endpoint, "DeleteItem", {
          TableName: name,
          Key,
          ConditionExpression: "#expires < :now",
          ...expired,
        }).catch(ignoreFailedCondition);
      }
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
  }
}

type Described = {
  TableStatus?: string;
  KeySchema: unknown[];
  AttributeDefinitions: unknown[];
  GlobalSecondaryIndexes?: unknown[];
};

async function describe(endpoint: string, name: string): Promise<Described | undefined> {
  try {
    const { Table } = (await callDynamo(endpoint, "DescribeTable", { TableName: name })) as { Table: Described };
    return Table;
  } catch (error) {
    if (error instanceof Error && error.message.includes("ResourceNotFoundException")) return undefined;
    throw error;
  }
}

/** Keys, key types and indexes, without what only a running table has and without order. */
function shape({ KeySchema, AttributeDefinitions, GlobalSecondaryIndexes = [] }: Described): unknown {
  type Index = {
    IndexName: string;
    KeySchema: unknown;
    Projection: { ProjectionType: string; NonKeyAttributes?: string[] };
  };
  const sorted = (list: unknown[]) => list.map((entry) => JSON.stringify(entry)).sort();
  const indexes = (GlobalSecondaryIndexes as Index[]).map(({ IndexName, KeySchema: keys, Projection }) => {
    return [IndexName, keys, Projection.ProjectionType, sorted(Projection.NonKeyAttributes ?? [])];
  });
  return { keys: KeySchema, attributes: sorted(AttributeDefinitions), indexes: sorted(indexes) };
}

async function callDynamo(endpoint: string, action: string, input: object): Promise<unknown> {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `DynamoDB_20120810.${action}`,
      "x-amz-date": "20260101T000000Z",
      authorization:
        "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=local",
    },
    body: JSON.stringify(input),
  });
  const answer = (await response.json()) as { __type?: string; message?: string };
  if (!response.ok) throw new Error(`${action}: ${answer.__type} ${answer.message ?? ""}`);
  return answer;
}

function ignoreFailedCondition(error: Error): void {
  if (!error.message.includes("ConditionalCheckFailedException")) throw error;
}
