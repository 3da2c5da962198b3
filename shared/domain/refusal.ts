import type { Clause } from "./clauses.ts";

/**
 * An expected "no", as a value: which rule says so, and what to do instead.
 * `code` names the sentence in the message catalogue, `params` fills its blanks.
 */
export interface Refusal {
  readonly refused: true;
  readonly code: string;
  readonly clause?: Clause;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly findings?: readonly unknown[];
  /** How the case stands now, for whoever acted on an earlier version of it. */
  readonly current?: { readonly version: number };
}

/** Refuses with the sentence `code` and the clause it rests on. */
export const refuse = (code: string, clause?: Clause, params?: Record<string, string | number>): Refusal => ({
  refused: true,
  code,
  ...(clause && { clause }),
  ...(params && { params }),
});

/** The same refusal, resting on this clause where it named none. */
export const onClause = <Result>(result: Result | Refusal, clause: Clause): Result | Refusal =>
  isRefusal(result) && !result.clause ? { ...result, clause } : result;

/** Whether a result is a refusal. */
export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === "object" && value !== null && "refused" in value && value.refused === true;
