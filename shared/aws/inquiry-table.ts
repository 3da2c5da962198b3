import type { DynamoDBClient, QueryCommandInput } from "@aws-sdk/client-dynamodb";
import type { InquirySummary } from "../contracts/inquiry.ts";
import { dayOf } from "../domain/calendar/local-date.ts";
import { nextDue, nextLook } from "../domain/case-clock.ts";
import { factsOf } from "../domain/figures/facts.ts";
import { monthOf } from "../domain/figures/periods.ts";
import type { InquiryEvent } from "../domain/inquiry/events.ts";
import { fold, type InquiryDocument } from "../domain/inquiry/history.ts";
import type { Inquiry } from "../domain/inquiry/inquiry.ts";
import type { InquiryStore, LoadedInquiry, StoredInquiry } from "../ports/inquiry-store.ts";
import { caseTable, dueAttributes, type Item, summaries, text } from "./case-table.ts";
import { closedIn } from "./closed-cases.ts";
import { cursorOf, keyOf } from "./cursor.ts";
import { AFTER_URGENT, orderOf } from "./open-list.ts";

const masked = (name: string): string =>
  name.length === 0 ? "" : `${name.slice(0, 1)}${"*".repeat(Math.max(1, name.length - 1))}`;

/** A row of a list, made from the state; the name is masked, the telephone is not in it. */
function summaryOf(inquiry: Inquiry, texts: InquiryDocument["texts"]): InquirySummary {
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

const attributes = (stored: StoredInquiry): Item => {
  const { number, document, secretDigest, submissionDigest, phoneKey } = stored;
  const inquiry = fold(document);
  const facts = factsOf(inquiry);
  return {
    secretDigest: { S: secretDigest },
    submissionDigest: { S: submissionDigest },
    phoneKey: { S: phoneKey },
    receivedAt: { S: inquiry.receivedAt },
    summary: { S: JSON.stringify(summaryOf(inquiry, document.texts)) },
    ...dueAttributes(number, nextLook(inquiry)),
    ...(inquiry.stage !== "closed" && {
      caseworkerId: { S: inquiry.caseworkerId },
      unitId: { S: inquiry.unitId },
      nextDueAt: { S: orderOf(inquiry.urgent !== null, nextDue(inquiry)) },
    }),
    ...(facts && {
      closedIn: { S: closedIn(facts.unitId, monthOf(dayOf(facts.closedAt))) },
      closedAt: { S: facts.closedAt },
      facts: { S: JSON.stringify(facts) },
    }),
  };
};

const indexes = {
  caseworker: ["caseworkerId", "nextDueAt"],
  unit: ["unitId", "nextDueAt"],
  phone: ["phoneKey", "receivedAt"],
} as const;

/** Inquiries in DynamoDB. */
export const inquiryTable = (client: DynamoDBClient, tableName: string): InquiryStore => ({
  ...caseTable<InquiryEvent, StoredInquiry, LoadedInquiry>(client, tableName, {
    key: "number",
    keyOf: (stored) => stored.number,
    attributes,
    loaded: (item, document) => ({
      number: text(item, "number"),
      document,
      inquiry: fold(document),
      secretDigest: text(item, "secretDigest"),
      submissionDigest: text(item, "submissionDigest"),
      phoneKey: text(item, "phoneKey"),
    }),
  }),
  list: async (list, limit, cursor) => {
    const [partition, sort] = indexes[list.by];
    const { dueFrom, dueBefore, urgentOnly } = { dueFrom: undefined, dueBefore: undefined, urgentOnly: false, ...list };
    const to = urgentOnly ? AFTER_URGENT : dueBefore;
    const from = urgentOnly ? undefined : dueFrom;
    const sorted = to === undefined ? "" : from === undefined ? " AND #s < :to" : " AND #s BETWEEN :from AND :to";
    const query: QueryCommandInput = {
      TableName: tableName,
      IndexName: list.by,
      KeyConditionExpression: `#p = :p${sorted}`,
      ExpressionAttributeNames: { "#p": partition, ...(to !== undefined && { "#s": sort }) },
      ExpressionAttributeValues: {
        ":p": { S: list.id },
        ...(to !== undefined && { ":to": { S: to } }),
        ...(from !== undefined && { ":from": { S: from } }),
      },
      ScanIndexForward: list.by !== "phone",
      Limit: limit,
      ExclusiveStartKey: keyOf(cursor),
    };
    const page = await summaries<InquirySummary>(client, query);
    if (dueBefore === undefined) return page;
    // The urgent ones sort before every instant; what is not due is left out, which shortens a page and loses nothing.
    const isDue = ({ due }: InquirySummary) =>
      due !== null && due.dueAt < dueBefore && (dueFrom === undefined || due.dueAt >= dueFrom);
    return { ...page, items: page.items.filter(isDue) };
  },
  after: (list, row) => {
    const [partition, sort] = indexes[list.by];
    const place = list.by === "phone" ? row.receivedAt : orderOf(row.urgent, row.due?.dueAt);
    return cursorOf({ number: { S: row.number }, [partition]: { S: list.id }, [sort]: { S: place } }) ?? "";
  },
});
