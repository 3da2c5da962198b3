import { limitOf } from "../case-clock.ts";
import type { Context } from "../decision.ts";
import { extendLimit, resumeLimit } from "../limits.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { StaffCommand } from "./commands.ts";
import { type Decision, type Draft, draft, pauseBusiness } from "./decision.ts";
import type { Inquiry } from "./inquiry.ts";

type Of<T extends StaffCommand["type"]> = Extract<StaffCommand, { type: T }>;

/** Lets the paused clocks of the business run again with the time that was left (SC-4, SC-5). */
export function resumeBusiness(d: Draft, inquiry: Inquiry, context: Context): void {
  for (const limit of inquiry.limits)
    if (limit.state === "paused")
      d.events.push({ type: "LimitResumed", id: limit.id, dates: resumeLimit(limit, context.now, context.time) });
}

/** Stops the clock for a reason of the rule pack, e.g. an assessment outside the centre (SC-5). */
export function pause(inquiry: Inquiry, command: Of<"pause">, context: Context): Decision | Refusal {
  const { pauseReasons } = context.rules;
  if (!pauseReasons.some(({ code }) => code === command.code))
    return refuse("unknown-pause-reason", "SC-5", {
      reasons: pauseReasons.map(({ code, name }) => `${name.zh}（${code}）`).join("；"),
    });
  const d = draft(inquiry, context, "SC-5");
  d.events.push({ type: "Paused", code: command.code, explanation: d.keep("explanation", command.explanation) });
  pauseBusiness(d, inquiry, command.code);
  return d.done();
}

export function resume(inquiry: Inquiry, context: Context): Decision | Refusal {
  const d = draft(inquiry, context, "SC-5");
  d.events.push({ type: "Resumed" });
  resumeBusiness(d, inquiry, context);
  return d.done();
}

/**
 * One extension, by a head, with a reason, no longer than the rule pack allows. It never passes the statute unless the law
 * itself lets that be extended (SC-1, SC-5).
 */
export function extend(inquiry: Inquiry, command: Of<"extend">, context: Context): Decision | Refusal {
  if (inquiry.extended) return refuse("already-extended", "SC-5");
  const limit = limitOf(inquiry, "handling");
  if (limit?.state !== "running") return refuse("no-limit-to-extend", "SC-5");
  const service = inquiry.serviceCode ? context.rules.services.get(inquiry.serviceCode) : undefined;
  const most = Math.max(context.rules.longestExtension, service?.statuteExtension?.amount ?? 0);
  if (command.amount > most) return refuse("extension-too-long", "SC-5", { most });
  const dates = extendLimit(limit, command.amount, service?.statuteExtension?.amount ?? 0, context.time);
  const statuteOn = dates.statute?.dueOn;
  if (statuteOn !== undefined && dates.promise.dueOn > statuteOn)
    return refuse("statute-forbids", "SC-1", { dueOn: statuteOn });
  const d = draft(inquiry, context, "SC-5");
  d.events.push({ type: "Extended", reason: d.keep("reason", command.reason) });
  d.events.push({ type: "LimitMoved", id: limit.id, reason: "extension", dates });
  return d.done("SC-1");
}
