import * as z from "zod";
import type { RightName } from "../domain/rights.ts";
import { administrationOperations } from "./administration-operations.ts";
import { AppointmentRequest, FreeSlots, SlotQuery } from "./appointment.ts";
import { StaffCaseView } from "./case-views.ts";
import { OfficeView, ServiceView } from "./catalogue.ts";
import { CommandHeaders, StaffCommandRequest } from "./commands.ts";
import { DueQuery, DueView } from "./due.ts";
import {
  DigestParams,
  DigestsQuery,
  DigestsView,
  DigestView,
  ExportQuery,
  FiguresQuery,
  FiguresView,
  PublishedFigures,
} from "./figures.ts";
import { InboxQuery, NoticeParams } from "./inbox.ts";
import {
  CaseParams,
  ContactPreview,
  ContinueHeaders,
  InquirySummary,
  ListQuery,
  MessageRequest,
  Nothing,
  PreviewContactRequest,
  RatingRequest,
  ReceiptHeaders,
  ReceiptView,
  RecordContactRequest,
  RegisterInquiryRequest,
  SubmissionHeaders,
  TrackingView,
} from "./inquiry.ts";
import { officeOperations } from "./office-operations.ts";
import { listOf, pageOf } from "./pages.ts";
import { ChallengeRequest, ChallengeView } from "./proof-of-work.ts";
import { CheckReplyRequest } from "./replies.ts";
import { MeView, NoticeView, ReplyCheckView } from "./staff-views.ts";
import { SubmitSuggestionRequest, SuggestionReceiptView, SuggestionView } from "./suggestion.ts";

interface Contract {
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly headers?: z.ZodType;
  readonly body?: z.ZodType;
  readonly status: number;
  readonly answer?: z.ZodType;
  /** What the answer is written in, where that is not JSON. */
  readonly media?: string;
}

/** What one has to have for a route of the staff: a right, or a relation to the case it is about. */
export type RouteRight = RightName | `${"inquiry" | "suggestion" | "conduct"}.${"read" | "command"}`;

/** One operation of the HTTP API: who may call it, what it takes and what it answers. A route of the staff says by which right. */
export type Operation =
  | (Contract & { readonly access: "public" })
  | (Contract & { readonly access: "staff"; readonly rights: readonly [RouteRight, ...RouteRight[]] });

/** This document itself is described no further than OpenAPI does. */
const Description = z.object({
  openapi: z.literal("3.1.0"),
  info: z.record(z.string(), z.string()),
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))),
  components: z.looseObject({ schemas: z.looseObject({}) }),
});
const own = { params: CaseParams, headers: ReceiptHeaders };
const continued = { params: CaseParams, headers: ContinueHeaders };

