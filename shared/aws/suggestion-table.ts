import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { PublishedSuggestion, SuggestionSummary } from "../contracts/suggestion.ts";
import { nextDue } from "../domain/case-clock.ts";
import type { SuggestionEvent } from "../domain/suggestion/events.ts";
import { foldSuggestion, nextLookAt, type SuggestionDocument } from "../domain/suggestion/history.ts";
import { isAnonymous, type Suggestion } from "../domain/suggestion/suggestion.ts";
import type {
  ListedSuggestion,
  LoadedSuggestion,
  StoredSuggestion,
  SuggestionStore,
} from "../ports/suggestion-store.ts";
import { caseTable, dueAttributes, type Item, NEVER, type StoredItem, summaries, text } from "./case-table.ts";
import { cursorOf, keyOf, pageOf } from "./cursor.ts";

/** Everything published is one list: it is short, and read far more often than written. */
const ALL = "all";
const EXCERPT = 60;

const bodyIn =
  (texts: SuggestionDocument["texts"]) =>
  (id: string): string =>
    texts[id]?.body ?? "";

/** A row of the box, made from the state; the writer's name is not in it. */
export function suggestionSummaryOf(suggestion: Suggestion, texts: SuggestionDocument["texts"]): SuggestionSummary {
  const { number, category, topic, stage, channel, officeId, receivedAt, assigneeId } = suggestion;
  const first = suggestion.limits
    .filter((limit) => limit.state === "running")
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0];
  return {
    number,
    category,
    topic,
    stage,
    channel,
    officeId,
    receivedAt,
    assigneeId,
    anonymous: isAnonymous(suggestion),
    excerpt: bodyIn(texts)(suggestion.content).slice(0, EXCERPT),
    due: first ? { kind: first.kind, dueOn: first.dueOn, dueAt: first.dueAt, provisional: first.provisional } : null,
  };
}

const publicationOf = (
  { category, topic, publication }: Suggestion,
  texts: SuggestionDocument["texts"],
): PublishedSuggestion | undefined =>
  publication
    ? {
        category,
        topic,
        content: bodyIn(texts)(publication.text),
        reply: bodyIn(texts)(publication.reply),
        publishedAt: publication.at,
      }
    : undefined;

const attributes = ({ number, document, secretDigest, submissionDigest }: StoredSuggestion): Item => {
  const suggestion = foldSuggestion(document);
  const { stage, about, category, assigneeId, publication, closed } = suggestion;
  const standing = { about, category, assigneeId };
  const published = publicationOf(suggestion, document.texts);
  return {
    secretDigest: { S: secretDigest },
    submissionDigest: { S: submissionDigest },
    box: { S: stage },
    nextDueAt: { S: publication?.at ?? closed?.at ?? nextDue(suggestion) ?? NEVER },
    summary: { S: JSON.stringify({ summary: suggestionSummaryOf(suggestion, document.texts), standing }) },
    ...dueAttributes(number, nextLookAt(suggestion)),
    ...(published && {
      publishedIn: { S: ALL },
      publishedAt: { S: published.publishedAt },
      publication: { S: JSON.stringify(published) },
    }),
  };
};

/** The suggestion box in DynamoDB. */
export const suggestionTable = (client: DynamoDBClient, tableName: string): SuggestionStore => ({
  ...caseTable<SuggestionEvent, StoredSuggestion, LoadedSuggestion>(client, tableName, {
    key: "number",
    keyOf: (stored) => stored.number,
    attributes,
    loaded: (item, document) => ({
      number: text(item, "number"),
      document,
      suggestion: foldSuggestion(document),
      secretDigest: text(item, "secretDigest"),
      submissionDigest: text(item, "submissionDigest"),
    }),
  }),
  list: async (stage, limit, cursor) => {
    const rows: ListedSuggestion[] = [];
    let from = keyOf(cursor);
    do {
      const { Items = [], LastEvaluatedKey } = await pageOf(client, {
        TableName: tableName,
        IndexName: "box",
        KeyConditionExpression: "box = :stage",
        ExpressionAttributeValues: { ":stage": { S: stage } },
        ScanIndexForward: stage !== "published" && stage !== "closed",
        Limit: limit - rows.length,
        ExclusiveStartKey: from,
      });
      for (const item of Items as StoredItem[]) {
        const { number, box, nextDueAt } = item;
        const row = JSON.parse(text(item, "summary")) as Omit<ListedSuggestion, "cursor">;
        rows.push({ ...row, cursor: cursorOf({ number, box, nextDueAt } as StoredItem) ?? "" });
      }
      from = LastEvaluatedKey as typeof from;
    } while (from && rows.length < limit);
    return rows;
  },
  published: (limit, cursor) =>
    summaries<PublishedSuggestion>(
      client,
      {
        TableName: tableName,
        IndexName: "published",
        KeyConditionExpression: "publishedIn = :all",
        ExpressionAttributeValues: { ":all": { S: ALL } },
        ScanIndexForward: false,
        Limit: limit,
        ExclusiveStartKey: keyOf(cursor),
      },
      "publication",
    ),
});
