import { can, relationsTo } from "../authorisation.ts";
import { limitOf } from "../case-clock.ts";
import type { Context } from "../decision.ts";
import { staffOf } from "../directory.ts";
import { breachesFirst, usualLadders } from "../ladder.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { appoint, book, endAppointment } from "./appointments.ts";
import { extend, pause, resume } from "./clocks.ts";
import {
  type CitizenCommand,
  type CommandRow,
  citizenCommands,
  type StaffCommand,
  type StaffCommandType,
  staffCommands,
} from "./commands.ts";
import { close, complete, decline, followUp, openFollowUp, redirect, reopen, reply, takeUpAgain } from "./conclude.ts";
import { type Decision, draft } from "./decision.ts";
import {
  assist,
  consult,
  designate,
  giveFeedback,
  handOver,
  receiveReferral,
  refer,
  returnReferral,
} from "./hand-over.ts";
import type { Inquiry } from "./inquiry.ts";
import { notifyMaterials, receiveMaterials } from "./materials.ts";
import { acknowledgeUrgent, reportUrgent } from "./urgency.ts";

/** Why a command is not open to this person now, by the table; undefined when it is. */
export function whyNot(inquiry: Inquiry, type: StaffCommandType, context: Context): Refusal | undefined {
  const row: CommandRow = staffCommands[type];
  const principal = staffOf(context.directory, context.actorId);
  const relations = principal && relationsTo(inquiry, principal, context.directory, context.time.dayOf(context.now));
  if (!principal || !relations || !can(principal, { on: "inquiry", do: type, relations }))
    return refuse("not-yours", row.clause, { command: type, by: row.by.join("、") });
  if (!row.stages.includes(inquiry.stage))
    return refuse("wrong-stage", row.clause, { command: type, stage: inquiry.stage, stages: row.stages.join("、") });
  return undefined;
}

/** The commands open to this person on this case now, in the order of the table. */
export const openCommands = (inquiry: Inquiry, context: Context): readonly StaffCommandType[] =>
  (Object.keys(staffCommands) as StaffCommandType[]).filter((type) => !whyNot(inquiry, type, context));

/** Decides a command of a member of staff: what happens, or why not and what to do instead. */
export const decide = (inquiry: Inquiry, command: StaffCommand, context: Context): Decision | Refusal =>
  whyNot(inquiry, command.type, context) ??
  breachesFirst(inquiry, context, usualLadders(context), (found) => carryOut(found, command, context));

function carryOut(inquiry: Inquiry, command: StaffCommand, context: Context): Decision | Refusal {
  switch (command.type) {
    case "accept":
      return accept(inquiry, command.serviceCode, context);
    case "reply":
      return reply(inquiry, command, context);
    case "complete":
      return complete(inquiry, command, context);
    case "decline":
      return decline(inquiry, command, context);
    case "notifyMaterials":
      return notifyMaterials(inquiry, command, context);
    case "receiveMaterials":
      return receiveMaterials(inquiry, command, context);
    case "refer":
      return refer(inquiry, command, context);
    case "receiveReferral":
      return receiveReferral(inquiry, command, context);
    case "returnReferral":
      return returnReferral(inquiry, command, context);
    case "giveFeedback":
      return giveFeedback(inquiry, command, context);
    case "consult":
      return consult(inquiry, command, context);
    case "designate":
      return designate(inquiry, command, context);
    case "assist":
      return assist(inquiry, command, context);
    case "redirect":
      return redirect(inquiry, command, context);
    case "appoint":
      return appoint(inquiry, command, context);
    case "reschedule":
      return book(inquiry, command.slot, { bring: inquiry.appointment?.bring ?? [] }, context);
    case "keepAppointment":
      return endAppointment(inquiry, "kept", "citizen", context);
    case "missAppointment":
      return endAppointment(inquiry, "missed", command.by, context);
    case "reportUrgent":
      return reportUrgent(inquiry, command.reason, context);
    case "acknowledgeUrgent":
      return acknowledgeUrgent(inquiry, context);
    case "extend":
      return extend(inquiry, command, context);
    case "pause":
      return pause(inquiry, command, context);
    case "resume":
      return resume(inquiry, context);
    case "close":
      return close(inquiry, context);
    case "reopen":
      return reopen(inquiry, command.reason, context);
    case "followUp":
      return followUp(inquiry, command, context);
    case "reassign":
      return handOver(inquiry, command.staffId, "reassigned", context, command.reason);
  }
}

/** Takes a case on: within one's own duties it is accepted at once (FIR-4.1). A service named here sets its limit anew from the day of receipt. */
function accept(inquiry: Inquiry, serviceCode: string | undefined, context: Context): Decision | Refusal {
  if (serviceCode !== undefined && !context.rules.services.has(serviceCode))
    return refuse("unknown-service", "SC-2", { service: serviceCode });
  const d = draft(inquiry, context, "FIR-4.1");
  d.events.push({ type: "Accepted", ...(serviceCode !== undefined && { serviceCode }) });
  const service = serviceCode === undefined ? undefined : context.rules.services.get(serviceCode);
  const handling = limitOf(inquiry, "handling");
  if (service && handling && serviceCode !== inquiry.serviceCode) {
    d.events.push({ type: "LimitCancelled", id: handling.id });
    d.begin("handling", inquiry.caseworkerId, {
      promise: service.promise,
      statute: service.statute,
      startedAt: inquiry.receivedAt,
    });
  }
  return d.done();
}

/** Decides what a citizen asks of their own case. */
export function decideForCitizen(inquiry: Inquiry, command: CitizenCommand, context: Context): Decision | Refusal {
  const row: Omit<CommandRow, "by"> = citizenCommands[command.type];
  if (!row.stages.includes(inquiry.stage))
    return refuse("not-now", row.clause, { command: command.type, stage: inquiry.stage });
  return breachesFirst(inquiry, context, usualLadders(context), (found) => carryOutForCitizen(found, command, context));
}

function carryOutForCitizen(inquiry: Inquiry, command: CitizenCommand, context: Context): Decision | Refusal {
  const d = draft(inquiry, context, citizenCommands[command.type].clause);
  switch (command.type) {
    case "message": {
      d.events.push({ type: "MessageReceived", text: d.keep("message", command.text) });
      if (inquiry.stage === "closed") {
        takeUpAgain(d, inquiry, command.text);
        return d.done("FIR-5");
      }
      if (!limitOf(inquiry, "answer-message") && !limitOf(inquiry, "first-answer"))
        d.begin("answer-message", inquiry.caseworkerId);
      d.notify("message", inquiry.caseworkerId, "SC-3");
      return d.done("FIR-5");
    }
    case "announceMaterials":
      if (inquiry.materialsAnnouncedAt) return refuse("already-announced", "SC-4");
      d.events.push({ type: "MaterialsAnnounced" });
      d.begin("confirm-materials", inquiry.caseworkerId);
      d.notify("message", inquiry.caseworkerId, "SC-4");
      return d.done();
    case "rate":
      if (inquiry.rating) return refuse("already-rated", "SC-3");
      d.events.push({
        type: "Rated",
        grade: command.grade,
        ...(command.comment !== undefined && { comment: d.keep("comment", command.comment) }),
      });
      if (command.grade <= 2) openFollowUp(d, inquiry, context);
      return d.done();
    case "bookAppointment":
      return book(inquiry, command.slot, { bring: inquiry.appointment?.bring ?? [] }, context);
    case "cancelAppointment":
      return endAppointment(inquiry, "cancelled", "citizen", context);
  }
}
