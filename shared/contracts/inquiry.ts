import * as z from "zod";
import { Altcha } from "./proof-of-work.ts";
import { Id, IdempotencyKey, Language, Phone, written } from "./text.ts";

/** Most characters of the text of an inquiry, a message, an answer. */
export const MOST_TEXT = 4000;

const contact = {
  office: Id,
  subject: written(120),
  content: written(MOST_TEXT),
  serviceCode: Id.optional(),
  name: written(60),
  phone: Phone,
  urgent: z.boolean().optional(),
  language: Language.optional(),
};

/** The public form (FIR-3: web). */
export const RegisterInquiryRequest = z.strictObject({
  channel: z.literal("web"),
  ...contact,
  altcha: Altcha.optional(),
});
export type RegisterInquiryRequest = z.infer<typeof RegisterInquiryRequest>;

const StaffChannel = z.enum(["visit", "phone", "fax", "letter", "hotline"]);

const askedInPerson = ({ channel, contactedStaff }: { channel: string; contactedStaff?: readonly string[] }): boolean =>
  channel === "letter" || channel === "hotline" || (contactedStaff !== undefined && contactedStaff.length > 0);

/** Whoever was asked in person is named: what the refinement refuses, in the words of JSON schema. */
const namedWhenAskedInPerson = {
  if: { properties: { channel: { enum: ["visit", "phone", "fax"] } }, required: ["channel"] },
  // biome-ignore lint/suspicious/noThenProperty: a word of JSON schema
  then: { properties: { contactedStaff: { minItems: 1 } }, required: ["contactedStaff"] },
};

/** What staff take down of a visit, call, fax, letter or hotline order; `contactedStaff` in the order they were asked (FIR-3, FIR-5.2). */
export const RecordContactRequest = z
  .strictObject({
    channel: StaffChannel,
    contactedStaff: z.array(Id).max(20).optional(),
    ...contact,
  })
  .refine(askedInPerson, { path: ["contactedStaff"], message: "contacted-staff-needed" })
  .meta(namedWhenAskedInPerson);
export type RecordContactRequest = z.infer<typeof RecordContactRequest>;

/** What is known while a contact is being written down: enough to say who is responsible and until when. */
export const PreviewContactRequest = z
  .strictObject({
    channel: StaffChannel,
    contactedStaff: z.array(Id).max(20).optional(),
    office: Id,
    serviceCode: Id.optional(),
    urgent: z.boolean().optional(),
  })
  .refine(askedInPerson, { path: ["contactedStaff"], message: "contacted-staff-needed" })
  .meta(namedWhenAskedInPerson);
export type PreviewContactRequest = z.infer<typeof PreviewContactRequest>;

export const SubmissionHeaders = z.object({ "idempotency-key": IdempotencyKey });

/** A case number as people copy it: hyphens and case do not matter. */
const CaseNumber = z.string().min(8).max(24);
export const CaseParams = z.strictObject({ number: CaseNumber });
export const ReceiptHeaders = z.object({ "receipt-secret": z.string().min(1).max(64) });
/** With a key what the holder of a receipt sends can be repeated without doubling it. */
export const ContinueHeaders = ReceiptHeaders.extend({ "idempotency-key": IdempotencyKey.optional() });

export const LimitView = z.object({
  id: z.string(),
  kind: z.string(),
  dueOn: z.iso.date(),
  dueAt: z.iso.datetime(),
  state: z.enum(["running", "paused", "met", "cancelled"]),
  overdue: z.boolean(),
  provisional: z.boolean(),
  startedAt: z.iso.datetime(),
  bound: z.enum(["promise", "statute"]),
  /** The length of the one that binds: with it the calendar can say why it is this day. An appointment ends when it ends. */
  term: z.object({ amount: z.number(), unit: z.enum(["working-day", "natural-day", "working-hour", "minute"]) }),
  basis: z.string(),
  clause: z.string(),
  pauses: z.array(z.object({ from: z.iso.datetime(), to: z.iso.datetime().optional(), reason: z.string() })),
});
export type LimitView = z.infer<typeof LimitView>;

