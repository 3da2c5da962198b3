import type { InspectionSummary } from "../contracts/inspection.ts";
import type { Inspection, InspectionDocument } from "../domain/inspection/inspection.ts";
import type { CaseStore, Page } from "./case-store.ts";

/** An inspection as it is stored. */
export interface StoredInspection {
  readonly number: string;
  readonly document: InspectionDocument;
}

/** An inspection with its present state. */
export interface LoadedInspection extends StoredInspection {
  readonly inspection: Inspection;
}

/** The records of inspections. */
export interface InspectionStore extends CaseStore<StoredInspection, LoadedInspection> {
  /** Inspections of one month (`YYYY-MM`), newest first. */
  ofMonth(month: string, limit: number, cursor?: string): Promise<Page<InspectionSummary>>;
}
