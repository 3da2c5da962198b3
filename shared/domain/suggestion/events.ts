import type { ClockEvent } from "../case-clock.ts";
import type { TextId } from "../decision.ts";
import type { About, Category, Errand, Suggestion, Topic } from "./suggestion.ts";

/** What can have happened to a suggestion. */
export type SuggestionEvent =
  | ({ readonly type: "PutIn" } & Pick<
      Suggestion,
      | "number"
      | "rulesVersion"
      | "channel"
      | "officeId"
      | "language"
      | "category"
      | "topic"
      | "content"
      | "named"
      | "name"
      | "phone"
      | "about"
    >)
  | { readonly type: "Opened" }
  | { readonly type: "Reviewed"; readonly category: Category; readonly topic: Topic; readonly about: About }
  | { readonly type: "Assigned"; readonly toId: string }
  | { readonly type: "AssignmentReturned"; readonly reason: TextId }
  | { readonly type: "Replied"; readonly text: TextId; readonly by: string; readonly confirmed?: readonly string[] }
  | { readonly type: "MessageReceived"; readonly text: TextId }
  | { readonly type: "MessageSent"; readonly text: TextId; readonly confirmed?: readonly string[] }
  | { readonly type: "Published"; readonly text: TextId; readonly reply: TextId }
  | { readonly type: "Closed"; readonly why: "unpublished" | "converted"; readonly reason: TextId }
  | { readonly type: "ErrandOrdered"; readonly errand: Errand }
  | { readonly type: "ErrandDone"; readonly id: string; readonly result: string }
  | ClockEvent;
