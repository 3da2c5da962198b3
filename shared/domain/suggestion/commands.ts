import type { Clause } from "../clauses.ts";
import type { Category, SuggestionStage, Topic } from "./suggestion.ts";

/** What a member of staff may ask of a suggestion, one variant per command. */
export type SuggestionCommand =
  | { readonly type: "open" }
  | {
      readonly type: "review";
      readonly category: Category;
      readonly topic: Topic;
      /** Whom it is about, as the office has found out; replaces the candidates. */
      readonly about: { readonly staffIds: readonly string[]; readonly unitIds: readonly string[] };
    }
  | { readonly type: "assign"; readonly staffId: string }
  | { readonly type: "returnAssignment"; readonly reason: string }
  | { readonly type: "reply"; readonly text: string; readonly confirmed?: boolean }
  | { readonly type: "message"; readonly text: string; readonly confirmed?: boolean }
  | { readonly type: "publish"; readonly text: string; readonly reply: string; readonly confirmed?: boolean }
  | { readonly type: "close"; readonly reason: string }
  | { readonly type: "convert"; readonly office: string; readonly subject: string; readonly serviceCode?: string }
  | { readonly type: "openConduct"; readonly staffId: string; readonly category: string; readonly facts: string };

export type SuggestionCommandType = SuggestionCommand["type"];

/** How a member of staff stands to a suggestion. For those concerned it does not exist. */
export type BoxRelation = "concerned" | "office" | "director" | "assignee" | "in-charge";

/** One row of the life cycle: where the command is possible, who may give it, and the clause it carries out. */
export interface SuggestionCommandRow {
  readonly stages: readonly SuggestionStage[];
  readonly by: readonly BoxRelation[];
  readonly clause: Clause;
}

const office = ["office", "director"] as const satisfies readonly BoxRelation[];
const beforeReply = ["opened", "reviewed", "assigned"] as const satisfies readonly SuggestionStage[];

/** The life of a suggestion as data (FIR-8). */
export const suggestionCommands = {
  open: { stages: ["received"], by: office, clause: "FIR-8" },
  review: { stages: ["received", "opened", "reviewed"], by: office, clause: "FIR-8" },
  assign: { stages: ["reviewed", "assigned"], by: office, clause: "FIR-8" },
  returnAssignment: { stages: ["assigned"], by: ["assignee"], clause: "FIR-8" },
  reply: { stages: ["reviewed", "assigned"], by: ["assignee", ...office], clause: "FIR-8" },
  message: {
    stages: [...beforeReply, "replied", "published", "closed"],
    by: ["assignee", ...office],
    clause: "FIR-8",
  },
  publish: { stages: ["replied"], by: office, clause: "FIR-8" },
  close: { stages: ["replied", "published"], by: office, clause: "FIR-8" },
  convert: { stages: ["reviewed", "assigned"], by: office, clause: "FIR-5" },
  openConduct: {
    stages: ["reviewed", "assigned", "replied", "published", "closed"],
    by: office,
    clause: "FIR-10",
  },
} as const satisfies Record<SuggestionCommandType, SuggestionCommandRow>;
