import type { Clocked } from "../case-clock.ts";
import type { TextId } from "../decision.ts";

/** Where a case of the conduct register stands (FIR-10). */
export type ConductStage = "suspected" | "hearing" | "heard" | "verified" | "measured" | "appealed" | "closed";

/** What made somebody suspect a breach. `key` names it: the same one is opened once. */
export type Source =
  | { readonly kind: "limit"; readonly number: string; readonly limitId: string; readonly limitKind: string }
  | { readonly kind: "second-notice"; readonly number: string; readonly noticeNo: string }
  | { readonly kind: "complaint"; readonly number: string }
  | { readonly kind: "office" };

/** What a case begins with. */
export interface Suspicion {
  readonly id: string;
  readonly key: string;
  readonly source: Source;
  readonly category: string;
  /** The unit the person belonged to. */
  readonly unitId: string;
  /** The facts as they will be put to the person, never somebody else's words. */
  readonly facts: TextId;
}

/** One suspected breach of one person and what became of it. */
export interface ConductCase extends Suspicion {
  /** How often it has changed: what its readers send back with a command. Other cases of the same person don't move it. */
  readonly version: number;
  readonly stage: ConductStage;
  readonly openedAt: string;
  readonly put: { readonly at: string; readonly facts: TextId } | null;
  readonly hearing:
    | { readonly at: string; readonly how: "stated"; readonly text: TextId }
    | { readonly at: string; readonly how: "waived" | "lapsed" }
    | null;
  readonly decision: {
    readonly at: string;
    readonly by: string;
    readonly verified: boolean;
    readonly reasons: TextId;
    readonly serious: boolean;
    /** Which verified breach of this person it is; null where the ladder doesn't apply. */
    readonly rung: number | null;
    /** The measure the rules propose. */
    readonly proposed: string | null;
  } | null;
  readonly measure: { readonly code: string; readonly at: string; readonly by: string } | null;
  readonly retraining: { readonly doneAt?: string; readonly note?: TextId } | null;
  readonly appeal: {
    readonly at: string;
    readonly text: TextId;
    readonly decidedAt?: string;
    readonly by?: string;
    readonly outcome?: "upheld" | "overturned";
    readonly reasons?: TextId;
  } | null;
  readonly appealLapsed: boolean;
}

/** Everything the register holds about one member of staff: one document, so that two decisions never count past each other. */
export interface ConductRecord extends Clocked {
  readonly staffId: string;
  readonly version: number;
  readonly cases: readonly ConductCase[];
}

/** Whether it has been put to the person: from then on they and their head may read it. */
export const isPut = ({ put }: Pick<ConductCase, "put">): boolean => put !== null;

/** The case a limit belongs to: limits are named `<case>/<limit>`. */
export const caseOfLimit = (limitId: string): string => limitId.slice(0, limitId.lastIndexOf("/"));

/** The person a case is about: cases are named `<person>~<case>`. */
export const personOf = (caseId: string): string => caseId.slice(0, Math.max(0, caseId.lastIndexOf("~")));
