import { openLimits } from "../case-clock.ts";
import { type Context, end, gate } from "../decision.ts";
import { actingFor, headOf, isPresent, staffOf, superiorOf, unitOf } from "../directory.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { StaffCommand } from "./commands.ts";
import { assistanceOwed, conclude } from "./conclude.ts";
import { answer, type Decision, type Draft, draft } from "./decision.ts";
import { type Inquiry, openReferral, unitsThatReturned } from "./inquiry.ts";

type Of<T extends StaffCommand["type"]> = Extract<StaffCommand, { type: T }>;

/** Limits of the business follow the accountable person. */
const own = (d: Draft, inquiry: Inquiry, ownerId: string): void => {
  for (const limit of openLimits(inquiry))
    if (limit.ownerId === inquiry.caseworkerId && limit.kind !== "closing" && limit.kind !== "acknowledge-urgent")
      d.events.push({ type: "LimitOwned", id: limit.id, ownerId });
};

/** Introduces the citizen to the department in charge; whoever refers stays accountable until it is received (FIR-5.3, SC-8 C). */
export function refer(inquiry: Inquiry, command: Of<"refer">, context: Context): Decision | Refusal {
  const target = unitOf(context.directory, command.unitId);
  if (!target) return refuse("unknown-unit", "FIR-5.3", { unit: command.unitId });
  if (target.unit.id === inquiry.unitId) return refuse("refer-to-own-unit", "FIR-5.3");
  if (openReferral(inquiry)) return refuse("referral-open", "FIR-5.4");
  if (unitsThatReturned(inquiry).includes(target.unit.id))
    return refuse("refer-again", "FIR-5.4", { unit: target.unit.name.zh });
  const d = draft(inquiry, context, "FIR-5.3");
  d.events.push({
    type: "Referred",
    fromId: inquiry.caseworkerId,
    toUnitId: target.unit.id,
    reason: d.keep("reason", command.reason),
  });
  const head = headOf(context.directory, target.unit.id, d.today);
  const ownerId = head?.id ?? target.unit.headId;
  const limitId = d.begin("receive-referral", ownerId);
  d.notify("handed-over", ownerId, "FIR-5.3", { limitId });
  return d.done("FIR-4.2");
}

/** The department takes the case over: its person is accountable from now on, on a clock of its own. */
export function receiveReferral(
  inquiry: Inquiry,
  command: Of<"receiveReferral">,
  context: Context,
): Decision | Refusal {
  const referral = openReferral(inquiry);
  if (!referral) return refuse("no-referral", "FIR-5.3");
  const caseworkerId = command.caseworkerId ?? context.actorId ?? "";
  const person = staffOf(context.directory, caseworkerId);
  const d = draft(inquiry, context, "FIR-5.3");
  if (!person || !isPresent(person, d.today)) return refuse("person-absent", "FIR-5.3", { staffId: caseworkerId });
  if (command.caseworkerId && person.unitId !== referral.toUnitId)
    return refuse("not-of-the-unit", "FIR-5.3", { staffId: caseworkerId });
  d.events.push({ type: "ReferralReceived", caseworkerId, unitId: referral.toUnitId });
  end(d, inquiry, ["receive-referral"]);
  own(d, inquiry, caseworkerId);
  d.begin("handle-referral", caseworkerId);
  return d.done();
}

/** Sends a referral back with the reason; the same department is not asked again, the superior decides (FIR-5.4). */
export function returnReferral(inquiry: Inquiry, command: Of<"returnReferral">, context: Context): Decision | Refusal {
  const referral = openReferral(inquiry);
  if (!referral) return refuse("no-referral", "FIR-5.3");
  const d = draft(inquiry, context, "FIR-5.3");
  d.events.push({ type: "ReferralReturned", reason: d.keep("reason", command.reason) });
  end(d, inquiry, ["receive-referral"]);
  d.notify("returned", inquiry.caseworkerId, "FIR-5.3");
  return d.done("FIR-5.4");
}

/** Feedback of the department to the citizen and to the first responder, who follows it to its end (FIR-5.3). */
export function giveFeedback(inquiry: Inquiry, command: Of<"giveFeedback">, context: Context): Decision | Refusal {
  if (!openReferral(inquiry)?.receivedAt) return refuse("no-referral", "FIR-5.3");
  const owed = assistanceOwed(inquiry, context);
  if (owed) return owed;
  const passed = gate(command, context);
  if (isRefusal(passed)) return passed;
  const d = draft(inquiry, context, "FIR-5.3");
  const { staffId: responderId } = inquiry.firstResponder;
  const responder = actingFor(context.directory, responderId, d.today);
  answer(d, inquiry, context, "feedback", command, passed);
  conclude(d, { ...inquiry, caseworkerId: context.actorId ?? "", consultations: [] }, context, {
    outcome: command.outcome,
  });
  d.events.push({
    type: "FedBack",
    toId: responder?.id ?? responderId,
    toUnitId: responder?.unitId ?? inquiry.firstResponder.unitId,
  });
  d.notify("feedback", responder?.id ?? responderId, "FIR-5.3");
  return d.done("FIR-5");
}

