import { createHash } from "node:crypto";
import type { Context } from "#shared/domain/decision.ts";
import { confirmDelivery } from "#shared/domain/delivery.ts";
import { append, brokenEntry, type CaseDocument as Document } from "#shared/domain/history.ts";
import { apply } from "#shared/domain/inquiry/apply.ts";
import { audit, relieve } from "#shared/domain/inquiry/audit.ts";
import {
  type CitizenCommand,
  type StaffCommand,
  type StaffCommandType,
  staffCommands,
} from "#shared/domain/inquiry/commands.ts";
import { decide, decideForCitizen, openCommands } from "#shared/domain/inquiry/decide.ts";
import type { Decision } from "#shared/domain/inquiry/decision.ts";
import type { InquiryEvent } from "#shared/domain/inquiry/events.ts";
import { fold } from "#shared/domain/inquiry/history.ts";
import type { Inquiry } from "#shared/domain/inquiry/inquiry.ts";
import { register } from "#shared/domain/inquiry/register.ts";
import { isRefusal, type Refusal } from "#shared/domain/refusal.ts";
import { rules, timeOf } from "#shared/rules/decision-rules.ts";
import { rungOwed, rungPassedOver } from "./rungs-owed.ts";
import { at, BrokenInvariant, type Step } from "./step.ts";
import { directory } from "./world.ts";

type CaseDocument = Document<InquiryEvent>;

const digest = (text: string) => createHash("sha256").update(text).digest("base64url");
const commandTypes = Object.keys(staffCommands) as StaffCommandType[];
const units = directory.offices.flatMap((office) => office.units.map((unit) => unit.id));
const services = [...rules.services.keys()];
const ids = directory.staff.map((person) => person.id);
const texts = ["您好，请到提取科，由那里工作人员给您准确的解释。", "已为您办好。", "不知道"];

const slot = (now: string, pick: number) => {
  const startsAt = new Date(Date.parse(now) + ((pick % 9) - 1) * 3_600_000).toISOString();
  const endsAt = new Date(Date.parse(startsAt) + 1_800_000).toISOString();
  return { id: `slot-${pick % 7}`, startsAt, endsAt, place: "1号窗口", withId: at(ids, pick) };
};

/** Whoever is concerned with the case at the moment, or anybody. */
function actorOf(inquiry: Inquiry, who: number): string {
  const target = inquiry.referrals.at(-1)?.toUnitId;
  const unit = directory.offices.flatMap((office) => office.units).find((each) => each.id === target);
  const owed = inquiry.limits.filter((limit) => limit.state === "running").map((limit) => limit.ownerId);
  return at(
    [
      inquiry.caseworkerId,
      inquiry.firstResponder.staffId,
      ...owed,
      "director",
      unit?.headId ?? "director",
      at(ids, who),
    ],
    who,
  );
}

function staffCommand(type: StaffCommandType, pick: number, now: string, inquiry: Inquiry): StaffCommand {
  const text = at(texts, pick);
  const service = inquiry.serviceCode ? rules.services.get(inquiry.serviceCode) : undefined;
  const materials = service?.materials.map((each) => each.id) ?? ["none"];
  const reason = "因为需要";
  switch (type) {
    case "accept":
      return { type, ...(pick % 3 === 0 && { serviceCode: at(services, pick) }) };
    case "reply":
    case "followUp":
      return { type, text };
    case "complete":
      return { type, ...(pick % 2 === 0 && { text }) };
    case "decline":
      return {
        type,
        unmetCondition: "未满六个月",
        regulation: "《条例》",
        article: "第二十四条",
        explanation: "满后即可办理",
      };
    case "notifyMaterials":
      return {
        type,
        missing: [at(materials, pick)],
        serviceCode: inquiry.serviceCode ?? at(services, pick),
        ...(pick % 2 === 0 && { newFact: "新的情况" }),
      };
    case "receiveMaterials":
      return { type, received: inquiry.notices.at(-1)?.materials.map((each) => each.id) ?? [] };
    case "refer":
      return { type, unitId: at(units, pick), reason };
    case "receiveReferral":
      return { type, ...(pick % 3 === 0 && { caseworkerId: at(ids, pick) }) };
    case "giveFeedback":
      return { type, outcome: "done", text };
    case "consult":
      return { type, question: "谁主办" };
    case "designate":
      return { type, leadUnitId: at(units, pick), assistingUnitIds: [at(units, pick + 1)], reason };
    case "assist":
      return { type, text };
    case "redirect":
      return { type, outsideBodyId: at(["registry", "nowhere"], pick), explanation: "请带身份证。" };
    case "appoint":
    case "reschedule":
      return { type, slot: slot(now, pick) };
    case "missAppointment":
      return { type, by: "citizen" };
    case "extend":
      return { type, amount: 1 + (pick % 6), reason };
    case "pause":
      return { type, code: at([...rules.pauseReasons.map(({ code }) => code), "because"], pick), explanation: reason };
    case "reassign":
      return { type, staffId: at(ids, pick), reason };
    case "returnReferral":
    case "reportUrgent":
    case "reopen":
      return { type, reason };
    default:
      return { type };
  }
}

