import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from "@aws-sdk/client-dynamodb";
import type { InquirySummary } from "../contracts/inquiry.ts";
import { nextDue, nextLook } from "../domain/inquiry/audit.ts";
import { type CaseDocument, fold } from "../domain/inquiry/history.ts";
import type { Inquiry } from "../domain/inquiry/inquiry.ts";
import type { InquiryStore, LoadedInquiry, StoredInquiry } from "../ports/inquiry-store.ts";
import { cursorOf, keyOf } from "./cursor.ts";

type Item = Record<string, { S: string } | { N: string }>;

/** The due index is spread over this many partitions, so that no single one carries every write. */
export const DUE_SHARDS = 4;

/** Sorts behind every date: a case whose limits are all paused comes last in a list. */
const NEVER = "9999";

const shardOf = (number: string): string => {
  let sum = 0;
  for (let at = 0; at < number.length; at += 1) sum = (sum * 31 + number.charCodeAt(at)) % 65_521;
  return String(sum % DUE_SHARDS);
};

const masked = (name: string): string =>
  name.length === 0 ? "" : `${name.slice(0, 1)}${"*".repeat(Math.max(1, name.length - 1))}`;

/** A row of a list, made from the state; the name is masked, the telephone is not in it. */
export function summaryOf(inquiry: Inquiry, texts: CaseDocument["texts"]): InquirySummary {
  const running = inquiry.limits.filter((limit) => limit.state === "running");
  const first = running.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0];
  return {
    number: inquiry.number,
    subject: texts[inquiry.subject]?.body ?? "",
    name: masked(texts[inquiry.name]?.body ?? ""),
    stage: inquiry.stage,
    channel: inquiry.channel,
    serviceCode: inquiry.serviceCode,
    urgent: inquiry.urgent !== null,
    receivedAt: inquiry.receivedAt,
    caseworkerId: inquiry.caseworkerId,
    unitId: inquiry.unitId,
    officeId: inquiry.officeId,
    due: first ? { kind: first.kind, dueOn: first.dueOn, dueAt: first.dueAt, provisional: first.provisional } : null,
    paused: first === undefined && inquiry.limits.some((limit) => limit.state === "paused"),
  };
}

const itemOf = (stored: StoredInquiry): Item => {
  const { number, document, secretDigest, submissionDigest, phoneKey } = stored;
  const inquiry = fold(document);
  const look = nextLook(inquiry);
  const open = inquiry.stage !== "closed";
  return {
    number: { S: number },
    version: { N: String(inquiry.version) },
    document: { S: JSON.stringify(document) },
    secretDigest: { S: secretDigest },
    submissionDigest: { S: submissionDigest },
    phoneKey: { S: phoneKey },
    receivedAt: { S: inquiry.receivedAt },
    summary: { S: JSON.stringify(summaryOf(inquiry, document.texts)) },
    ...(look !== undefined && { dueShard: { S: shardOf(number) }, dueAt: { S: look } }),
    ...(open && {
      caseworkerId: { S: inquiry.caseworkerId },
      unitId: { S: inquiry.unitId },
      nextDueAt: { S: nextDue(inquiry) ?? NEVER },
    }),
  };
};

const text = (item: Record<string, { S?: string }>, name: string): string => {
  const value = item[name]?.S;
  if (value === undefined) throw new Error(`The attribute ${name} is missing`);
  return value;
};

const loaded = (item: Record<string, { S?: string }>): LoadedInquiry => {
  const document = JSON.parse(text(item, "document")) as CaseDocument;
  return {
    number: text(item, "number"),
    document,
    inquiry: fold(document),
    secretDigest: text(item, "secretDigest"),
    submissionDigest: text(item, "submissionDigest"),
    phoneKey: text(item, "phoneKey"),
  };
};

const indexes = {
  caseworker: ["caseworkerId", "nextDueAt"],
  unit: ["unitId", "nextDueAt"],
  phone: ["phoneKey", "receivedAt"],
} as const;

/** Inquiries in DynamoDB: one item each, one conditional write a command. */
export function inquiryTable(client: DynamoDBClient, tableName: string): InquiryStore {
  const find = async (number: string): Promise<LoadedInquiry | undefined> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: { number: { S: number } }, ConsistentRead: true }),
    );
    return Item && loaded(Item as Record<string, { S?: string }>);
  };

  /** A write whose answer was lost is repeated and then fails its condition against itself: the stored hash tells. */
  const isOurs = async (stored: StoredInquiry): Promise<boolean> => {
    const version = stored.document.history.length;
    const present = await find(stored.number);
    return present?.document.history[version - 1]?.hash === stored.document.history[version - 1]?.hash;
  };

  const put = async (stored: StoredInquiry, condition: Partial<PutItemCommand["input"]>): Promise<boolean> => {
    try {
      await client.send(new PutItemCommand({ TableName: tableName, Item: itemOf(stored), ...condition }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return isOurs(stored);
      throw error;
    }
  };

  return {
    find,
    add: async (stored) =>
      (await put(stored, {
        ConditionExpression: "attribute_not_exists(#n)",
        ExpressionAttributeNames: { "#n": "number" },
      }))
        ? "added"
        : "exists",
    save: async (stored, version) =>
      (await put(stored, {
        ConditionExpression: "#v = :v",
        ExpressionAttributeNames: { "#v": "version" },
        ExpressionAttributeValues: { ":v": { N: String(version) } },
      }))
        ? "saved"
        : "stale",

    dueBefore: async (instant, cursor) => {
      // The cursor names the shard that is being read and where in it the last page ended.
      const [shard = "0", ended] = cursor?.split("/") ?? [];
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: "due",
          KeyConditionExpression: "dueShard = :shard AND dueAt <= :now",
          ExpressionAttributeValues: { ":shard": { S: shard }, ":now": { S: instant } },
          ExclusiveStartKey: keyOf(ended),
          Limit: 100,
        }),
      );
      const next = cursorOf(LastEvaluatedKey as Record<string, { S?: string }> | undefined);
      const following = Number(shard) + 1 < DUE_SHARDS ? String(Number(shard) + 1) : undefined;
      return {
        items: Items.map((item) => text(item as Record<string, { S?: string }>, "number")),
        cursor: next ? `${shard}/${next}` : following,
      };
    },

    list: async (list, limit, cursor) => {
      const [partition, sort] = indexes[list.by];
      const before = "dueBefore" in list ? list.dueBefore : undefined;
      const query: QueryCommandInput = {
        TableName: tableName,
        IndexName: list.by,
        KeyConditionExpression: before === undefined ? "#p = :p" : "#p = :p AND #s < :s",
        ExpressionAttributeNames: { "#p": partition, ...(before !== undefined && { "#s": sort }) },
        ExpressionAttributeValues: { ":p": { S: list.id }, ...(before !== undefined && { ":s": { S: before } }) },
        ScanIndexForward: list.by !== "phone",
        Limit: limit,
        ExclusiveStartKey: keyOf(cursor),
      };
      const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand(query));
      const rows = Items.map(
        (item) => JSON.parse(text(item as Record<string, { S?: string }>, "summary")) as InquirySummary,
      );
      const next = cursorOf(LastEvaluatedKey as Record<string, { S?: string }> | undefined);
      return {
        items: "urgentOnly" in list && list.urgentOnly ? rows.filter((row) => row.urgent) : rows,
        ...(next !== undefined && { cursor: next }),
      };
    },
  };
}