/** Asks the superior who leads when several departments are concerned or the owner is unclear (FIR-5.4, FIR-7). */
export function consult(inquiry: Inquiry, command: Of<"consult">, context: Context): Decision | Refusal {
  if (openReferral(inquiry)?.receivedAt === undefined && openReferral(inquiry))
    return refuse("referral-open", "FIR-5.4");
  const d = draft(inquiry, context, "FIR-5.4");
  const superior = superiorOf(context.directory, context.actorId ?? inquiry.caseworkerId, d.today);
  if (!superior) return refuse("no-superior", "FIR-5.4");
  d.events.push({ type: "Consulted", question: d.keep("question", command.question), superiorId: superior.id });
  const limitId = d.begin("designate", superior.id);
  d.notify("handed-over", superior.id, "FIR-5.4", { limitId });
  return d.done("FIR-7");
}

/** The superior names one lead department and those that assist; binding (FIR-5.4, FIR-7). */
export function designate(inquiry: Inquiry, command: Of<"designate">, context: Context): Decision | Refusal {
  const lead = unitOf(context.directory, command.leadUnitId);
  if (!lead) return refuse("unknown-unit", "FIR-7", { unit: command.leadUnitId });
  const d = draft(inquiry, context, "FIR-5.4");
  const leader = command.leadId
    ? staffOf(context.directory, command.leadId)
    : headOf(context.directory, command.leadUnitId, d.today);
  if (!leader || !isPresent(leader, d.today))
    return refuse("person-absent", "FIR-7", { staffId: command.leadId ?? "" });
  if (command.leadId && leader.unitId !== command.leadUnitId)
    return refuse("not-of-the-unit", "FIR-7", { staffId: leader.id });
  const assistingIds = [...new Set(command.assistingUnitIds ?? [])].filter((id) => id !== command.leadUnitId);
  const unknown = assistingIds.find((id) => !unitOf(context.directory, id));
  if (unknown) return refuse("unknown-unit", "FIR-7", { unit: unknown });
  const assisting = assistingIds.map((unitId) => {
    const ownerId = headOf(context.directory, unitId, d.today)?.id ?? leader.id;
    const limitId = d.begin("assist", ownerId);
    d.notify("handed-over", ownerId, "FIR-7", { limitId });
    return { unitId, limitId };
  });
  d.events.unshift({
    type: "Designated",
    leadUnitId: command.leadUnitId,
    leadId: leader.id,
    assisting,
    reason: d.keep("reason", command.reason),
  });
  end(d, inquiry, ["designate"]);
  own(d, inquiry, leader.id);
  if (leader.id !== inquiry.caseworkerId) d.notify("handed-over", leader.id, "FIR-7");
  return d.done("FIR-7");
}

/** An assisting department gives its own answer to the lead (FIR-7). */
export function assist(inquiry: Inquiry, command: Of<"assist">, context: Context): Decision | Refusal {
  const person = staffOf(context.directory, context.actorId);
  const owed = inquiry.assistance.filter((each) => !each.answeredAt);
  const mine =
    owed.find((each) => each.unitId === person?.unitId) ??
    owed.find(
      (each) => headOf(context.directory, each.unitId, context.time.dayOf(context.now))?.id === context.actorId,
    ) ??
    owed[0];
  if (!mine) return refuse("no-assistance", "FIR-7");
  const d = draft(inquiry, context, "FIR-7");
  d.events.push({ type: "Assisted", unitId: mine.unitId, text: d.keep("assistance", command.text) });
  d.events.push({ type: "LimitMet", id: mine.limitId });
  d.notify("feedback", inquiry.caseworkerId, "FIR-7");
  return d.done();
}

/** Gives a case to somebody else; the first responder stays who it was (FIR-3). */
export function handOver(
  inquiry: Inquiry,
  toId: string,
  reason: "leave" | "left" | "reassigned",
  context: Context,
  explanation?: string,
): Decision | Refusal {
  const d = draft(inquiry, context, "FIR-5");
  const person = staffOf(context.directory, toId);
  if (!person || !isPresent(person, d.today)) return refuse("person-absent", "FIR-5", { staffId: toId });
  if (toId === inquiry.caseworkerId) return refuse("already-theirs", "FIR-5");
  d.events.push({ type: "HandedOver", fromId: inquiry.caseworkerId, toId, toUnitId: person.unitId, reason });
  if (explanation !== undefined) d.keep("reason", explanation);
  for (const limit of openLimits(inquiry))
    if (limit.ownerId === inquiry.caseworkerId) d.events.push({ type: "LimitOwned", id: limit.id, ownerId: toId });
  d.notify("handed-over", toId, "FIR-5");
  return d.done("FIR-3");
}
