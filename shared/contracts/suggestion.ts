import * as z from "zod";
import { MOST_TEXT } from "./inquiry.ts";
import { Id, Language, Phone, written } from "./text.ts";

/** A word for the suggestion box (FIR-8); without name and phone it is anonymous. */
export const SubmitSuggestionRequest = z.strictObject({
  category: z.enum(["opinion", "suggestion", "complaint", "praise"]),
  topic: z.enum(["service", "attitude", "overdue", "asked-to-pay", "discipline", "environment", "other"]).optional(),
  content: written(MOST_TEXT),
  office: Id.optional(),
  about: z.strictObject({ staffName: written(60).optional(), unit: written(100).optional() }).optional(),
  name: written(60).optional(),
  phone: Phone.optional(),
  language: Language.optional(),
});
export type SubmitSuggestionRequest = z.infer<typeof SubmitSuggestionRequest>;

export const SuggestionReceiptView = z.object({ number: z.string(), secret: z.string(), acknowledgement: z.string() });

export const SuggestionView = z.object({
  number: z.string(),
  category: z.string(),
  topic: z.string().nullable(),
  content: z.string(),
  anonymous: z.boolean(),
  stage: z.string(),
  receivedAt: z.iso.datetime(),
  limits: z.array(z.object({ kind: z.string(), dueOn: z.iso.date(), state: z.string(), provisional: z.boolean() })),
  messages: z.array(z.object({ at: z.iso.datetime(), from: z.enum(["citizen", "centre"]), text: z.string() })),
  reply: z.object({ at: z.iso.datetime(), text: z.string() }).nullable(),
});
