import { retries, stepsReached } from "../case-clock.ts";
import { type Context, type Decision, draft } from "../decision.ts";
import { impartialRecipient } from "../impartial.ts";
import type { SuggestionEvent } from "./events.ts";
import { concernedBy, type Suggestion } from "./suggestion.ts";

/** What time has done to a suggestion by now: rungs reached, each once, and notices to be sent again; none reaches those it is about. */
export function auditSuggestion(suggestion: Suggestion, context: Context): Decision<SuggestionEvent> {
  const d = draft<SuggestionEvent>(suggestion, context, "SC-5");
  const concerned = concernedBy(suggestion, context.directory);
  for (const { limit, step } of stepsReached(suggestion, context.now)) {
    const recipientId = impartialRecipient(step, limit.ownerId, context.directory, concerned, d.today) ?? limit.ownerId;
    d.events.push({ type: "StepRaised", limitId: limit.id, level: step.level, recipientId });
    d.notify(step.level === 0 ? "reminder" : "escalation", recipientId, limit.clause, {
      limitId: limit.id,
      level: step.level,
    });
  }
  d.events.push(...retries(suggestion, context.now));
  return d.done("FIR-9");
}
