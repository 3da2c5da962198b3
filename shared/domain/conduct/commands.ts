import type { Clause } from "../clauses.ts";
import type { ConductStage } from "./conduct.ts";

/** What may be asked of a case of the register, one variant per command. */
export type ConductCommand =
  | { readonly type: "hear"; readonly facts: string }
  | { readonly type: "state"; readonly text: string }
  | { readonly type: "waive" }
  | { readonly type: "verify"; readonly reasons: string; readonly serious: boolean }
  | { readonly type: "dismiss"; readonly reasons: string }
  | { readonly type: "setMeasure"; readonly measure: string }
  | { readonly type: "recordRetraining"; readonly note: string }
  | { readonly type: "appeal"; readonly text: string }
  | { readonly type: "decideAppeal"; readonly outcome: "upheld" | "overturned"; readonly reasons: string };

export type ConductCommandType = ConductCommand["type"];

/** How a member of staff stands to a case of the register. */
export type ConductRelation = "concerned" | "office" | "director" | "head" | "appeal-authority";

/** One row of the life cycle: where the command is possible, who may give it, and the clause it carries out. */
export interface ConductCommandRow {
  readonly stages: readonly ConductStage[];
  readonly by: readonly ConductRelation[];
  readonly clause: Clause;
}

const office = ["office", "director"] as const satisfies readonly ConductRelation[];

/** From suspicion to measure as data (FIR-10): people decide, the software proposes and counts. */
export const conductCommands = {
  hear: { stages: ["suspected"], by: office, clause: "FIR-10" },
  state: { stages: ["hearing"], by: ["concerned"], clause: "FIR-10" },
  waive: { stages: ["hearing"], by: ["concerned"], clause: "FIR-10" },
  verify: { stages: ["heard"], by: office, clause: "FIR-10" },
  dismiss: { stages: ["suspected", "heard"], by: office, clause: "FIR-10" },
  setMeasure: { stages: ["verified"], by: office, clause: "FIR-10" },
  recordRetraining: { stages: ["measured", "appealed"], by: ["head", ...office], clause: "FIR-10" },
  appeal: { stages: ["measured"], by: ["concerned"], clause: "FIR-10" },
  decideAppeal: { stages: ["appealed"], by: ["appeal-authority"], clause: "FIR-10" },
} as const satisfies Record<ConductCommandType, ConductCommandRow>;
