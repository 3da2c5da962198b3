import * as z from "zod";
import { conductCommands } from "../domain/conduct/commands.ts";
import { staffCommands } from "../domain/inquiry/commands.ts";
import { suggestionCommands } from "../domain/suggestion/commands.ts";
import {
  About,
  Channel,
  ClauseId,
  historyOf,
  InquiryFact,
  InspectionFact,
  inquiryParts,
  instant,
  SuggestionFact,
} from "./histories.ts";
import { LimitView, TrackingView } from "./inquiry.ts";
import { Category, Topic } from "./suggestion.ts";

const commandOf = <Type extends string>(commands: Readonly<Record<Type, unknown>>) =>
  z.enum(Object.keys(commands) as Type[]);

const limits = z.array(LimitView);
const StaffCommand = commandOf(staffCommands);

/** The whole case as staff see it: texts, history with bases, the commands open to the reader now and why the others are not. */
export const StaffCaseView = TrackingView.omit({ urgent: true, steps: true, answers: true, may: true }).extend({
  version: z.int(),
  rulesVersion: z.string(),
  channel: Channel,
  unitId: z.string(),
  caseworkerId: z.string(),
  firstResponderId: z.string(),
  candidates: z.array(z.string()),
  language: z.string(),
  name: z.string(),
  phone: z.string(),
  urgent: z
    .object({ at: instant, acknowledgedAt: instant.optional(), acknowledgedBy: z.string().optional() })
    .nullable(),
  answers: z.array(inquiryParts.Answer),
  referrals: z.array(
    z.object({
      fromId: z.string(),
      toUnitId: z.string(),
      at: instant,
      reason: z.string(),
      receivedAt: instant.optional(),
      returnedAt: instant.optional(),
      fedBackAt: instant.optional(),
    }),
  ),
  consultations: z.array(
    z.object({
      question: z.string(),
      superiorId: z.string(),
      at: instant,
      designatedAt: instant.optional(),
      leadUnitId: z.string().optional(),
    }),
  ),
  assistance: z.array(z.object({ unitId: z.string(), limitId: z.string(), answeredAt: instant.optional() })),
  pause: z.object({ code: z.string(), explanation: z.string(), at: instant }).nullable(),
  escalations: z.array(
    z.object({
      limitId: z.string(),
      kind: z.string(),
      level: z.int(),
      to: z.enum(["accountable", "head", "director", "office"]),
      at: instant,
      raisedAt: instant,
    }),
  ),
  history: historyOf(InquiryFact),
  extended: z.boolean(),
  conclusion: inquiryParts.Conclusion.nullable(),
  ratingComment: z.string().nullable(),
  commands: z.array(StaffCommand),
  closedCommands: z.array(
    z.object({
      type: StaffCommand,
      code: z.string(),
      clause: ClauseId.optional(),
      params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  ),
});
export type StaffCaseView = z.infer<typeof StaffCaseView>;

/** The whole suggestion as staff see it, with the commands open to the reader now. */
export const StaffSuggestionView = z.object({
  number: z.string(),
  category: Category,
  topic: Topic.nullable(),
  content: z.string(),
  anonymous: z.boolean(),
  stage: z.enum(["received", "opened", "reviewed", "assigned", "replied", "converting", "published", "closed"]),
  receivedAt: instant,
  messages: z.array(z.object({ at: instant, from: z.enum(["citizen", "centre"]), text: z.string() })),
  reply: z.object({ at: instant, text: z.string() }).nullable(),
  version: z.int(),
  rulesVersion: z.string(),
  channel: z.enum(["web", "box"]),
  officeId: z.string(),
  language: z.string(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  named: z.object({ staffName: z.string().nullable(), unit: z.string().nullable() }),
  about: About,
  assigneeId: z.string().nullable(),
  limits,
  publication: z.object({ at: instant, text: z.string(), reply: z.string() }).nullable(),
  closed: z.object({ at: instant, why: z.enum(["unpublished", "converted"]), reason: z.string() }).nullable(),
  errands: z.array(z.object({ id: z.string(), kind: z.enum(["inquiry", "conduct"]), result: z.string().nullable() })),
  history: historyOf(SuggestionFact),
  commands: z.array(commandOf(suggestionCommands)),
});
export type StaffSuggestionView = z.infer<typeof StaffSuggestionView>;

/** The box on the wall of an office: when it was opened, and by when it has to be opened next (FIR-8). */
export const WallBoxView = z.object({
  office: z.string(),
  openings: z.array(z.object({ at: instant, by: z.string(), found: z.int(), note: z.string().nullable() })),
  limits,
});
export type WallBoxView = z.infer<typeof WallBoxView>;

const Source = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("limit"), number: z.string(), limitId: z.string(), limitKind: z.string() }),
  z.object({ kind: z.literal("second-notice"), number: z.string(), noticeNo: z.string() }),
  z.object({ kind: z.literal("complaint") }),
  z.object({ kind: z.literal("office") }),
]);

/** A case of the conduct register (FIR-10); where it comes from and what was first written down only for the office. */
export const ConductView = z.object({
  id: z.string(),
  staffId: z.string(),
  version: z.int(),
  category: z.string(),
  unitId: z.string(),
  stage: z.enum(["suspected", "hearing", "heard", "verified", "measured", "appealed", "closed"]),
  put: z.object({ at: instant, facts: z.string() }).nullable(),
  hearing: z
    .discriminatedUnion("how", [
      z.object({ at: instant, how: z.literal("stated"), text: z.string() }),
      z.object({ at: instant, how: z.enum(["waived", "lapsed"]) }),
    ])
    .nullable(),
  decision: z
    .object({
      at: instant,
      by: z.string(),
      verified: z.boolean(),
      reasons: z.string(),
      serious: z.boolean(),
      rung: z.int().nullable(),
      proposed: z.string().nullable(),
    })
    .nullable(),
  measure: z.object({ code: z.string(), at: instant, by: z.string() }).nullable(),
  retraining: z.object({ doneAt: instant.optional(), note: z.string().optional() }).nullable(),
  appeal: z
    .object({
      at: instant,
      text: z.string(),
      decidedAt: instant.optional(),
      by: z.string().optional(),
      outcome: z.enum(["upheld", "overturned"]).optional(),
      reasons: z.string().optional(),
    })
    .nullable(),
  appealLapsed: z.boolean(),
  source: Source.optional(),
  facts: z.string().optional(),
  openedAt: instant.optional(),
  limits,
  commands: z.array(commandOf(conductCommands)),
});
export type ConductView = z.infer<typeof ConductView>;

/** What the office found on one visit, and what was put right of it (FIR-9). */
export const InspectionView = z.object({
  number: z.string(),
  version: z.int(),
  officeId: z.string(),
  unitId: z.string(),
  category: z.string(),
  inspectedOn: z.iso.date(),
  severity: z.enum(["none", "minor", "serious"]),
  finding: z.string(),
  evidence: z.string().nullable(),
  recordedBy: z.string(),
  stage: z.enum(["recorded", "to-rectify", "rectified"]),
  rectified: z.object({ at: instant, by: z.string(), text: z.string() }).nullable(),
  limits,
  history: historyOf(InspectionFact),
});
export type InspectionView = z.infer<typeof InspectionView>;
