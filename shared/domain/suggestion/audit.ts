import { type Context, type Decision, draft } from "../decision.ts";
import { impartialRecipient } from "../impartial.ts";
import { climbLadders } from "../ladder.ts";
import type { SuggestionEvent } from "./events.ts";
import { concernedBy, type Suggestion } from "./suggestion.ts";

/** What time has done to a suggestion by now; none of it reaches those it is about. */
export function auditSuggestion(suggestion: Suggestion, context: Context): Decision<SuggestionEvent> {
  const d = draft<SuggestionEvent>(suggestion, context, "SC-5");
  const { directory } = context;
  const concerned = concernedBy(suggestion, directory);
  climbLadders(
    d,
    suggestion,
    context,
    (step, limit) => impartialRecipient(step, limit.ownerId, directory, concerned, d.today) ?? "office",
  );
  return d.done("FIR-9");
}
