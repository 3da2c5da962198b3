import type { CaseDocument, Entry } from "#shared/domain/history.ts";
import { type StaffCommandType, staffCommands } from "#shared/domain/inquiry/commands.ts";
import { whyNot } from "#shared/domain/inquiry/decide.ts";
import type { InquiryEvent } from "#shared/domain/inquiry/events.ts";
import { type Inquiry, openReferral } from "#shared/domain/inquiry/inquiry.ts";
import { checkReply } from "#shared/domain/reply-gate.ts";
import { rules, timeOf } from "#shared/rules/decision-rules.ts";
import type { DirectoryNow } from "./invariants.ts";
import { BrokenInvariant } from "./world.ts";

type Document = CaseDocument<InquiryEvent>;

const fail = (invariant: string, what: string): never => {
  throw new BrokenInvariant(invariant, what);
};

const businessLimits: readonly string[] = ["handling", "reopened", "handle-referral"];

/** Invariants 2 and 5: somebody is accountable and a limit runs, or there are an outcome and an answer. */
export function checkState(inquiry: Inquiry): void {
  const open = inquiry.limits.filter((limit) => limit.state === "running" || limit.state === "paused");
  if (inquiry.stage === "closed") {
    if (open.length > 0) fail("2", `${open[0]?.kind} runs on a closed case`);
    if (!inquiry.conclusion) fail("5", "closed without an outcome");
    if (!inquiry.answers.some(({ kind }) => kind !== "notice" && kind !== "appointment"))
      fail("5", "closed without an answer");
    if (openReferral(inquiry)) fail("5", "closed while another department owes its feedback");
    if (inquiry.assistance.some((each) => !each.answeredAt))
      fail("5", "closed while an assisting department owes its answer");
  } else {
    if (!inquiry.caseworkerId) fail("2", "nobody is accountable");
    if (open.length === 0) fail("2", `no limit runs in stage ${inquiry.stage}`);
  }
  if (["awaiting-materials", "paused", "appointed"].includes(inquiry.stage)) {
    const runs = inquiry.limits.find(({ kind, state }) => state === "running" && businessLimits.includes(kind));
    if (runs) fail("SC-4", `${runs.kind} runs in stage ${inquiry.stage}`);
  }
}

/** What the clauses demand of single steps. */
export function checkEntry(before: Inquiry | undefined, after: Inquiry, entry: Entry<InquiryEvent>): void {
  const has = (type: InquiryEvent["type"]) => entry.events.some((event) => event.type === type);
  const queued = (kind: string) =>
    entry.events.some((event) => event.type === "NoticeQueued" && event.notice.kind === kind);
  if (!before)
    for (const kind of ["first-answer", "handling"])
      if (!after.limits.some((limit) => limit.kind === kind)) fail("2", `nothing demands ${kind} of a new case`);
  if (has("UrgencyReported") && !queued("urgent")) fail("FIR-5.6", "an urgent matter was reported to nobody");
  if (has("Rated") && before?.rating) fail("SC-3", "one case was rated twice");
  if (has("MaterialsNotified") && before && before.notices.length > 0 && !after.notices.at(-1)?.newFact)
    fail("SC-4", "a second notice without a new fact");
  for (const event of entry.events)
    if (event.type === "HandedOver")
      for (const limit of after.limits)
        if (limit.ownerId === event.fromId && (limit.state === "running" || limit.state === "paused"))
          fail("2", `${limit.kind} stays with ${event.fromId}, who has handed the case over`);
}

/** Invariant 5: what a citizen wrote last is answered before the case closes, in the order in which it was recorded. */
export function checkAnswered(document: Document): void {
  let owed = false;
  for (const { events } of document.history)
    for (const event of events)
      if (event.type === "MessageReceived") owed = true;
      else if (event.type === "Answered" && event.answer.kind !== "notice" && event.answer.kind !== "appointment")
        owed = false;
      else if (event.type === "FollowUpOpened") owed = true;
      else if (event.type === "Closed" && owed) fail("5", "closed before the last message was answered");
}

/** Nobody acts on a case who may not, or when it is not the time for it (invariant 7). */
export function checkActor(before: Inquiry, entry: Entry<InquiryEvent>, { directory }: DirectoryNow): void {
  const { actor, act } = entry;
  if (actor.kind !== "staff" || !(act in staffCommands)) return;
  const time = timeOf(before.officeId, {});
  const not = whyNot(before, act as StaffCommandType, {
    now: entry.at,
    actorId: actor.id,
    rules,
    directory,
    time,
    checkReply: (text) => checkReply(text),
  });
  if (not) fail("7", `${actor.id} was let ${act} a case in stage ${before.stage}: ${not.code}`);
}
