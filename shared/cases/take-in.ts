import type { ReceiptView } from "../contracts/inquiry.ts";
import { type Channel, firstResponderAsked, firstResponderOnDuty } from "../domain/first-responder.ts";
import { append } from "../domain/history.ts";
import { fold } from "../domain/inquiry/history.ts";
import { register } from "../domain/inquiry/register.ts";
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
    acknowledgement: `您好，您的来件已收到。首问责任人：${firstResponder.name}（${firstResponder.office}，电话${firstResponder.phone}），由其负责到您得到答复和结果。`,
  };
};

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
  const asked = submission.contactedStaff !== undefined && submission.contactedStaff.length > 0;
  const [receipt, phoneKey, submissionDigest, known] = await Promise.all([
    receipts.issue(
      "inquiry",
      recordedBy === undefined ? request.idempotencyKey : `${recordedBy} ${request.idempotencyKey}`,
    ),
    receipts.phoneKey(submission.phone),
    receipts.seal(JSON.stringify(submission)),
    asked ? directory.everybody() : directory.withRoster(submission.office, dayBefore(now)),
  ]);
  if (!known.offices.some((office) => office.id === submission.office))
    return refuse("unknown-office", "FIR-3", { office: submission.office });
  const context = contextOf(known, submission.office, now, recordedBy);
  if (submission.serviceCode !== undefined && !context.rules.services.has(submission.serviceCode))
    return refuse("unknown-service", "SC-2", { service: submission.serviceCode });
  const firstResponder = asked
    ? firstResponderAsked(submission.contactedStaff ?? [], known, context.rules.ranks)
    : firstResponderOnDuty(
        submission.office,
        { day: context.time.dayOf(now), time: clockTime(now) },
        known,
        context.rules.ranks,
      );
  if (isRefusal(firstResponder)) return firstResponder;

  const decision = register(
    {
      number: receipt.number,
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
    },
    context,
  );
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
