import type { TextId } from "../decision.ts";
import type { Channel, FirstResponder } from "../first-responder.ts";
import type { Limit } from "../limits.ts";
import type { Notice } from "../notices.ts";

/** Where an inquiry stands. Every stage but `closed` has an accountable person and at least one running or paused limit (FIR-5). */
export type Stage =
  | "registered"
  | "accepted"
  | "referred"
  | "consulted"
  | "awaiting-materials"
  | "paused"
  | "appointed"
  | "concluded"
  | "closed"
  | "follow-up";

/** What came of it (首问必果). */
export type Outcome = "done" | "answered" | "declined" | "redirected" | "withdrawn";

/** How an answer reached the citizen. */
export type Delivery = "portal" | "counter" | "phone" | "fax" | "letter";

export interface Answer {
  readonly text: TextId;
  readonly at: string;
  readonly by: string;
  readonly via: Delivery;
  readonly kind: "reply" | "decline" | "redirect" | "feedback" | "notice" | "appointment" | "follow-up" | "assist";
}

/** A hand-over to another department of the system (FIR-5.3). */
export interface Referral {
  readonly fromId: string;
  readonly toUnitId: string;
  readonly at: string;
  readonly reason: TextId;
  readonly receivedAt?: string;
  readonly returnedAt?: string;
  readonly fedBackAt?: string;
}

/** A question to the superior about who leads (FIR-5.4, FIR-7). */
export interface Consultation {
  readonly question: TextId;
  readonly superiorId: string;
  readonly at: string;
  readonly designatedAt?: string;
  readonly leadUnitId?: string;
}

/** A department that helps the lead and owes its own answer (FIR-7). */
export interface Assistance {
  readonly unitId: string;
  readonly limitId: string;
  readonly answeredAt?: string;
}

/** The written one-time notice (一次性告知, SC-4). */
export interface MaterialsNotice {
  readonly noticeNo: string;
  readonly at: string;
  readonly by: string;
  readonly materials: readonly { readonly id: string; readonly name: string; readonly when?: string }[];
  readonly received: readonly string[];
  readonly newFact?: TextId;
  readonly completedAt?: string;
}

/** A booked time and place (预约服务, FIR-5.1). */
export interface Appointment {
  readonly slotId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly place: string;
  readonly withId: string;
  readonly bring: readonly string[];
  readonly moves: number;
  readonly state: "booked" | "kept" | "missed" | "cancelled";
}

/** The decision that ends the work: outcome, basis and, for a refusal, the unmet condition with regulation and article (SC-8 F). */
export interface Conclusion {
  readonly outcome: Outcome;
  readonly at: string;
  readonly by: string;
  readonly regulation?: string;
  readonly article?: string;
  readonly unmetCondition?: TextId;
  readonly outsideBodyId?: string;
}

/** The whole of an inquiry as folded from its history. Texts are ids into the texts kept beside it. */
export interface Inquiry {
  readonly number: string;
  readonly version: number;
  readonly rulesVersion: string;
  readonly channel: Channel;
  readonly officeId: string;
  readonly language: string;
  readonly serviceCode: string | null;
  readonly subject: TextId;
  readonly content: TextId;
  readonly name: TextId;
  readonly phone: TextId;
  readonly receivedAt: string;
  readonly firstResponder: FirstResponder;
  /** The one accountable person at this moment (承办人). */
  readonly caseworkerId: string;
  readonly unitId: string;
  readonly stage: Stage;
  readonly urgent: { readonly at: string; readonly acknowledgedAt?: string; readonly acknowledgedBy?: string } | null;
  readonly limits: readonly Limit[];
  readonly answers: readonly Answer[];
  readonly messages: readonly { readonly text: TextId; readonly at: string }[];
  readonly referrals: readonly Referral[];
  readonly consultations: readonly Consultation[];
  readonly assistance: readonly Assistance[];
  readonly notices: readonly MaterialsNotice[];
  readonly materialsAnnouncedAt: string | null;
  readonly appointment: Appointment | null;
  readonly pause: { readonly code: string; readonly explanation: TextId; readonly at: string } | null;
  readonly extended: boolean;
  readonly conclusion: Conclusion | null;
  readonly rating: { readonly grade: number; readonly at: string; readonly comment?: TextId } | null;
  /** Why it was last taken up again, if it was: it then owes a new answer. */
  readonly reopened: TextId | null;
  readonly closedAt: string | null;
  readonly outbox: readonly Notice[];
}

/** The referral that is not fed back or returned yet, if any: only the newest can be open. */
export const openReferral = (inquiry: Inquiry): Referral | undefined => {
  const last = inquiry.referrals.at(-1);
  return last && !last.fedBackAt && !last.returnedAt ? last : undefined;
};

/** The one-time notice whose materials are still awaited. */
export const openNotice = (inquiry: Inquiry): MaterialsNotice | undefined =>
  inquiry.notices.find((notice) => !notice.completedAt);

/** Units that have answered "not ours" to this case: it is not referred there again, the superior decides (FIR-5.4). */
export const unitsThatReturned = (inquiry: Inquiry): readonly string[] =>
  inquiry.referrals.filter((referral) => referral.returnedAt).map((referral) => referral.toUnitId);
