import type * as z from "zod";
import { StaffCommandRequest } from "#shared/contracts/commands.ts";
import { ConductCommandRequest } from "#shared/contracts/conduct.ts";
import { RectifyRequest } from "#shared/contracts/inspection.ts";
import { SuggestionCommandRequest } from "#shared/contracts/suggestion.ts";
import { conductCommands } from "#shared/domain/conduct/commands.ts";
import { staffCommands } from "#shared/domain/inquiry/commands.ts";
import { suggestionCommands } from "#shared/domain/suggestion/commands.ts";
import type { CaseKind } from "../queries.ts";
import { fieldsIn, type StepField } from "./step-fields.ts";

/** What can be done with one kind of case: its contract, the fields of each step, the clause a step carries out. */
export interface Steps {
  readonly kind: CaseKind;
  readonly contract: z.ZodType<{ readonly type: string }>;
  readonly fields: ReadonlyMap<string, readonly StepField[]>;
  /** The group of texts that names the steps. */
  readonly names: string;
  readonly clauseOf: (type: string) => string;
  /** Steps that bring the work on, the most pressing first. */
  readonly leading: readonly string[];
}

const clauseIn =
  (table: Readonly<Record<string, { readonly clause: string }>>) =>
  (type: string): string =>
    table[type]?.clause ?? "";

export const inquirySteps: Steps = {
  kind: "inquiries",
  contract: StaffCommandRequest,
  fields: fieldsIn(StaffCommandRequest),
  names: "command",
  clauseOf: clauseIn(staffCommands),
  leading: [
    "acknowledgeUrgent",
    "receiveReferral",
    "designate",
    "assist",
    "receiveMaterials",
    "keepAppointment",
    "resume",
    "close",
    "followUp",
    "accept",
    "giveFeedback",
    "complete",
    "reply",
  ],
};

export const boxSteps: Steps = {
  kind: "suggestions",
  contract: SuggestionCommandRequest,
  fields: fieldsIn(SuggestionCommandRequest),
  names: "box-command",
  clauseOf: clauseIn(suggestionCommands),
  leading: ["open", "review", "assign", "reply", "publish", "close"],
};

export const conductSteps: Steps = {
  kind: "conduct",
  contract: ConductCommandRequest,
  fields: fieldsIn(ConductCommandRequest),
  names: "conduct-command",
  clauseOf: clauseIn(conductCommands),
  leading: ["hear", "state", "verify", "setMeasure", "recordRetraining", "decideAppeal"],
};

export const inspectionSteps: Steps = {
  kind: "inspections",
  contract: RectifyRequest,
  fields: fieldsIn({ options: [RectifyRequest] }),
  names: "inspection-command",
  clauseOf: () => "FIR-9",
  leading: ["rectify"],
};

/** What the fields of a step depend on besides what is typed. */
export interface About {
  readonly id: string;
  readonly version: number;
  readonly officeId: string;
  readonly serviceCode: string | null;
  /** The unit whose people can be chosen, where only those make sense. */
  readonly unitId?: string;
  /** Papers of the one-time notice that have not come yet. */
  readonly awaited: readonly { readonly id: string; readonly name: string; readonly when?: string }[];
  /** What is known for the blanks of a template. */
  readonly blanks: Readonly<Record<string, string>>;
}
