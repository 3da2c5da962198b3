import type { Clause } from "../clauses.ts";
import { type Context, type Decision as DecisionOf, draft as draftOf, end } from "../decision.ts";
import type { AnswerText } from "./commands.ts";
import type { InquiryEvent } from "./events.ts";
import type { Answer, Inquiry } from "./inquiry.ts";

/** What a command does to an inquiry. */
export type Decision = DecisionOf<InquiryEvent>;

/** Collects what one command does to one inquiry. */
export const draft = (inquiry: Pick<Inquiry, "version">, context: Context, clause: Clause) =>
  draftOf<InquiryEvent>(inquiry, context, clause);

export type Draft = ReturnType<typeof draft>;

const defaultDelivery = {
  web: "portal",
  visit: "counter",
  phone: "phone",
  fax: "fax",
  letter: "letter",
  hotline: "phone",
} as const;

/** Records a text that went to the citizen. */
export function tell(
  d: Draft,
  inquiry: Inquiry,
  context: Context,
  kind: Answer["kind"],
  text: AnswerText,
  confirmed: readonly string[],
): void {
  d.events.push({
    type: "Answered",
    answer: {
      text: d.keep("answer", text.text),
      at: context.now,
      by: context.actorId ?? "",
      via: text.via ?? defaultDelivery[inquiry.channel],
      kind,
    },
    ...(confirmed.length > 0 && { confirmed }),
  });
}

/** Records an answer that went to the citizen; the first one meets the first-answer limit (FIR-5 首问必答). */
export function answer(...[d, inquiry, ...told]: Parameters<typeof tell>): void {
  tell(d, inquiry, ...told);
  end(d, inquiry, ["first-answer", "answer-message"]);
}

/** Pauses the clocks of the business (not those of our own duties), with the moment and the reason (SC-4). */
export function pauseBusiness(d: Draft, inquiry: Inquiry, reason: string): void {
  for (const limit of inquiry.limits)
    if (limit.state === "running" && ["handling", "reopened", "handle-referral"].includes(limit.kind))
      d.events.push({ type: "LimitPaused", id: limit.id, reason });
}
