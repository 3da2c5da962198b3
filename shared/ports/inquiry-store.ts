import type { InquirySummary } from "../contracts/inquiry.ts";
import type { InquiryDocument } from "../domain/inquiry/history.ts";
import type { Inquiry } from "../domain/inquiry/inquiry.ts";
import type { CaseStore, Page, Receipted } from "./case-store.ts";

/** An inquiry as it is stored: its number, its history and texts, and what its receipt is checked against. */
export interface StoredInquiry extends Receipted {
  readonly document: InquiryDocument;
  /** Keyed digest of the telephone number, for finding a caller's cases without storing the number in an index. */
  readonly phoneKey: string;
}

/** A case with its present state. */
export interface LoadedInquiry extends StoredInquiry {
  readonly inquiry: Inquiry;
}

export type InquiryList =
  | { readonly by: "caseworker"; readonly id: string; readonly dueBefore?: string }
  | {
      readonly by: "unit";
      readonly id: string;
      /** Only what is due from this instant to the other; without `urgentOnly` no urgent ones, which are a list of their own. */
      readonly dueFrom?: string;
      readonly dueBefore?: string;
      readonly urgentOnly?: boolean;
    }
  | { readonly by: "phone"; readonly id: string };

/** Where inquiries are kept: one document each, every change one conditional write on its version. */
export interface InquiryStore extends CaseStore<StoredInquiry, LoadedInquiry> {
  /** Urgent cases first, then by what is due first; a caller's the newest first. */
  list(list: InquiryList, limit: number, cursor?: string): Promise<Page<InquirySummary>>;
  /** The cursor that goes on behind a row of a list. */
  after(list: InquiryList, row: InquirySummary): string;
}
