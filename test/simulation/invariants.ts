import { sha256 } from "#shared/aws/digest.ts";
import { nextDue, nextLook } from "#shared/domain/case-clock.ts";
import type { Directory } from "#shared/domain/directory.ts";
import { brokenEntry, type CaseDocument, type Entry } from "#shared/domain/history.ts";
import { type StaffCommandType, staffCommands } from "#shared/domain/inquiry/commands.ts";
import { whyNot } from "#shared/domain/inquiry/decide.ts";
import type { InquiryEvent } from "#shared/domain/inquiry/events.ts";
import { fold } from "#shared/domain/inquiry/history.ts";
import { type Inquiry, openReferral } from "#shared/domain/inquiry/inquiry.ts";
import { checkReply } from "#shared/domain/reply-gate.ts";
import { rules, timeOf } from "#shared/rules/decision-rules.ts";
import type { Item } from "./tables.ts";
import { BrokenInvariant, type World } from "./world.ts";

type Document = CaseDocument<InquiryEvent>;

const fail = (invariant: string, what: string): never => {
  throw new BrokenInvariant(invariant, what);
};

const documentOf = (item: Item): Document => JSON.parse(item["document"]?.S ?? "null") as Document;

const businessLimits: readonly string[] = ["handling", "reopened", "handle-referral"];

/** Invariants 2 and 5: somebody is accountable and a limit runs, or there are an outcome and an answer. */
function checkState(inquiry: Inquiry): void {
  const open = inquiry.limits.filter((limit) => limit.state === "running" || limit.state === "paused");
  if (inquiry.stage === "closed") {
    if (open.length > 0) fail("2", `${open[0]?.kind} runs on a closed case`);
    if (!inquiry.conclusion) fail("5", "closed without an outcome");
    if (!inquiry.answers.some(({ kind }) => kind !== "notice" && kind !== "appointment"))
      fail("5", "closed without an answer");
    if (openReferral(inquiry)) fail("5", "closed while another department owes its feedback");
    if (inquiry.assistance.some((each) => !each.answeredAt)) fail("5", "closed while an assisting department owes its answer");
  } else {
    if (!inquiry.caseworkerId) fail("2", "nobody is accountable");
    if (open.length === 0) fail("2", `no limit runs in stage ${inquiry.stage}`);
  }
  if (["awaiting-materials", "paused", "appointed"].includes(inquiry.stage)) {
    const runs = inquiry.limits.find(({ kind, state }) => state === "running" && businessLimits.includes(kind));
    if (runs) fail("SC-4", `${runs.kind} runs in stage ${inquiry.stage}`);
  }
  for (const { kind, dueOn, promise, statute } of inquiry.limits)
    if (kind !== "appointment" && (dueOn > promise.dueOn || (statute && dueOn > statute.dueOn)))
      fail("due", `${kind} is due on ${dueOn}, after its promise ${promise.dueOn} or statute ${statute?.dueOn}`);
  const ids = inquiry.outbox.map((notice) => notice.id);
  if (new Set(ids).size < ids.length) fail("3", "a notice stands twice in the outbox");
}

/** Invariant 3: a rung is climbed once, after its moment, while its limit runs, and with a notice to somebody above. */
function checkSteps(before: Inquiry, entry: Entry<InquiryEvent>): void {
  const queued = new Map(
    entry.events.flatMap((event) => (event.type === "NoticeQueued" ? [[event.notice.id, event.notice] as const] : [])),
  );
  const climbed = new Set<string>();
  for (const event of entry.events) {
    if (event.type !== "StepRaised") continue;
    const key = `${event.limitId}:${event.level}`;
    const limit = before.limits.find(({ id }) => id === event.limitId);
    const step = limit?.ladder.find(({ level }) => level === event.level);
    if (!limit || !step) throw new BrokenInvariant("3", `${key} does not exist`);
    if (step.raisedAt !== undefined || climbed.has(key)) fail("3", `${key} was escalated twice`);
    if (limit.state !== "running") fail("3", `${key} was escalated while ${limit.state}`);
    if (step.at > entry.at) fail("3", `${key} was escalated at ${entry.at}, before ${step.at}`);
    const skipped = limit.ladder.find(({ level, at, raisedAt }) => level < step.level && at < step.at && !raisedAt);
    if (skipped && !entry.events.some((each) => each.type === "StepRaised" && each.level === skipped.level && each.limitId === limit.id))
      fail("3", `${key} was climbed before level ${skipped.level}`);
    climbed.add(key);
    const notice = queued.get(key);
    if (notice?.recipientId !== event.recipientId) fail("3", `${key} has no notice to ${event.recipientId}`);
    if (step.to !== "accountable" && event.recipientId === limit.ownerId && !["director", "chief"].includes(limit.ownerId))
      fail("3", `${key} was escalated to the one who is late`);
  }
}

/** A due date moves only with an event that says so. */
function checkDates(before: Inquiry, after: Inquiry, entry: Entry<InquiryEvent>): void {
  for (const limit of before.limits) {
    const now = after.limits.find(({ id }) => id === limit.id);
    if (!now) fail("due", `${limit.id} is gone`);
    const moved = entry.events.some(
      (event) => (event.type === "LimitResumed" || event.type === "LimitMoved") && event.id === limit.id,
    );
    if (now && now.dueAt !== limit.dueAt && !moved) fail("due", `${limit.id} moved without an event`);
  }
}

