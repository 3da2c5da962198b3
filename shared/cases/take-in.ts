import { inquiryReceived } from "../contracts/acknowledgements.ts";
import type { ContactPreview, ReceiptView } from "../contracts/inquiry.ts";
import type { Context } from "../domain/decision.ts";
import {
  type Channel,
  type FirstResponder,
  firstResponderAsked,
  firstResponderOnDuty,
} from "../domain/first-responder.ts";
import { append } from "../domain/history.ts";
import { fold } from "../domain/inquiry/history.ts";
import { type Contact, register } from "../domain/inquiry/register.ts";
import { storedSecret } from "../domain/receipt.ts";
import { isRefusal, type Refusal, refuse } from "../domain/refusal.ts";
import { timeOf as clockTime } from "../domain/working-time.ts";
import type { DirectoryReader, Known } from "../ports/directory-reader.ts";
import type { InquiryStore, LoadedInquiry, StoredInquiry } from "../ports/inquiry-store.ts";
import type { NoticeQueue } from "../ports/notice-queue.ts";
import type { Receipts } from "../ports/receipts.ts";
import { contextOf } from "./context.ts";
import type { Digests } from "./digests.ts";
import { sendNotices } from "./send-notices.ts";
import { firstResponderView, limitView } from "./views.ts";

export interface Intake {
  readonly inquiries: Pick<InquiryStore, "add" | "find">;
  readonly directory: Pick<DirectoryReader, "everybody" | "withRoster">;
  readonly receipts: Receipts;
  readonly queue: NoticeQueue;
  readonly digests: Digests;
}

/** What came in, over whichever door. */
export interface Submission {
  readonly channel: Channel;
  readonly contactedStaff?: readonly string[];
  readonly office: string;
  readonly subject: string;
  readonly content: string;
  readonly serviceCode?: string;
  readonly name: string;
  readonly phone: string;
  readonly urgent?: boolean;
  readonly language?: string;
}

const receiptOf = (
  stored: Pick<LoadedInquiry, "inquiry" | "number">,
  secret: string,
  known: Known,
  now: string,
): ReceiptView => {
  const { inquiry } = stored;
  const firstResponder = firstResponderView(inquiry, known);
  return {
    number: stored.number,
    secret,
    firstResponder,
    limits: inquiry.limits.map((limit) => limitView(limit, now)),
    acknowledgement: inquiryReceived(inquiry.language, firstResponder),
  };
};

type Question = Pick<Submission, "channel" | "contactedStaff" | "office" | "serviceCode">;

/** In person, on the telephone and by fax people are asked; over the web, in a letter and on the hotline the office is. */
const wasAsked = ({ channel, contactedStaff = [] }: Pick<Submission, "channel" | "contactedStaff">): boolean =>
  (channel === "visit" || channel === "phone" || channel === "fax") && contactedStaff.length > 0;

const whoIsWho = (submission: Question, now: string, directory: Intake["directory"]): Promise<Known> =>
  wasAsked(submission) ? directory.everybody() : directory.withRoster(submission.office, dayBefore(now));

/** Who is first responder for this, or why nobody can be named. */
function chooseFirstResponder(submission: Question, known: Known, context: Context): FirstResponder | Refusal {
  if (!known.offices.some((office) => office.id === submission.office))
    return refuse("unknown-office", "FIR-3", { office: submission.office });
  if (submission.serviceCode !== undefined && !context.rules.services.has(submission.serviceCode))
    return refuse("unknown-service", "SC-2", { service: submission.serviceCode });
  const { now, rules, time } = context;
  return wasAsked(submission)
    ? firstResponderAsked(submission.contactedStaff ?? [], known, rules.ranks)
    : firstResponderOnDuty(submission.office, { day: time.dayOf(now), time: clockTime(now) }, known, rules.ranks);
}

