import { ConditionalCheckFailedException, GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { salt } from "#shared/aws/digest.ts";
import { brokenAt, type CaseItem, readCase, replaceCase } from "./case-item.ts";
import { tableNamed, tables } from "./resources.ts";

const ATTEMPTS = 5;

type NoticeQueued = {
  readonly type: string;
  readonly notice?: { readonly id: string; readonly recipientId: string; readonly queuedAt: string };
};

/** Takes the subject of the case, in the citizen's words, out of the inboxes that were told of it. */
const emptyInboxes = async ({ number, document }: CaseItem): Promise<number> => {
  const TableName = await tableNamed("Notices");
  const events = document.history.flatMap((entry) => entry.events as readonly NoticeQueued[]);
  let emptied = 0;
  for (const notice of events.flatMap((event) =>
    event.type === "NoticeQueued" && event.notice ? [event.notice] : [],
  )) {
    const noticeKey = `${notice.queuedAt} ${number} ${notice.id}`;
    const Key = { recipientId: { S: notice.recipientId }, noticeKey: { S: noticeKey } };
    const { Item } = await tables.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
    if (Item === undefined) continue;
    const body = JSON.stringify({ ...JSON.parse(Item["body"]?.S ?? "{}"), subject: "" });
    const update = {
      TableName,
      Key,
      UpdateExpression: "SET body = :body",
      ConditionExpression: "attribute_exists(noticeKey)",
      ExpressionAttributeValues: { ":body": { S: body } },
    };
    try {
      await tables.send(new UpdateItemCommand(update));
      emptied += 1;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
  return emptied;
};

/**
 * Erases the person and every text of a closed case for good, and leaves what was done, when, by whom of the staff and on which
 * clause: the history keeps salted digests only, whose salts go too, so that its chain still verifies and says nothing
 * (个人信息保护法 47). Copies in point-in-time recovery are gone 35 days later.
 */
export const erasePerson = async (number: string): Promise<string> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const found = await readCase(number);
    if (found.summary["stage"] !== "closed")
      throw new Error(`${found.number} is open: close it first, or nobody can answer its citizen`);
    const broken = brokenAt(found);
    if (broken !== undefined)
      throw new Error(`${found.number} is broken at entry ${broken}: export and examine it first`);
    const changed = {
      document: JSON.stringify({ ...found.document, texts: {} }),
      summary: JSON.stringify({ ...found.summary, subject: "", name: "" }),
      // Keys of nobody: an index takes no empty ones.
      phoneKey: `erased-${salt()}`,
      submissionDigest: `erased-${salt()}`,
    };
    if ((await replaceCase(found, changed)) === "stale") continue;
    const emptied = await emptyInboxes(found);
    const after = await readCase(number);
    if (brokenAt(after) !== undefined || Object.keys(after.document.texts).length > 0)
      throw new Error(`${after.number} could not be erased`);
    return `${after.number}: ${Object.keys(found.document.texts).length} texts and the person erased, ${emptied} notices emptied; the chain of ${after.document.history.length} entries is whole`;
  }
  throw new Error(`${number} changed too often while it was erased`);
};
