import type { CaseFacts } from "../domain/figures/facts.ts";
import type { Period } from "../domain/figures/periods.ts";
import type { Page } from "./case-store.ts";

/** A closed inquiry as it is counted and exported. */
export interface ClosedCase {
  readonly number: string;
  readonly facts: CaseFacts;
}

/** Closed inquiries by unit and day of closing. */
export interface ClosedCases {
  /** In the order of closing; the period lies within one month. */
  closedIn(unitId: string, period: Period, limit: number, cursor?: string): Promise<Page<ClosedCase>>;
}

/** Open inquiries by unit and the moment at which their next limit ends. */
export interface OpenCases {
  /** How many there are, or how many whose next limit ends before a moment. */
  countOpen(unitId: string, dueBefore?: string): Promise<number>;
}