function citizenCommand(pick: number, now: string): CitizenCommand {
  switch (pick % 5) {
    case 0:
      return { type: "announceMaterials" };
    case 1:
      return { type: "rate", grade: at([1, 2, 3, 4, 5] as const, pick >> 3) };
    case 2:
      return { type: "bookAppointment", slot: slot(now, pick) };
    case 3:
      return { type: "cancelAppointment" };
    default:
      return { type: "message", text: "请问进展如何" };
  }
}

/** What must hold of a case at every moment; `now` is the moment up to which the audit has looked. */
function checkState(inquiry: Inquiry, first: string, audited: string | undefined): void {
  const open = inquiry.limits.filter((limit) => limit.state === "running" || limit.state === "paused");
  if (inquiry.stage !== "closed") {
    if (!ids.includes(inquiry.caseworkerId)) throw new BrokenInvariant(2, "nobody is accountable");
    if (open.length === 0) throw new BrokenInvariant(2, `no limit runs in ${inquiry.stage}`);
  } else {
    if (open.length > 0) throw new BrokenInvariant(2, "a limit runs on a closed case");
    if (!inquiry.conclusion) throw new BrokenInvariant(5, "closed without an outcome");
    const answered = inquiry.answers.some((each) => each.kind !== "notice" && each.kind !== "appointment");
    if (!answered) throw new BrokenInvariant(5, "closed without an answer");
  }
  if (inquiry.firstResponder.staffId !== first) throw new BrokenInvariant(2, "the first responder changed");
  for (const limit of inquiry.limits) {
    if (limit.kind === "appointment") continue;
    const least = [limit.promise.dueOn, ...(limit.statute ? [limit.statute.dueOn] : [])].sort()[0] ?? "";
    if (limit.dueOn > least) throw new BrokenInvariant(3, `${limit.id} is due after its promise or statute`);
  }
  const owed = rungOwed(inquiry, audited);
  if (owed) throw new BrokenInvariant(3, owed);
  const noticeIds = inquiry.outbox.map((notice) => notice.id);
  if (new Set(noticeIds).size !== noticeIds.length) throw new BrokenInvariant(3, "a notice stands twice in the outbox");
}

function checkEvents(events: readonly InquiryEvent[], before: Inquiry, raised: Set<string>, now: string): void {
  for (const event of events) {
    if (event.type !== "StepRaised") continue;
    const key = `${event.limitId}:${event.level}`;
    if (raised.has(key)) throw new BrokenInvariant(3, `${key} was escalated twice`);
    raised.add(key);
    const step = before.limits
      .find((limit) => limit.id === event.limitId)
      ?.ladder.find(({ level }) => level === event.level);
    if (!step || step.at > now) throw new BrokenInvariant(3, `${key} was escalated without a breach`);
  }
  const passedOver = rungPassedOver(before, { at: now, events });
  if (passedOver) throw new BrokenInvariant(3, passedOver);
}

