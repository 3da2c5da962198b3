import { type Context, end } from "../decision.ts";
import { headOf, superiorOf } from "../directory.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { type Decision, type Draft, draft } from "./decision.ts";
import type { Inquiry } from "./inquiry.ts";

/** Reports an urgent matter to the head at once; minutes run, working or not, until it is acknowledged (FIR-5.6). */
export function reportUrgency(d: Draft, unitId: string, reporterId: string, context: Context, reason?: string): void {
  const head = headOf(context.directory, unitId, d.today);
  const leader = head && head.id !== reporterId ? head : superiorOf(context.directory, reporterId, d.today);
  const leaderId = leader?.id ?? reporterId;
  d.events.push({ type: "UrgencyReported", ...(reason !== undefined && { reason: d.keep("reason", reason) }) });
  const limitId = d.begin("acknowledge-urgent", leaderId);
  d.notify("urgent", leaderId, "FIR-5.6", { limitId });
}

export function reportUrgent(inquiry: Inquiry, reason: string, context: Context): Decision | Refusal {
  if (inquiry.urgent && !inquiry.urgent.acknowledgedAt) return refuse("urgent-already-reported", "FIR-5.6");
  const d = draft(inquiry, context, "FIR-5.6");
  end(d, inquiry, ["acknowledge-urgent"], "LimitCancelled");
  reportUrgency(d, inquiry.unitId, context.actorId ?? inquiry.caseworkerId, context, reason);
  return d.done();
}

export function acknowledgeUrgent(inquiry: Inquiry, context: Context): Decision | Refusal {
  if (!inquiry.urgent || inquiry.urgent.acknowledgedAt) return refuse("nothing-urgent", "FIR-5.6");
  const d = draft(inquiry, context, "FIR-5.6");
  d.events.push({ type: "UrgencyAcknowledged", by: context.actorId ?? "" });
  end(d, inquiry, ["acknowledge-urgent"]);
  return d.done();
}
