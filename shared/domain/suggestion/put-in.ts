import { type Context, type Decision, draft } from "../decision.ts";
import { keeperOf } from "../impartial.ts";
import type { SuggestionEvent } from "./events.ts";
import { matchAbout } from "./match-about.ts";
import { type Category, concernedBy, type Topic } from "./suggestion.ts";

/** What somebody puts into the box. */
export interface Word {
  readonly number: string;
  readonly channel: "web" | "box";
  readonly officeId: string;
  readonly language: string;
  readonly category: Category;
  readonly topic: Topic | null;
  readonly content: string;
  readonly about: { readonly staffName?: string; readonly unit?: string };
  readonly name: string | null;
  readonly phone: string | null;
}

const HOUR = 3_600_000;

/** The moment as it is recorded of an anonymous writer: the hour, so that nobody finds them by when they sat where. */
export const coarse = (instant: string): string =>
  new Date(Math.floor(Date.parse(instant) / HOUR) * HOUR).toISOString();

/** The hour after a moment: what an anonymous writer sets off happens then. */
export const nextHour = (instant: string): string =>
  new Date((Math.floor(Date.parse(instant) / HOUR) + 1) * HOUR).toISOString();

/** The limit of the reply: complaints have their own. */
export const replyLimit = (category: Category): "complaint-reply" | "suggestion-reply" =>
  category === "complaint" ? "complaint-reply" : "suggestion-reply";

/**
 * Takes a word in (FIR-8): the office owes its opening and the reply from the first moment. Nobody is told at once; the box is opened
 * like any box, and those it may be about are kept out of it.
 */
export function putIn(word: Word, context: Context): Decision<SuggestionEvent> {
  const d = draft<SuggestionEvent>({ version: 0 }, context, "FIR-8");
  const { content, about: written, name, phone, ...facts } = word;
  const about = matchAbout({ ...written, content }, context.directory);
  d.events.push({
    type: "PutIn",
    ...facts,
    rulesVersion: context.rules.version,
    content: d.keep("content", content),
    named: {
      ...(written.staffName !== undefined && { staffName: d.keep("named-person", written.staffName) }),
      ...(written.unit !== undefined && { unit: d.keep("named-unit", written.unit) }),
    },
    name: name === null ? null : d.keep("name", name),
    phone: phone === null ? null : d.keep("phone", phone),
    about,
  });
  const concerned = concernedBy({ about, category: word.category }, context.directory);
  const keeperId = keeperOf(context.directory, concerned, d.today)?.id ?? "office";
  d.begin("suggestion-acknowledge", keeperId);
  d.begin(replyLimit(word.category), keeperId);
  return d.done("SC-8");
}
