import * as z from "zod";
import type { SuggestionCommand } from "../domain/suggestion/commands.ts";
import { MOST_TEXT } from "./inquiry.ts";
import { Altcha } from "./proof-of-work.ts";
import { Id, Language, Phone, written } from "./text.ts";

export const Category = z.enum(["opinion", "suggestion", "complaint", "praise"]);
export const Topic = z.enum(["service", "attitude", "overdue", "asked-to-pay", "discipline", "environment", "other"]);

/** A word for the suggestion box (FIR-8); without name and phone it is anonymous. */
export const SubmitSuggestionRequest = z.strictObject({
  category: Category,
  topic: Topic.optional(),
  content: written(MOST_TEXT),
  office: Id.optional(),
  about: z.strictObject({ staffName: written(60).optional(), unit: written(100).optional() }).optional(),
  name: written(60).optional(),
  phone: Phone.optional(),
  language: Language.optional(),
  altcha: Altcha.optional(),
});
export type SubmitSuggestionRequest = z.infer<typeof SubmitSuggestionRequest>;

export const SuggestionReceiptView = z.object({ number: z.string(), secret: z.string(), acknowledgement: z.string() });
export type SuggestionReceiptView = z.infer<typeof SuggestionReceiptView>;

/** What the writer may see of it. */
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
  /** The inquiry it was made into, with its own receipt. */
  inquiry: z.object({ number: z.string(), secret: z.string() }).nullable(),
});
export type SuggestionView = z.infer<typeof SuggestionView>;

/** The box on the wall was opened, and so many notes lay in it. */
export const OpenBoxRequest = z.strictObject({
  office: Id,
  found: z.number().int().min(0).max(1000),
  note: written(1000).optional(),
});
export type OpenBoxRequest = z.infer<typeof OpenBoxRequest>;

const Due = z.object({ kind: z.string(), dueOn: z.string(), dueAt: z.string(), provisional: z.boolean() });

/** One row of the box for staff. */
export const SuggestionSummary = z.object({
  number: z.string(),
  category: z.string(),
  topic: z.string().nullable(),
  stage: z.string(),
  channel: z.string(),
  officeId: z.string(),
  receivedAt: z.string(),
  assigneeId: z.string().nullable(),
  anonymous: z.boolean(),
  excerpt: z.string(),
  due: Due.nullable(),
});
export type SuggestionSummary = z.infer<typeof SuggestionSummary>;

/** What the public reads: the office's own wording of question and answer. */
export const PublishedSuggestion = z.object({
  category: z.string(),
  topic: z.string().nullable(),
  content: z.string(),
  reply: z.string(),
  publishedAt: z.iso.datetime(),
});
export type PublishedSuggestion = z.infer<typeof PublishedSuggestion>;

const page = { limit: z.coerce.number().int().min(1).max(100).optional(), cursor: z.string().max(1000).optional() };

export const PageQuery = z.strictObject(page);
export const SuggestionListQuery = z.strictObject({
  state: z
    .enum(["received", "opened", "reviewed", "assigned", "replied", "converting", "published", "closed"])
    .optional(),
  ...page,
});
export type SuggestionListQuery = z.infer<typeof SuggestionListQuery>;

const command = <T extends string, S extends z.core.$ZodLooseShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), ...shape });
const reason = { reason: written(1000) };
const text = { text: written(MOST_TEXT), confirmed: z.boolean().optional() };

/** A command on a suggestion as a client sends it. */
export const SuggestionCommandRequest = z.discriminatedUnion("type", [
  command("open", {}),
  command("review", {
    category: Category,
    topic: Topic,
    about: z.strictObject({ staffIds: z.array(Id).max(20), unitIds: z.array(Id).max(20) }),
  }),
  command("assign", { staffId: Id }),
  command("returnAssignment", reason),
  command("reply", text),
  command("message", text),
  command("publish", { ...text, reply: written(MOST_TEXT) }),
  command("close", reason),
  command("convert", { office: Id, subject: written(120), serviceCode: Id.optional() }),
  command("openConduct", { staffId: Id, category: Id, facts: written(2000) }),
]) satisfies z.ZodType<SuggestionCommand>;