/** The whole API by route. The OpenAPI document, the CDK routes and the authorisation matrix are held against this list. */
export const operations = {
  "GET /api/healthz": {
    summary: "Whether the service answers, and by which rules",
    access: "public",
    status: 200,
    answer: z.object({ status: z.literal("ok"), rules: z.string() }),
  },
  "GET /api/openapi.json": { summary: "This document", access: "public", status: 200, answer: Description },
  "GET /api/services": {
    summary: "The service catalogue (SC-2)",
    access: "public",
    status: 200,
    answer: listOf(ServiceView),
  },
  "GET /api/services/{code}": {
    summary: "One service: procedure, materials, limits, free forms",
    access: "public",
    params: z.strictObject({ code: z.string().max(20) }),
    status: 200,
    answer: ServiceView,
  },
  "GET /api/offices": {
    summary: "Offices and departments",
    access: "public",
    status: 200,
    answer: listOf(OfficeView),
  },
  "GET /api/calendar/due": {
    summary: "Why this day: every counted and skipped day (SC-5)",
    access: "public",
    query: DueQuery,
    status: 200,
    answer: DueView,
  },
  "POST /api/challenges": {
    summary: "A proof-of-work challenge for a form (ALTCHA, version 2); 204 when none is wanted",
    access: "public",
    body: ChallengeRequest,
    status: 201,
    answer: ChallengeView,
  },
  "POST /api/inquiries": {
    summary: "Ask (FIR-3)",
    access: "public",
    headers: SubmissionHeaders,
    body: RegisterInquiryRequest,
    status: 201,
    answer: ReceiptView,
  },
  "GET /api/inquiries/{number}": {
    summary: "Track a case with its receipt",
    access: "public",
    ...own,
    status: 200,
    answer: TrackingView,
  },
  "POST /api/inquiries/{number}/messages": {
    summary: "Add a message",
    access: "public",
    ...continued,
    body: MessageRequest,
    status: 200,
    answer: TrackingView,
  },
  "POST /api/inquiries/{number}/materials": {
    summary: "Say that the materials are in (SC-4)",
    access: "public",
    ...continued,
    body: Nothing,
    status: 200,
    answer: TrackingView,
  },
  "POST /api/inquiries/{number}/rating": {
    summary: "Rate in five grades (SC-3)",
    access: "public",
    ...continued,
    body: RatingRequest,
    status: 200,
    answer: TrackingView,
  },
  "POST /api/inquiries/{number}/appointment": {
    summary: "Book, move or cancel an appointment (FIR-5.1)",
    access: "public",
    ...continued,
    body: AppointmentRequest,
    status: 200,
    answer: TrackingView,
  },
  "GET /api/appointments/slots": {
    summary: "Times that can be booked",
    access: "public",
    query: SlotQuery,
    status: 200,
    answer: FreeSlots,
  },
  "POST /api/suggestions": {
    summary: "Put a word into the suggestion box (FIR-8)",
    access: "public",
    headers: SubmissionHeaders,
    body: SubmitSuggestionRequest,
    status: 201,
    answer: SuggestionReceiptView,
  },
  "GET /api/suggestions/{number}": {
    summary: "What became of it",
    access: "public",
    ...own,
    status: 200,
    answer: SuggestionView,
  },
  "POST /api/suggestions/{number}/messages": {
    summary: "Write again, also anonymously",
    access: "public",
    ...continued,
    body: MessageRequest,
    status: 200,
    answer: SuggestionView,
  },
  "GET /api/published/figures": {
    summary: "How well the promises are kept, from the data, with definitions (FIR-1)",
    access: "public",
    status: 200,
    answer: PublishedFigures,
  },
  "GET /api/staff/figures": {
    rights: ["figures.read-unit", "figures.read-all"],
    summary: "Figures of a period and of units (FIR-9)",
    access: "staff",
    query: FiguresQuery,
    status: 200,
    answer: FiguresView,
  },
  "GET /api/staff/export.csv": {
    rights: ["figures.export"],
    summary: "Closed cases of a period as CSV; a Link header leads to the next page",
    access: "staff",
    query: ExportQuery,
    status: 200,
    answer: z.string(),
    media: "text/csv",
  },
  "GET /api/staff/digests": {
    rights: ["digests.read"],
    summary: "Weekly digests, newest first (FIR-9)",
    access: "staff",
    query: DigestsQuery,
    status: 200,
    answer: DigestsView,
  },
  "GET /api/staff/digests/{week}": {
    rights: ["digests.read"],
    summary: "What the week brought",
    access: "staff",
    params: DigestParams,
    status: 200,
    answer: DigestView,
  },
  "POST /api/staff/inquiries": {
    rights: ["inquiries.record"],
    summary: "Record a visit, call, fax, letter or hotline order (FIR-3)",
    access: "staff",
    headers: SubmissionHeaders,
    body: RecordContactRequest,
    status: 201,
    answer: ReceiptView,
  },
  "POST /api/staff/inquiries/preview": {
    rights: ["inquiries.record"],
    summary: "Who would be responsible and until when, without storing anything (FIR-3, SC-5)",
    access: "staff",
    body: PreviewContactRequest,
    status: 200,
    answer: ContactPreview,
  },
  "GET /api/staff/inquiries": {
    rights: ["inquiries.list-own", "inquiries.list-unit", "inquiries.list-all", "inquiries.find-by-phone"],
    summary: "Cases by due time",
    access: "staff",
    query: ListQuery,
    status: 200,
    answer: pageOf(InquirySummary),
  },
  "GET /api/staff/inquiries/{number}": {
    rights: ["inquiry.read"],
    summary: "The whole case, and what I may do now",
    access: "staff",
    params: CaseParams,
    status: 200,
    answer: StaffCaseView,
  },
  "POST /api/staff/inquiries/{number}/commands": {
    rights: ["inquiry.command"],
    summary: "Carry a case on",
    access: "staff",
    params: CaseParams,
    headers: CommandHeaders,
    body: StaffCommandRequest,
    status: 200,
    answer: StaffCaseView,
  },
  "GET /api/staff/me": {
    rights: ["inbox.read"],
    summary: "Who I am",
    access: "staff",
    status: 200,
    answer: MeView,
  },
  "GET /api/staff/inbox": {
    rights: ["inbox.read"],
    summary: "What I have been told",
    access: "staff",
    query: InboxQuery,
    status: 200,
    answer: pageOf(NoticeView),
  },
  "POST /api/staff/inbox/{notice}/acknowledge": {
    rights: ["inbox.acknowledge"],
    summary: "Mark a notice as read",
    access: "staff",
    params: NoticeParams,
    status: 204,
  },
  "POST /api/staff/replies/check": {
    rights: ["reply.check"],
    summary: "Check a reply before it is sent (FIR-6)",
    access: "staff",
    body: CheckReplyRequest,
    status: 200,
    answer: ReplyCheckView,
  },
  ...administrationOperations,
  ...officeOperations,
} as const satisfies Record<string, Operation>;
