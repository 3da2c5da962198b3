import { openLimits } from "../case-clock.ts";
import { type Context, end, gate } from "../decision.ts";
import { headOf, type OutsideBody, unitOf } from "../directory.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { StaffCommand } from "./commands.ts";
import { answer, type Decision, type Draft, draft } from "./decision.ts";
import { type Conclusion, type Inquiry, openReferral } from "./inquiry.ts";

type Of<T extends StaffCommand["type"]> = Extract<StaffCommand, { type: T }>;

/** The assisting departments that have not answered yet: until they have, the lead brings nothing to its end (FIR-7). */
export const assistanceOwed = ({ assistance }: Inquiry, { directory }: Context): Refusal | undefined => {
  const owing = assistance.filter((each) => !each.answeredAt);
  const names = owing.map(({ unitId }) => unitOf(directory, unitId)?.unit.name.zh ?? unitId);
  return names.length > 0 ? refuse("assistance-owed", "FIR-7", { units: names.join("、") }) : undefined;
};

const mayConclude = (inquiry: Inquiry, context: Context): Refusal | undefined =>
  openReferral(inquiry) ? refuse("feedback-owed", "FIR-5.3") : assistanceOwed(inquiry, context);

/** Whoever took it in, or the lead whom the superior designated, brings it to its end; anybody else hands it back to the first responder. */
const closesAtOnce = (inquiry: Inquiry): boolean =>
  inquiry.caseworkerId === inquiry.firstResponder.staffId ||
  inquiry.consultations.at(-1)?.leadUnitId === inquiry.unitId;

/** Ends the work with an outcome. The case closes with it unless the first responder still has to see it through (FIR-5.3). */
export function conclude(
  d: Draft,
  inquiry: Inquiry,
  context: Context,
  conclusion: Omit<Conclusion, "at" | "by">,
): void {
  d.events.push({ type: "Concluded", conclusion: { ...conclusion, at: context.now, by: context.actorId ?? "" } });
  end(d, inquiry, ["handling", "reopened", "handle-referral", "confirm-materials", "first-answer", "answer-message"]);
  if (closesAtOnce(inquiry)) finish(d, inquiry);
  else d.begin("closing", inquiry.firstResponder.staffId);
}

const finish = (d: Draft, inquiry: Inquiry): void => {
  const ended = new Set(d.events.flatMap((event) => (event.type === "LimitMet" ? [event.id] : [])));
  for (const limit of openLimits(inquiry))
    if (!ended.has(limit.id))
      d.events.push({ type: limit.kind === "closing" ? "LimitMet" : "LimitCancelled", id: limit.id });
  d.events.push({ type: "Closed" });
};

/** The entry that brought a text. By entries, not by clocks, is it known what came last: those of two computers can differ. */
const entryOf = (text: string): number => Number.parseInt(text, 10);

const isAnswered = (inquiry: Inquiry): boolean => {
  const last = inquiry.answers.findLast((each) => each.kind !== "notice" && each.kind !== "appointment");
  const owedSince = [inquiry.messages.at(-1)?.text, inquiry.reopened].map((text) => (text ? entryOf(text) : 0));
  return last !== undefined && entryOf(last.text) > Math.max(...owedSince);
};

/** 办结: the business is done; the citizen has, or gets herewith, the answer (FIR-5, SC-3, SC-5). */
export function complete(inquiry: Inquiry, command: Of<"complete">, context: Context): Decision | Refusal {
  const not = mayConclude(inquiry, context);
  if (not) return not;
  const d = draft(inquiry, context, "SC-5");
  if (command.text === undefined && !isAnswered(inquiry)) return refuse("answer-owed", "FIR-5");
  if (command.text !== undefined) {
    const passed = gate({ ...command, text: command.text }, context);
    if (isRefusal(passed)) return passed;
    answer(d, inquiry, context, "reply", { ...command, text: command.text }, passed);
  }
  conclude(d, inquiry, context, { outcome: "done" });
  return d.done("FIR-5");
}

/** SC-8 F: the sentence of the published rules, with regulation and article named, then why and what would help. */
const declineText = (command: Of<"decline">): string =>
  `对不起，您这件事因为不符${command.regulation}${command.article}规定不能给您办理，请多理解、多包涵、实在抱歉。` +
  `未满足的条件：${command.unmetCondition}。${command.explanation}`;