/** Lives one inquiry through random steps and throws at the first invariant that does not hold. */
export function live(start: Step, steps: readonly Step[]): { commits: number; refusals: Map<string, number> } {
  let now = new Date(Date.parse("2026-11-20T02:00:00Z") + (start.wait % 20_000) * 60_000).toISOString();
  const time = timeOf("centre", {});
  const contextFor = (actorId?: string): Context => ({
    now,
    ...(actorId !== undefined && { actorId }),
    rules,
    directory,
    time,
    checkReply: (text: string) =>
      text.includes("不知道")
        ? { verdict: "block", findings: [{ group: "F01", clause: "FIR-6" }] }
        : { verdict: "ok", findings: [] },
  });
  const responder = at(
    directory.staff.filter((person) => person.active),
    start.who,
  );
  const registered = register(
    {
      number: "QAAAA-AAAAA",
      channel: at(["web", "visit", "phone", "fax"] as const, start.pick),
      officeId: "centre",
      language: "zh-CN",
      serviceCode: start.what % 2 === 0 ? at(services, start.what) : null,
      subject: "事由",
      content: "内容",
      name: "某人",
      phone: "1390000",
      urgent: start.pick % 4 === 0,
      firstResponder: {
        staffId: responder.id,
        officeId: responder.officeId,
        unitId: responder.unitId,
        reason: "on-duty",
        clause: "FIR-3",
        candidates: [responder.id],
      },
    },
    contextFor(),
  );
  let document: CaseDocument | undefined;
  let inquiry: Inquiry | undefined;
  const raised = new Set<string>();
  const refusals = new Map<string, number>();
  let salts = 0;
  const salt = () => {
    salts += 1;
    return `salt-${salts}`;
  };

  const keep = (decision: Decision, act: string): Inquiry => {
    if (decision.basis.length === 0) throw new BrokenInvariant(4, `${act} has no clause`);
    if (inquiry) checkEvents(decision.events, inquiry, raised, now);
    document = append(document, { at: now, actor: { kind: "system" }, act, ...decision }, digest, salt);
    let next = inquiry;
    for (const event of decision.events) next = apply(next, event, now);
    inquiry = { ...(next as Inquiry), version: document.history.length };
    return inquiry;
  };
  const consider = (decision: Decision | Refusal | undefined, act: string): void => {
    if (!decision) return;
    if (!isRefusal(decision)) {
      if (decision.events.length > 0) keep(decision, act);
      return;
    }
    if (!decision.clause) throw new BrokenInvariant(4, `the refusal ${decision.code} names no clause`);
    refusals.set(decision.code, (refusals.get(decision.code) ?? 0) + 1);
  };

  let state = keep(registered, "register");
  for (const step of steps) {
    now = new Date(Date.parse(now) + step.wait * 60_000).toISOString();
    const before = state.version;
    let audited: string | undefined;
    if (step.what % 7 === 0) {
      consider(audit(state, contextFor()), "audit");
      audited = now;
    } else if (step.what % 7 === 1) consider(relieve(state, contextFor()), "relieve");
    else if (step.what % 7 === 2) {
      const known = state.outbox.map((notice) => notice.id);
      consider(confirmDelivery(state, at([...known, "forged"], step.pick), contextFor()), "deliver");
    } else if (step.what % 7 === 3)
      consider(decideForCitizen(state, citizenCommand(step.pick, now), contextFor()), "citizen");
    else {
      const actor = actorOf(state, step.who);
      const open = openCommands(state, contextFor(actor));
      // Mostly what is open to them, sometimes anything at all.
      const type = at(open.length > 0 && step.pick % 5 !== 0 ? open : commandTypes, step.what);
      consider(decide(state, staffCommand(type, step.pick, now, state), contextFor(actor)), type);
    }
    state = inquiry as Inquiry;
    if (state.version > before + 1) throw new BrokenInvariant(4, "one step made two commits");
    checkState(state, responder.id, audited);
  }
  const stored = document as CaseDocument;
  if (brokenEntry(stored, digest) !== undefined) throw new BrokenInvariant(4, "the chain does not verify");
  const again = fold(JSON.parse(JSON.stringify(stored)) as CaseDocument);
  if (JSON.stringify(again) !== JSON.stringify(state))
    throw new BrokenInvariant(4, "the history does not fold to the state");
  if (stored.history.some((entry, index) => entry.seq !== index + 1))
    throw new BrokenInvariant(4, "the history has a gap");
  return { commits: stored.history.length, refusals };
}
