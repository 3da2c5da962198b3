import type { ConductRow } from "../contracts/conduct.ts";
import type { ConductRecord } from "../domain/conduct/conduct.ts";
import type { ConductDocument } from "../domain/conduct/history.ts";
import type { CaseStore } from "./case-store.ts";

/** The register's record of one member of staff as it is stored. */
export interface StoredConduct {
  readonly staffId: string;
  readonly document: ConductDocument;
}

/** The record with its present state. */
export interface LoadedConduct extends StoredConduct {
  readonly record: ConductRecord;
}

/** The conduct register: one document per member of staff. */
export interface ConductStore extends CaseStore<StoredConduct, LoadedConduct> {
  /** Every case of every record. */
  rows(): Promise<readonly ConductRow[]>;
}
