import { openLimits } from "../case-clock.ts";
import type { Clause } from "../clauses.ts";
import type { Context } from "../decision.ts";
import { actingFor, headOf, isInCharge, isOfUnit, isPresent, staffOf, superiorOf } from "../directory.ts";
import { breachesFirst, climbLadders, recountLimits, usualLadders } from "../ladder.ts";
import { isRefusal } from "../refusal.ts";
import { type Decision, draft } from "./decision.ts";
import { handOver } from "./hand-over.ts";
import { type Inquiry, openReferral } from "./inquiry.ts";

/** What time has done to an inquiry by `now`: rungs reached (reminder, breach to the head, then the director), and notices to be sent again. */
export function audit(inquiry: Inquiry, context: Context): Decision {
  const d = draft(inquiry, context, "SC-5");
  climbLadders(d, inquiry, context, usualLadders(context));
  return d.done("FIR-9");
}

/**
 * A limit never waits for somebody who is away: the case goes to whoever acts for them (AB 岗), and to the head where they have lost
 * the post it came with; what a former head owed passes to the new one. The first responder stays (FIR-3).
 */
export const relieve = (inquiry: Inquiry, context: Context): Decision | undefined =>
  breachesFirst(inquiry, context, usualLadders(context), (found) => relieved(found, context));

function relieved(inquiry: Inquiry, context: Context): Decision | undefined {
  if (inquiry.stage === "closed") return undefined;
  const { directory } = context;
  const day = context.time.dayOf(context.now);
  const person = staffOf(directory, inquiry.caseworkerId);
  const present = person !== undefined && isPresent(person, day);
  if (present && isOfUnit(directory, person, inquiry.unitId, day)) return passOn(inquiry, context, day);
  const successor = present ? headOf(directory, inquiry.unitId, day) : actingFor(directory, inquiry.caseworkerId, day);
  if (!successor || successor.id === inquiry.caseworkerId) return undefined;
  const decision = handOver(inquiry, successor.id, person?.active && !present ? "leave" : "left", context);
  return isRefusal(decision) ? undefined : decision;
}

/** The unit whose head owes what this limit is about, where it is the head who does. */
const unitOwing = (inquiry: Inquiry, { id, kind }: Inquiry["limits"][number]): string | undefined => {
  if (kind === "receive-referral") return openReferral(inquiry)?.toUnitId;
  if (kind === "assist") return inquiry.assistance.find(({ limitId }) => limitId === id)?.unitId;
  return kind === "designate" ? inquiry.unitId : undefined;
};

/** What somebody owed as head of a unit goes to whoever is in charge of it when they are away, or head no longer. */
function passOn(inquiry: Inquiry, context: Context, day: string): Decision | undefined {
  const { directory } = context;
  const d = draft(inquiry, context, "FIR-5");
  const told = new Map<string, Clause>();
  for (const limit of openLimits(inquiry)) {
    const unitId = unitOwing(inquiry, limit);
    if (unitId === undefined) continue;
    const owner = staffOf(directory, limit.ownerId);
    if (owner && isPresent(owner, day) && isInCharge(directory, owner.id, unitId, day)) continue;
    const head =
      limit.kind === "designate" ? superiorOf(directory, inquiry.caseworkerId, day) : headOf(directory, unitId, day);
    if (!head || head.id === limit.ownerId) continue;
    d.events.push({ type: "LimitOwned", id: limit.id, ownerId: head.id });
    told.set(head.id, limit.clause);
  }
  for (const [headId, clause] of told) d.notify("handed-over", headId, clause);
  return d.events.length === 0 ? undefined : d.done("FIR-2");
}

/** Counts provisional limits anew once a calendar year is loaded; the accountable person is told what moved. */
export function recalculate(inquiry: Inquiry, context: Context): Decision | undefined {
  const d = draft(inquiry, context, "SC-5");
  recountLimits(d, inquiry, context.time, () => inquiry.caseworkerId);
  return d.events.length === 0 ? undefined : d.done("SC-1");
}