/** What the clauses demand of single steps. */
function checkEntry(before: Inquiry | undefined, after: Inquiry, entry: Entry<InquiryEvent>): void {
  const has = (type: InquiryEvent["type"]) => entry.events.some((event) => event.type === type);
  const queued = (kind: string) => entry.events.some((event) => event.type === "NoticeQueued" && event.notice.kind === kind);
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
function checkAnswered(document: Document): void {
  let owed = false;
  for (const { events } of document.history)
    for (const event of events)
      if (event.type === "MessageReceived") owed = true;
      else if (event.type === "Answered" && event.answer.kind !== "notice" && event.answer.kind !== "appointment") owed = false;
      else if (event.type === "FollowUpOpened") owed = true;
      else if (event.type === "Closed" && owed) fail("5", "closed before the last message was answered");
}

/** The directory as it is, and since when (milliseconds). */
export interface DirectoryNow {
  readonly directory: Directory;
  readonly since: number;
}

/** Nobody acts on a case who may not, or when it is not the time for it (invariant 7). */
function checkActor(before: Inquiry, entry: Entry<InquiryEvent>, { directory }: DirectoryNow): void {
  const { actor, act } = entry;
  if (actor.kind !== "staff" || !(act in staffCommands)) return;
  const time = timeOf(before.officeId, {});
  const not = whyNot(before, act as StaffCommandType, { now: entry.at, actorId: actor.id, rules, directory, time, checkReply });
  if (not) fail("7", `${actor.id} was let ${act} a case in stage ${before.stage}: ${not.code}`);
}

const SETTLED = 2 * 60_000;

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Watches every write of a case, and judges by the sources as they are shipped, whatever the handlers were made of. */
export function watchInquiries(
  world: World,
  inInbox: (recipientId: string, number: string, id: string) => boolean,
  directoryNow: () => DirectoryNow,
) {
  const known = new Map<string, { readonly document: Document; readonly inquiry: Inquiry; readonly item: Item }>();

  const judge = (key: string, item: Item): void => {
    const document = documentOf(item);
    const previous = known.get(key);
    const length = document.history.length;
    const entry = document.history.at(-1);
    if (!entry) throw new BrokenInvariant("4", "a case without history");
    if (length !== (previous?.document.history.length ?? 0) + 1)
      fail("4", `version ${length} after ${previous?.document.history.length ?? 0}`);
    if (Number(item["version"]?.N) !== length) fail("version", `${item["version"]?.N} is not ${length}`);
    const last = previous?.document.history.at(-1);
    if (last && !same(document.history[length - 2], last)) fail("4", "an older entry was changed");
    if (brokenEntry(document, sha256) !== undefined) fail("4", `the chain breaks at ${brokenEntry(document, sha256)}`);
    if (entry.seq !== length) fail("4", `entry ${length} says ${entry.seq}`);
    if (entry.basis.length === 0) fail("4", `${entry.act} names no clause`);
    if (!entry.act || !entry.actor.kind || Number.isNaN(Date.parse(entry.at))) fail("4", "an entry without who or when");
    if (entry.actor.kind === "staff" && !entry.actor.id) fail("4", `${entry.act} does not say who`);
    for (const id of Object.keys(previous?.document.texts ?? {})) if (!document.texts[id]) fail("1", `text ${id} is gone`);
    for (const id of Object.keys(entry.texts)) if (!document.texts[id]) fail("1", `text ${id} was not kept`);

    const inquiry = fold(document);
    checkState(inquiry);
    checkEntry(previous?.inquiry, inquiry, entry);
    checkAnswered(document);
    if (previous) {
      checkSteps(previous.inquiry, entry);
      checkDates(previous.inquiry, inquiry, entry);
      // Whoever has just been changed in the directory may still finish what they had begun.
      if (world.time() - directoryNow().since > SETTLED) checkActor(previous.inquiry, entry, directoryNow());
      if (!same(previous.inquiry.firstResponder, inquiry.firstResponder)) fail("2", "the first responder changed");
      for (const name of ["secretDigest", "submissionDigest", "phoneKey"])
        if (previous.item[name]?.S !== item[name]?.S) fail("1", `${name} changed`);
    }
    for (const event of entry.events) {
      if (event.type !== "NoticeDelivered") continue;
      const notice = inquiry.outbox.find(({ id }) => id === event.id);
      if (!notice || !inInbox(notice.recipientId, key, event.id))
        fail("1", `${event.id} is ticked off and lies in nobody's inbox`);
    }
    const closed = inquiry.stage === "closed";
    if (item["dueAt"]?.S !== nextLook(inquiry)) fail("index", `dueAt ${item["dueAt"]?.S} is not ${nextLook(inquiry)}`);
    if ((item["dueShard"] === undefined) !== (item["dueAt"] === undefined)) fail("index", "dueAt without its shard");
    if (item["caseworkerId"]?.S !== (closed ? undefined : inquiry.caseworkerId)) fail("index", "another caseworker");
    if (item["unitId"]?.S !== (closed ? undefined : inquiry.unitId)) fail("index", "another unit");
    if (!closed && (item["nextDueAt"]?.S ?? "") !== (nextDue(inquiry) ?? "9999")) fail("index", "another nextDueAt");
    world.note(`case ${key} ${length} ${entry.act} ${entry.events.map((event) => event.type).join(" ")}`);
    known.set(key, { document, inquiry, item });
  };

  return {
    judge: (key: string, item: Item): void => {
      try {
        judge(key, item);
      } catch (error) {
        world.stopAt(error instanceof Error ? error : new Error(String(error)));
      }
    },
    known: (): ReadonlyMap<string, { readonly inquiry: Inquiry; readonly document: Document }> => known,
  };
}
