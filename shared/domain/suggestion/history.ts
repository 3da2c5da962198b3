import { applyClock, nextLook } from "../case-clock.ts";
import type { CaseDocument } from "../history.ts";
import type { SuggestionEvent } from "./events.ts";
import type { Suggestion } from "./suggestion.ts";

/** What is stored of a suggestion. */
export type SuggestionDocument = CaseDocument<SuggestionEvent>;

function apply(suggestion: Suggestion | undefined, event: SuggestionEvent, at: string): Suggestion {
  if (event.type === "PutIn") {
    const { type: _, ...facts } = event;
    return {
      ...facts,
      version: 0,
      receivedAt: at,
      stage: "received",
      assigneeId: null,
      messages: [],
      reply: null,
      publication: null,
      errands: [],
      closed: null,
      limits: [],
      outbox: [],
    };
  }
  if (!suggestion) throw new Error(`A history begins with PutIn, not ${event.type}`);
  const { messages } = suggestion;
  switch (event.type) {
    case "Opened":
      return { ...suggestion, stage: "opened" };
    case "Reviewed":
      return {
        ...suggestion,
        stage: "reviewed",
        category: event.category,
        topic: event.topic,
        about: event.about,
      };
    case "Assigned":
      return { ...suggestion, stage: "assigned", assigneeId: event.toId };
    case "AssignmentReturned":
      return { ...suggestion, stage: "reviewed", assigneeId: null };
    case "Replied":
      return { ...suggestion, stage: "replied", reply: { text: event.text, at, by: event.by } };
    case "MessageReceived":
      return { ...suggestion, messages: [...messages, { from: "citizen", text: event.text, at }] };
    case "MessageSent":
      return { ...suggestion, messages: [...messages, { from: "centre", text: event.text, at }] };
    case "Published":
      return { ...suggestion, stage: "published", publication: { text: event.text, reply: event.reply, at } };
    case "Closed":
      return {
        ...suggestion,
        stage: "closed",
        publication: null,
        closed: { at, why: event.why, reason: event.reason },
      };
    case "ErrandOrdered":
      return {
        ...suggestion,
        stage: event.errand.kind === "inquiry" ? "converting" : suggestion.stage,
        errands: [...suggestion.errands, event.errand],
      };
    case "ErrandDone":
      return {
        ...suggestion,
        errands: suggestion.errands.map((errand) =>
          errand.id === event.id ? { ...errand, done: { at, result: event.result } } : errand,
        ),
      };
    default:
      return applyClock(suggestion, event, at);
  }
}

/** Folds a stored suggestion into its present state. */
export function foldSuggestion(document: SuggestionDocument): Suggestion {
  let suggestion: Suggestion | undefined;
  for (const entry of document.history)
    for (const event of entry.events) suggestion = apply(suggestion, event, entry.at);
  if (!suggestion) throw new Error("A suggestion has at least one entry");
  return { ...suggestion, version: document.history.length };
}

/** The next instant at which somebody must look at it: a rung, an undelivered notice, an errand not carried out. */
export const nextLookAt = (suggestion: Suggestion): string | undefined =>
  [
    nextLook(suggestion) ?? [],
    ...suggestion.errands.flatMap(({ done, nextAttemptAt }) => (done ? [] : [nextAttemptAt])),
  ]
    .flat()
    .sort()[0];
