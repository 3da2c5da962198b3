import * as z from "zod";
import { type Clause, clauses } from "../domain/clauses.ts";
import { LIMIT_CODES } from "../domain/rule-pack-types.ts";
import { Delivery } from "./commands.ts";
import { Category, Topic } from "./suggestion.ts";

/** A clause of the published rules. */
export const ClauseId = z.enum(Object.keys(clauses) as Clause[]);

export const instant = z.iso.datetime();
/** Name of a text kept beside the history: its words stand in `texts` of the entry. */
const textId = z.string();
const ids = z.array(z.string());
const LimitUnit = z.enum(["working-day", "natural-day", "working-hour", "minute"]);
const DatedTerm = z.object({ amount: z.number(), unit: LimitUnit, basis: z.string(), dueOn: z.iso.date() });

const Rung = z.object({
  level: z.int(),
  to: z.enum(["accountable", "head", "director", "office"]),
  part: z.number().optional(),
  after: z.object({ amount: z.number(), unit: LimitUnit }).optional(),
  at: instant,
  raisedAt: instant.optional(),
});

const dates = {
  dueOn: z.iso.date(),
  dueAt: instant,
  promise: DatedTerm,
  statute: DatedTerm.optional(),
  provisional: z.boolean(),
  ladder: z.array(Rung),
};

const Limit = z.object({
  id: z.string(),
  kind: z.enum(LIMIT_CODES),
  clause: ClauseId,
  ownerId: z.string(),
  startedAt: instant,
  ...dates,
  state: z.enum(["running", "paused", "met", "cancelled"]),
  breachedAt: instant.optional(),
  endedAt: instant.optional(),
  pauses: z.array(z.object({ from: instant, to: instant.optional(), reason: z.string() })),
});

const happened = <T extends string, S extends z.core.$ZodLooseShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...shape });

/** What can happen to the limits of every kind of case. */
const clockEvents = [
  happened("LimitStarted", { limit: Limit }),
  happened("LimitMet", { id: z.string() }),
  happened("LimitCancelled", { id: z.string() }),
  happened("LimitPaused", { id: z.string(), reason: z.string() }),
  happened("LimitResumed", { id: z.string(), dates: z.object(dates) }),
  happened("LimitMoved", { id: z.string(), reason: z.enum(["extension", "calendar"]), dates: z.object(dates) }),
  happened("LimitOwned", { id: z.string(), ownerId: z.string() }),
  happened("StepRaised", { limitId: z.string(), level: z.int(), recipientId: z.string() }),
] as const;

const Answer = z.object({
  text: textId,
  at: instant,
  by: z.string(),
  via: Delivery,
  kind: z.enum(["reply", "decline", "redirect", "feedback", "notice", "appointment", "follow-up", "assist"]),
});

const MaterialsNotice = z.object({
  noticeNo: z.string(),
  at: instant,
  by: z.string(),
  materials: z.array(z.object({ id: z.string(), name: z.string(), when: z.string().optional() })),
  received: ids,
  newFact: textId.optional(),
  completedAt: instant.optional(),
});

const Appointment = z.object({
  slotId: z.string(),
  startsAt: instant,
  endsAt: instant,
  place: z.string(),
  withId: z.string(),
  bring: ids,
  moves: z.int(),
  state: z.enum(["booked", "kept", "missed", "cancelled"]),
});

const Conclusion = z.object({
  outcome: z.enum(["done", "answered", "declined", "redirected", "withdrawn"]),
  at: instant,
  by: z.string(),
  regulation: z.string().optional(),
  article: z.string().optional(),
  unmetCondition: textId.optional(),
  outsideBodyId: z.string().optional(),
});

/** The parts of an inquiry that its history and its view have in common. */
export const inquiryParts = { Answer, MaterialsNotice, Conclusion };

const FirstResponder = z.object({
  staffId: z.string(),
  officeId: z.string(),
  unitId: z.string(),
  reason: z.enum([
    "only-person-asked",
    "highest-rank",
    "first-asked-of-equal-rank",
    "on-duty",
    "next-on-duty",
    "head-of-office",
  ]),
  clause: ClauseId,
  candidates: ids,
});

export const Channel = z.enum(["web", "visit", "phone", "fax", "letter", "hotline"]);

