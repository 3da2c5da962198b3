import type { CaseDocument } from "../history.ts";
import { apply } from "./apply.ts";
import type { InquiryEvent } from "./events.ts";
import type { Inquiry } from "./inquiry.ts";

/** What is stored of an inquiry. */
export type InquiryDocument = CaseDocument<InquiryEvent>;

/** Folds a stored inquiry into its present state. */
export function fold(document: InquiryDocument): Inquiry {
  let inquiry: Inquiry | undefined;
  for (const entry of document.history) for (const event of entry.events) inquiry = apply(inquiry, event, entry.at);
  if (!inquiry) throw new Error("An inquiry has at least one entry");
  return { ...inquiry, version: document.history.length };
}