const PersonView = z.object({ name: z.string(), office: z.string(), unit: z.string(), phone: z.string() });

export const ReceiptView = z.object({
  number: z.string(),
  secret: z.string(),
  firstResponder: PersonView.extend({ reason: z.string(), clause: z.string() }),
  limits: z.array(LimitView),
  acknowledgement: z.string(),
});
export type ReceiptView = z.infer<typeof ReceiptView>;

/** Who would be first responder, and the limits that would run. */
export const ContactPreview = ReceiptView.pick({ firstResponder: true, limits: true }).extend({
  firstResponder: ReceiptView.shape.firstResponder.extend({ staffId: z.string() }),
});
export type ContactPreview = z.infer<typeof ContactPreview>;

/** What a citizen may see of their case. */
export const TrackingView = z.object({
  number: z.string(),
  officeId: z.string(),
  stage: z.string(),
  subject: z.string(),
  content: z.string(),
  receivedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  urgent: z.boolean(),
  serviceCode: z.string().nullable(),
  firstResponder: PersonView.extend({ reason: z.string(), clause: z.string() }),
  caseworker: PersonView,
  limits: z.array(LimitView),
  /** What has happened, oldest first; answers and messages, which have words of their own, stand beside it. */
  steps: z.array(
    z.object({
      at: z.iso.datetime(),
      what: z.string(),
      unit: z.string().optional(),
      person: z.string().optional(),
      reason: z.string().optional(),
      grade: z.number().optional(),
    }),
  ),
  answers: z.array(z.object({ at: z.iso.datetime(), text: z.string(), via: z.string(), kind: z.string() })),
  messages: z.array(z.object({ at: z.iso.datetime(), text: z.string() })),
  notices: z.array(
    z.object({
      noticeNo: z.string(),
      at: z.iso.datetime(),
      materials: z.array(
        z.object({ id: z.string(), name: z.string(), when: z.string().optional(), received: z.boolean() }),
      ),
      completedAt: z.iso.datetime().nullable(),
    }),
  ),
  materialsAnnouncedAt: z.iso.datetime().nullable(),
  appointment: z
    .object({
      slotId: z.string(),
      startsAt: z.iso.datetime(),
      endsAt: z.iso.datetime(),
      place: z.string(),
      with: z.string(),
      bring: z.array(z.string()),
      state: z.string(),
    })
    .nullable(),
  outcome: z
    .object({ outcome: z.string(), regulation: z.string().optional(), article: z.string().optional() })
    .nullable(),
  rating: z.number().nullable(),
  may: z.array(z.string()),
});
export type TrackingView = z.infer<typeof TrackingView>;

export const MessageRequest = z.strictObject({ text: written(MOST_TEXT) });
export const RatingRequest = z.strictObject({
  grade: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
  comment: written(1000).optional(),
});
export const Nothing = z.strictObject({});

export const ListQuery = z.strictObject({
  view: z.enum(["mine", "unit", "due", "overdue", "urgent", "all"]).optional(),
  unit: Id.optional(),
  phone: Phone.optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
  /** Over all units it says how far each has been read. */
  cursor: z.string().max(6000).optional(),
});
export type ListQuery = z.infer<typeof ListQuery>;

/** One row of a list, as it stands in the index: no text beyond the subject, the name masked. */
export const InquirySummary = z.object({
  number: z.string(),
  subject: z.string(),
  name: z.string(),
  stage: z.string(),
  channel: z.string(),
  serviceCode: z.string().nullable(),
  urgent: z.boolean(),
  receivedAt: z.string(),
  caseworkerId: z.string(),
  unitId: z.string(),
  officeId: z.string(),
  due: z.object({ kind: z.string(), dueOn: z.string(), dueAt: z.string(), provisional: z.boolean() }).nullable(),
  paused: z.boolean(),
});
export type InquirySummary = z.infer<typeof InquirySummary>;