/** What can have happened to an inquiry, as far as its readers are told. */
export const InquiryFact = z.discriminatedUnion("type", [
  happened("Registered", {
    number: z.string(),
    channel: Channel,
    officeId: z.string(),
    language: z.string(),
    serviceCode: z.string().nullable(),
    subject: textId,
    content: textId,
    name: textId,
    phone: textId,
    firstResponder: FirstResponder,
    rulesVersion: z.string(),
  }),
  happened("Accepted", { serviceCode: z.string().optional() }),
  happened("Answered", { answer: Answer, confirmed: ids.optional() }),
  happened("Concluded", { conclusion: Conclusion }),
  happened("Closed", {}),
  happened("Reopened", { reason: textId }),
  happened("Referred", { fromId: z.string(), toUnitId: z.string(), reason: textId }),
  happened("ReferralReceived", { caseworkerId: z.string(), unitId: z.string() }),
  happened("ReferralReturned", { reason: textId }),
  happened("FedBack", { toId: z.string(), toUnitId: z.string() }),
  happened("Consulted", { question: textId, superiorId: z.string() }),
  happened("Designated", {
    leadUnitId: z.string(),
    leadId: z.string(),
    assisting: z.array(z.object({ unitId: z.string(), limitId: z.string() })),
    reason: textId,
  }),
  happened("Assisted", { unitId: z.string(), text: textId }),
  happened("MaterialsNotified", { notice: MaterialsNotice, serviceCode: z.string() }),
  happened("MaterialsAnnounced", {}),
  happened("MaterialsReceived", { ids, complete: z.boolean() }),
  happened("Appointed", { appointment: Appointment }),
  happened("AppointmentEnded", {
    state: z.enum(["kept", "missed", "cancelled"]),
    by: z.enum(["citizen", "office"]),
  }),
  happened("UrgencyReported", { reason: textId.optional() }),
  happened("UrgencyAcknowledged", { by: z.string() }),
  happened("Paused", { code: z.string(), explanation: textId }),
  happened("Resumed", {}),
  happened("Extended", { reason: textId }),
  happened("MessageReceived", { text: textId }),
  happened("Rated", { grade: z.int(), comment: textId.optional() }),
  happened("FollowUpOpened", { caseworkerId: z.string(), unitId: z.string() }),
  happened("HandedOver", {
    fromId: z.string(),
    toId: z.string(),
    toUnitId: z.string(),
    reason: z.enum(["leave", "left", "reassigned"]),
  }),
  ...clockEvents,
]);

export const About = z.object({ staffIds: ids, unitIds: ids, decided: z.boolean() });
const ordered = { id: z.string(), nextAttemptAt: instant, orderedBy: z.string() };

/** What can have happened to a suggestion, as far as its readers are told. */
export const SuggestionFact = z.discriminatedUnion("type", [
  happened("PutIn", {
    number: z.string(),
    rulesVersion: z.string(),
    channel: z.enum(["web", "box"]),
    officeId: z.string(),
    language: z.string(),
    category: Category,
    topic: Topic.nullable(),
    content: textId,
    named: z.object({ staffName: textId.optional(), unit: textId.optional() }),
    name: textId.nullable(),
    phone: textId.nullable(),
    about: About,
  }),
  happened("Opened", {}),
  happened("Reviewed", { category: Category, topic: Topic, about: About }),
  happened("Assigned", { toId: z.string() }),
  happened("AssignmentReturned", { reason: textId }),
  happened("Replied", { text: textId, by: z.string(), confirmed: ids.optional() }),
  happened("MessageReceived", { text: textId }),
  happened("MessageSent", { text: textId, confirmed: ids.optional() }),
  happened("Published", { text: textId, reply: textId }),
  happened("Closed", { why: z.enum(["unpublished", "converted"]), reason: textId }),
  happened("ErrandOrdered", {
    errand: z.discriminatedUnion("kind", [
      z.object({
        ...ordered,
        kind: z.literal("inquiry"),
        office: z.string(),
        subject: textId,
        serviceCode: z.string().optional(),
      }),
      z.object({ ...ordered, kind: z.literal("conduct"), staffId: z.string(), category: z.string(), facts: textId }),
    ]),
  }),
  happened("ErrandDone", { id: z.string(), result: z.string() }),
  ...clockEvents,
]);

/** What can have happened to an inspection, as far as its readers are told. */
export const InspectionFact = z.discriminatedUnion("type", [
  happened("Recorded", {
    number: z.string(),
    officeId: z.string(),
    unitId: z.string(),
    category: z.string(),
    inspectedOn: z.iso.date(),
    severity: z.enum(["none", "minor", "serious"]),
    finding: textId,
    evidence: textId.nullable(),
    recordedBy: z.string(),
  }),
  happened("RectificationDemanded", {}),
  happened("Rectified", { by: z.string(), text: textId }),
  ...clockEvents,
]);

const Actor = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("staff"), id: z.string() }),
  z.object({ kind: z.literal("citizen") }),
  z.object({ kind: z.literal("system") }),
]);

/** A history as staff read it: who, when, what, on which clause, with its texts by their names. */
export const historyOf = <Fact extends z.ZodType>(fact: Fact) =>
  z.array(
    z.object({
      seq: z.int(),
      at: instant,
      actor: Actor,
      act: z.string(),
      basis: z.array(ClauseId),
      events: z.array(z.string()),
      facts: z.array(fact),
      texts: z.record(z.string(), z.string()),
    }),
  );
