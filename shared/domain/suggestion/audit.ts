import { type Context, type Decision, draft } from "../decision.ts";
import { type Concerned, impartialRecipient } from "../impartial.ts";
import { climbLadders, type Ladders } from "../ladder.ts";
import type { SuggestionEvent } from "./events.ts";
import { concernedBy, type Suggestion } from "./suggestion.ts";

/** The ladders of a matter that is about `concerned`: they reach none of them. */
export const impartialLadders = (concerned: Concerned, { directory, now, time }: Context): Ladders => ({
  recipient: (step, { ownerId }) =>
    impartialRecipient(step, ownerId, directory, concerned, time.dayOf(now)) ?? "office",
});

/** What time has done to a suggestion by now; none of it reaches those it is about. */
export function auditSuggestion(suggestion: Suggestion, context: Context): Decision<SuggestionEvent> {
  const d = draft<SuggestionEvent>(suggestion, context, "SC-5");
  climbLadders(d, suggestion, context, impartialLadders(concernedBy(suggestion, context.directory), context));
  return d.done("FIR-9");
}
