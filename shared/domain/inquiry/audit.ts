import { type Context, recipientOf } from "../decision.ts";
import { actingFor, isPresent, staffOf } from "../directory.ts";
import { climbLadders, recountLimits } from "../ladder.ts";
import { isRefusal } from "../refusal.ts";
import { type Decision, draft } from "./decision.ts";
import { handOver } from "./hand-over.ts";
import type { Inquiry } from "./inquiry.ts";

/** What time has done to an inquiry by `now`: rungs reached (reminder, breach to the head, then the director), and notices to be sent again. */
export function audit(inquiry: Inquiry, context: Context): Decision {
  const d = draft(inquiry, context, "SC-5");
  climbLadders(d, inquiry, context, (step, limit) => recipientOf(step, limit.ownerId, context.directory, d.today));
  return d.done("FIR-9");
}

/** A limit never waits for somebody who is away: the case goes to whoever acts for them (AB 岗), the first responder stays (FIR-3). */
export function relieve(inquiry: Inquiry, context: Context): Decision | undefined {
  if (inquiry.stage === "closed") return undefined;
  const day = context.time.dayOf(context.now);
  const person = staffOf(context.directory, inquiry.caseworkerId);
  if (person && isPresent(person, day)) return undefined;
  const deputy = actingFor(context.directory, inquiry.caseworkerId, day);
  if (!deputy || deputy.id === inquiry.caseworkerId) return undefined;
  const decision = handOver(inquiry, deputy.id, person?.active ? "leave" : "left", context);
  return isRefusal(decision) ? undefined : decision;
}

/** Counts provisional limits anew once a calendar year is loaded; the accountable person is told what moved. */
export function recalculate(inquiry: Inquiry, context: Context): Decision | undefined {
  const d = draft(inquiry, context, "SC-5");
  recountLimits(d, inquiry, context.time, () => inquiry.caseworkerId);
  return d.events.length === 0 ? undefined : d.done("SC-1");
}