/** Says no, with the unmet condition, the article it rests on and an explanation in plain words (FIR-4.1, SC-8 F). */
export function decline(inquiry: Inquiry, command: Of<"decline">, context: Context): Decision | Refusal {
  const not = mayConclude(inquiry, context);
  if (not) return not;
  const text = { ...command, text: declineText(command) };
  const passed = gate(text, context);
  if (isRefusal(passed)) return passed;
  const d = draft(inquiry, context, "FIR-4.1");
  answer(d, inquiry, context, "decline", text, passed);
  conclude(d, inquiry, context, {
    outcome: "declined",
    regulation: command.regulation,
    article: command.article,
    unmetCondition: d.keep("condition", command.unmetCondition),
  });
  return d.done("SC-8", "SC-1");
}

const redirectText = (body: OutsideBody, explanation: string): string =>
  `您好，这件事由${body.name.zh}办理，地址：${body.address}，电话：${body.phone}。${explanation}`;

/** Introduces the citizen to the outside body in charge, by name, address and telephone (FIR-5.5, FIR-6). */
export function redirect(inquiry: Inquiry, command: Of<"redirect">, context: Context): Decision | Refusal {
  const not = mayConclude(inquiry, context);
  if (not) return not;
  const body = context.directory.outsideBodies.find((each) => each.id === command.outsideBodyId);
  if (!body) return refuse("unknown-outside-body", "FIR-5.5", { id: command.outsideBodyId });
  if (!body.address || !body.phone) return refuse("outside-body-incomplete", "FIR-5.5", { name: body.name.zh });
  const text = { ...command, text: redirectText(body, command.explanation) };
  const passed = gate(text, context, { name: body.name.zh, address: body.address, phone: body.phone });
  if (isRefusal(passed)) return passed;
  const d = draft(inquiry, context, "FIR-5.5");
  answer(d, inquiry, context, "redirect", text, passed);
  conclude(d, inquiry, context, { outcome: "redirected", outsideBodyId: body.id });
  return d.done("FIR-6");
}

/** The first responder has seen it through to its end and closes (FIR-5.3). */
export function close(inquiry: Inquiry, context: Context): Decision | Refusal {
  if (!inquiry.conclusion) return refuse("outcome-owed", "FIR-5");
  if (!isAnswered(inquiry)) return refuse("answer-owed", "FIR-5");
  const d = draft(inquiry, context, "FIR-5");
  finish(d, inquiry);
  return d.done();
}

/** Takes a closed case up again on a limit of its own: the citizen is not satisfied yet, or it turns out unfinished. */
export function takeUpAgain(d: Draft, inquiry: Inquiry, reason: string): void {
  d.events.push({ type: "Reopened", reason: d.keep("reason", reason) });
  d.begin("reopened", inquiry.caseworkerId);
  d.notify("message", inquiry.caseworkerId, "SC-3");
}

/** Staff take a closed case up again (FIR-5, SC-3). */
export function reopen(inquiry: Inquiry, reason: string, context: Context): Decision {
  const d = draft(inquiry, context, "FIR-5");
  takeUpAgain(d, inquiry, reason);
  return d.done("SC-3");
}

/** An answer on the way (首问必答). */
export function reply(inquiry: Inquiry, command: Of<"reply">, context: Context): Decision | Refusal {
  const passed = gate(command, context);
  if (isRefusal(passed)) return passed;
  const d = draft(inquiry, context, "FIR-5");
  answer(d, inquiry, context, "reply", command, passed);
  return d.done("SC-8");
}

/** Opens the follow-up that a bad rating demands; the head answers for it (SC-3 直到办事群众满意). */
export function openFollowUp(d: Draft, inquiry: Inquiry, context: Context): void {
  const head = headOf(context.directory, inquiry.unitId, d.today);
  const ownerId = head?.id ?? inquiry.caseworkerId;
  d.events.push({ type: "FollowUpOpened", caseworkerId: ownerId, unitId: head?.unitId ?? inquiry.unitId });
  const limitId = d.begin("follow-up", ownerId);
  d.notify("bad-rating", ownerId, "SC-3", { limitId });
}

/** Answers a bad rating and closes again (回访). */
export function followUp(inquiry: Inquiry, command: Of<"followUp">, context: Context): Decision | Refusal {
  const passed = gate(command, context);
  if (isRefusal(passed)) return passed;
  const d = draft(inquiry, context, "SC-3");
  answer(d, inquiry, context, "follow-up", command, passed);
  end(d, inquiry, ["follow-up"]);
  finish(d, { ...inquiry, limits: inquiry.limits.filter((limit) => limit.kind !== "follow-up") });
  return d.done();
}
