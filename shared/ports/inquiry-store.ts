import type { InquirySummary } from "../contracts/inquiry.ts";
import type { CaseDocument } from "../domain/inquiry/history.ts";
import type { Inquiry } from "../domain/inquiry/inquiry.ts";

/** A case as it is stored: its number, its history and texts, and what its receipt is checked against. */
export interface StoredInquiry {
  readonly number: string;
  readonly document: CaseDocument;
  /** Digest of the receipt secret; the secret itself is stored nowhere. */
  readonly secretDigest: string;
  /** Digest of the submission, by which a repeated one is told from another under the same key. */
  readonly submissionDigest: string;
  /** Keyed digest of the telephone number, for finding a caller's cases without storing the number in an index. */
  readonly phoneKey: string;
}

/** A case with its present state. */
export interface LoadedInquiry extends StoredInquiry {
  readonly inquiry: Inquiry;
}

/** A page of a list; `cursor` leads to the next one. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly cursor?: string;
}

export type InquiryList =
  | { readonly by: "caseworker"; readonly id: string; readonly dueBefore?: string }
  | { readonly by: "unit"; readonly id: string; readonly dueBefore?: string; readonly urgentOnly?: boolean }
  | { readonly by: "phone"; readonly id: string };

/** Where inquiries are kept: one document each, every change one conditional write on its version. */
export interface InquiryStore {
  /** Stores a new case; `exists` when its number is taken (a repeated submission). */
  add(inquiry: StoredInquiry): Promise<"added" | "exists">;
  find(number: string): Promise<LoadedInquiry | undefined>;
  /** Stores a case whose last entry was appended to `version`; `stale` when somebody else was first. */
  save(inquiry: StoredInquiry, version: number): Promise<"saved" | "stale">;
  /** Numbers of the cases at which somebody must look by `instant`, oldest first. */
  dueBefore(instant: string, cursor?: string): Promise<Page<string>>;
  list(list: InquiryList, limit: number, cursor?: string): Promise<Page<InquirySummary>>;
}
