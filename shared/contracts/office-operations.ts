import * as z from "zod";
import { CommandHeaders } from "./commands.ts";
import {
  ConductCommandRequest,
  ConductListQuery,
  ConductParams,
  ConductRowView,
  OpenConductRequest,
} from "./conduct.ts";
import { CaseParams, SubmissionHeaders } from "./inquiry.ts";
import {
  InspectionListQuery,
  InspectionParams,
  InspectionSummary,
  RecordInspectionRequest,
  RectifyRequest,
} from "./inspection.ts";
import {
  OpenBoxRequest,
  PageQuery,
  PublishedSuggestion,
  SubmitSuggestionRequest,
  SuggestionCommandRequest,
  SuggestionListQuery,
  SuggestionReceiptView,
  SuggestionSummary,
} from "./suggestion.ts";

const pageOf = <Row extends z.ZodType>(row: Row) => z.object({ items: z.array(row), cursor: z.string().optional() });
const Versioned = z.looseObject({ version: z.number() });
const done = { access: "staff", status: 200, answer: Versioned } as const;
const opened = { access: "staff", status: 201, answer: Versioned } as const;

/** What the office (办公室) does: the suggestion box, the conduct register, inspections (FIR-8, FIR-9, FIR-10). */
export const officeOperations = {
  "GET /api/published/suggestions": {
    summary: "What was suggested and answered, in the office's wording (FIR-8)",
    access: "public",
    query: PageQuery,
    status: 200,
    answer: pageOf(PublishedSuggestion),
  },
  "GET /api/staff/suggestions": {
    rights: ["suggestion.read"],
    summary: "The suggestion box, as far as one may look into it",
    access: "staff",
    query: SuggestionListQuery,
    status: 200,
    answer: pageOf(SuggestionSummary),
  },
  "POST /api/staff/suggestions": {
    rights: ["suggestions.record"],
    summary: "Put a paper from the box in",
    access: "staff",
    headers: SubmissionHeaders,
    body: SubmitSuggestionRequest,
    status: 201,
    answer: SuggestionReceiptView,
  },
  "GET /api/staff/box-openings": {
    rights: ["suggestions.open-box"],
    summary: "The boxes on the walls, and when each is owed its next opening",
    access: "staff",
    status: 200,
    answer: z.looseObject({}),
  },
  "POST /api/staff/box-openings": {
    rights: ["suggestions.open-box"],
    summary: "Record that a box was opened",
    access: "staff",
    headers: SubmissionHeaders,
    body: OpenBoxRequest,
    status: 201,
    answer: z.looseObject({}),
  },
  "GET /api/staff/suggestions/{number}": {
    rights: ["suggestion.read"],
    summary: "One suggestion",
    params: CaseParams,
    ...done,
  },
  "POST /api/staff/suggestions/{number}/commands": {
    rights: ["suggestion.command"],
    summary: "Carry a suggestion on",
    params: CaseParams,
    headers: CommandHeaders,
    body: SuggestionCommandRequest,
    ...done,
  },
  "GET /api/staff/conduct": {
    rights: ["conduct.read"],
    summary: "The conduct register, or one's own part of it (FIR-10)",
    access: "staff",
    query: ConductListQuery,
    status: 200,
    answer: pageOf(ConductRowView),
  },
  "POST /api/staff/conduct": {
    rights: ["register.open-case"],
    summary: "Open a suspected breach",
    headers: SubmissionHeaders,
    body: OpenConductRequest,
    ...opened,
  },
  "GET /api/staff/conduct/{id}": {
    rights: ["conduct.read"],
    summary: "One breach: facts, statements, decisions",
    params: ConductParams,
    ...done,
  },
  "POST /api/staff/conduct/{id}/commands": {
    rights: ["conduct.command"],
    summary: "Verify, dismiss, state one's case, set or appeal against a measure",
    params: ConductParams,
    headers: CommandHeaders,
    body: ConductCommandRequest,
    ...done,
  },
  "GET /api/staff/inspections": {
    rights: ["inspection.read"],
    summary: "Inspections by month (FIR-9)",
    access: "staff",
    query: InspectionListQuery,
    status: 200,
    answer: pageOf(InspectionSummary),
  },
  "POST /api/staff/inspections": {
    rights: ["inspection.record"],
    summary: "Record an inspection",
    headers: SubmissionHeaders,
    body: RecordInspectionRequest,
    ...opened,
  },
  "GET /api/staff/inspections/{number}": {
    rights: ["inspection.read"],
    summary: "One inspection",
    params: InspectionParams,
    ...done,
  },
  "POST /api/staff/inspections/{number}/commands": {
    rights: ["inspection.rectify"],
    summary: "Say what was put right",
    params: InspectionParams,
    headers: CommandHeaders,
    body: RectifyRequest,
    ...done,
  },
} as const;