/** Who would be first responder and until when, decided as for an inquiry that is taken in, and nothing stored (FIR-3, SC-5). */
export async function foreseeIntake(
  submission: Omit<Submission, "subject" | "content" | "name" | "phone">,
  request: { readonly now: string; readonly recordedBy: string },
  directory: Intake["directory"],
): Promise<ContactPreview | Refusal> {
  const { now, recordedBy } = request;
  const known = await whoIsWho(submission, now, directory);
  const context = contextOf(known, submission.office, now, recordedBy);
  const firstResponder = chooseFirstResponder(submission, known, context);
  if (isRefusal(firstResponder)) return firstResponder;
  const decision = register(contactOf("", { ...submission, ...unwritten }, firstResponder), context);
  const plain = { digest: () => "", salt: () => "" };
  const actor = { kind: "staff", id: recordedBy } as const;
  const document = append(undefined, { at: now, actor, act: "register", ...decision }, plain.digest, plain.salt);
  const inquiry = fold(document);
  return {
    firstResponder: { staffId: firstResponder.staffId, ...firstResponderView(inquiry, known) },
    limits: inquiry.limits.map((limit) => limitView(limit, now)),
  };
}

const unwritten = { subject: "", content: "", name: "", phone: "" };

const contactOf = (number: string, submission: Submission, firstResponder: FirstResponder): Contact => ({
  number,
  channel: submission.channel,
  officeId: submission.office,
  language: submission.language ?? "zh-CN",
  serviceCode: submission.serviceCode ?? null,
  subject: submission.subject,
  content: submission.content,
  name: submission.name,
  phone: submission.phone,
  urgent: submission.urgent ?? false,
  firstResponder,
});

/**
 * Takes an inquiry in and names its first responder. Acknowledged after it is stored; the same submission under the same key
 * gets the same receipt, another one under that key is refused.
 */
export async function takeIn(
  submission: Submission,
  request: { readonly idempotencyKey: string; readonly now: string; readonly recordedBy?: string },
  { inquiries, directory, receipts, queue, digests }: Intake,
): Promise<ReceiptView | Refusal> {
  const { now, recordedBy } = request;
  const [receipt, phoneKey, submissionDigest, known] = await Promise.all([
    receipts.issue(
      "inquiry",
      recordedBy === undefined ? request.idempotencyKey : `${recordedBy} ${request.idempotencyKey}`,
    ),
    receipts.phoneKey(submission.phone),
    receipts.seal(JSON.stringify(submission)),
    whoIsWho(submission, now, directory),
  ]);
  const context = contextOf(known, submission.office, now, recordedBy);
  const firstResponder = chooseFirstResponder(submission, known, context);
  if (isRefusal(firstResponder)) return firstResponder;

  const decision = register(contactOf(receipt.number, submission, firstResponder), context);
  const actor =
    recordedBy === undefined ? ({ kind: "citizen" } as const) : ({ kind: "staff", id: recordedBy } as const);
  const commit = { at: now, actor, act: "register", ...decision };
  const stored: StoredInquiry = {
    number: receipt.number,
    document: append(undefined, commit, digests.digest, digests.salt),
    secretDigest: digests.digest(storedSecret(receipt.secret)),
    submissionDigest,
    phoneKey,
  };
  if ((await inquiries.add(stored)) === "exists") {
    const earlier = await inquiries.find(receipt.number);
    if (!earlier || !digests.same(earlier.submissionDigest, stored.submissionDigest))
      return refuse("idempotency-key-reused");
    return receiptOf(earlier, receipt.secret, known, now);
  }
  const inquiry = fold(stored.document);
  await sendNotices("inquiry", inquiry, [], queue);
  return receiptOf({ inquiry, number: stored.number }, receipt.secret, known, now);
}

/** The roster is read from the day before: a shift may run past midnight in another zone than the server's. */
const dayBefore = (now: string): string => new Date(Date.parse(now) - 24 * 60 * 60_000).toISOString().slice(0, 10);
