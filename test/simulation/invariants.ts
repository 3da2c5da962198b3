import { sha256 } from "#shared/aws/digest.ts";
import type { CalendarYear } from "#shared/domain/calendar/calendar-data.ts";
import { applyClock, type ClockEvent, type Clocked, nextDue, nextLook } from "#shared/domain/case-clock.ts";
import { type ConductDocument, type ConductEvent, foldConduct } from "#shared/domain/conduct/history.ts";
import type { Directory } from "#shared/domain/directory.ts";
import { brokenEntry, type CaseDocument, type Entry } from "#shared/domain/history.ts";
import type { InquiryEvent } from "#shared/domain/inquiry/events.ts";
import { fold } from "#shared/domain/inquiry/history.ts";
import type { Inquiry } from "#shared/domain/inquiry/inquiry.ts";
import { foldInspection, type InspectionDocument } from "#shared/domain/inspection/inspection.ts";
import type { Notice } from "#shared/domain/notices.ts";
import type { BookableSlot } from "#shared/domain/slot.ts";
import { type BoxDocument, foldBox } from "#shared/domain/suggestion/box.ts";
import { foldSuggestion, nextLookAt, type SuggestionDocument } from "#shared/domain/suggestion/history.ts";
import { concernedBy, type Suggestion } from "#shared/domain/suggestion/suggestion.ts";
import { rungPassedOver } from "#test/properties/rungs-owed.ts";
import { checkAnonymous, checkRecord, checkSlot, checkSuggestion } from "./box-invariants.ts";
import { checkStored, type Followed, followLimits, type Surrounding } from "./clock-invariants.ts";
import { checkActor, checkAnswered, checkEntry, checkState } from "./inquiry-invariants.ts";
import { isOwedOutside } from "./outside.ts";
import type { Item } from "./tables.ts";
import { checkTold } from "./told-invariants.ts";
import { BrokenInvariant, type World } from "./world.ts";

type Document = CaseDocument<InquiryEvent>;

/** Tables in which cases of some kind are kept, and how each is read. */
const caseTables: Readonly<Record<string, (document: never) => Clocked & { readonly version: number }>> = {
  inquiries: (document: Document) => fold(document),
  suggestions: (document: SuggestionDocument) => foldSuggestion(document),
  boxes: (document: BoxDocument) => foldBox(document),
  conduct: (document: ConductDocument) => foldConduct(document),
  inspections: (document: InspectionDocument) => foldInspection(document),
};

const fail = (invariant: string, what: string): never => {
  throw new BrokenInvariant(invariant, what);
};

const documentOf = (item: Item): Document => JSON.parse(item["document"]?.S ?? "null") as Document;

/** What holds of limits and notices, whatever the case is about. */
function checkClocks({ limits, outbox }: Clocked): void {
  for (const { kind, dueOn, promise, statute } of limits)
    if (kind !== "appointment" && (dueOn > promise.dueOn || (statute && dueOn > statute.dueOn)))
      fail("due", `${kind} is due on ${dueOn}, after its promise ${promise.dueOn} or statute ${statute?.dueOn}`);
  for (const list of [outbox, limits])
    if (new Set(list.map(({ id }) => id)).size < list.length)
      fail("3", `${list.map(({ id }) => id)}: a notice or a limit stands twice in a case`);
}

/** Invariant 3: a rung is climbed once, after its moment, while its limit runs, and with a notice to somebody above. */
function checkSteps(before: Clocked, entry: Entry<ClockEvent>): void {
  const queued = new Map(
    entry.events.flatMap((event) => (event.type === "NoticeQueued" ? [[event.notice.id, event.notice] as const] : [])),
  );
  const climbed = new Set<string>();
  // A corrected calendar moves a rung in the very entry that climbs it.
  let present = before;
  for (const event of entry.events) {
    const { limits } = present;
    present = applyClock(present, event, entry.at);
    if (event.type !== "StepRaised") continue;
    const key = `${event.limitId}:${event.level}`;
    const limit = limits.find(({ id }) => id === event.limitId);
    const step = limit?.ladder.find(({ level }) => level === event.level);
    if (!limit || !step) throw new BrokenInvariant("3", `${key} does not exist`);
    if (step.raisedAt !== undefined || climbed.has(key)) fail("3", `${key} was escalated twice`);
    if (limit.state !== "running") fail("3", `${key} was escalated while ${limit.state}`);
    if (step.at > entry.at) fail("3", `${key} was escalated at ${entry.at}, before ${step.at}`);
    const skipped = limit.ladder.find(
      ({ level, at, raisedAt }) => level > 0 && level < step.level && at < step.at && !raisedAt,
    );
    if (
      skipped &&
      !entry.events.some(
        (each) => each.type === "StepRaised" && each.level === skipped.level && each.limitId === limit.id,
      )
    )
      fail("3", `${key} was climbed before level ${skipped.level}`);
    climbed.add(key);
    const notice = queued.get(key);
    if (notice?.recipientId !== event.recipientId) fail("3", `${key} has no notice to ${event.recipientId}`);
    if (
      step.to !== "accountable" &&
      event.recipientId === limit.ownerId &&
      !["director", "chief"].includes(limit.ownerId)
    )
      fail("3", `${key} was escalated to the one who is late`);
  }
  const passedOver = rungPassedOver(before, entry);
  if (passedOver) fail("3", passedOver);
}

/** The directory as it is, and since when (milliseconds). */
export interface DirectoryNow {
  readonly directory: Directory;
  readonly since: number;
  /** The calendar years loaded by now; those before them, too, for as long as somebody may still count on them. */
  readonly years: readonly Readonly<Record<string, CalendarYear>>[];
}

/** So long somebody may still go on with what they read of the directory before. */
export const SETTLED = 2 * 60_000;

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** A case as last written. */
export interface Known {
  readonly table: string;
  readonly key: string;
  readonly document: CaseDocument<InquiryEvent>;
  readonly state: Clocked & { readonly version: number };
  readonly item: Item;
  /** Its limits as followed by their events alone. */
  readonly limits: ReadonlyMap<string, Followed>;
}

/** Invariant 4: one entry more, none changed, chained, with who, when and on which clause. */
function checkHistory(previous: Known | undefined, document: CaseDocument<unknown>, item: Item): Entry<unknown> {
  const length = document.history.length;
  const before = previous?.document.history.length ?? 0;
  const entry = document.history.at(-1);
  if (!entry) throw new BrokenInvariant("4", "a case without history");
  if (length !== before + 1) fail("4", `version ${length} after ${before}`);
  if (Number(item["version"]?.N) !== length) fail("version", `${item["version"]?.N} is not ${length}`);
  if (previous && !same(document.history[length - 2], previous.document.history.at(-1)))
    fail("4", "an older entry was changed");
  const brokenAt = brokenEntry(document, sha256);
  if (brokenAt !== undefined) fail("4", `the chain breaks at ${brokenAt}`);
  if (entry.basis.length === 0) fail("4", `${entry.act} names no clause`);
  if (!entry.act || !entry.actor.kind || Number.isNaN(Date.parse(entry.at))) fail("4", "an entry without who or when");
  if (entry.actor.kind === "staff" && !entry.actor.id) fail("4", `${entry.act} does not say who`);
  for (const id of Object.keys(entry.texts)) if (!document.texts[id]) fail("1", `text ${id} was not kept`);
  for (const id of Object.keys(previous?.document.texts ?? {}))
    if (!document.texts[id]) fail("1", `text ${id} is gone`);
  for (const name of ["secretDigest", "submissionDigest", "phoneKey"])
    if (previous && previous.item[name]?.S !== item[name]?.S) fail("1", `${name} changed`);
  return entry;
}

/**
 * Whether a notice lies with its recipient. What comes of the box may lie with somebody else: whether it may is judged when it is
 * put there.
 */
export const isHeld = ({ recipientId }: Notice, table: string, holders: readonly string[]): boolean =>
  table === "suggestions"
    ? holders.length > 0 && new Set(holders).size === holders.length
    : holders.length === 1 && holders[0] === recipientId;

/** Watches every write of a case, and judges by the sources as they are shipped, whatever the handlers were made of. */
export function watchCases(
  world: World,
  holders: (number: string, id: string) => readonly string[],
  directoryNow: () => DirectoryNow,
  wasTaken: (recipientId: string, key: string) => boolean,
) {
  const known = new Map<string, Known>();
  const capacities = new Map<string, number>();
  /** Whom each matter of the box is or was about. */
  const concerned = new Map<string, Set<string>>();

  const nowAbout = (key: string, suggestion: Suggestion): ReadonlySet<string> => {
    const about = concerned.get(key) ?? new Set();
    concerned.set(key, about);
    for (const id of concernedBy(suggestion, directoryNow().directory)) about.add(id);
    return about;
  };

  /** Whom a matter is about, where it is about somebody. */
  const concernedIn = (table: string, key: string, state: unknown): ReadonlySet<string> => {
    if (table === "conduct") return new Set([key]);
    return table === "suggestions" ? concernedBy(state as never, directoryNow().directory) : new Set();
  };

  const aroundIn = (key: string, state: unknown): Surrounding => {
    const { receivedAt, serviceCode, appointment, officeId } = state as Partial<Inquiry>;
    const { directory, years } = directoryNow();
    const own = directory.staff.find(({ id }) => id === key)?.officeId;
    return { officeId: officeId ?? own ?? "", receivedAt, serviceCode, slotEndsAt: appointment?.endsAt, years };
  };

  /** Invariants 1 and 7: a notice of the box goes past its recipient only where the matter is about them. */
  const checkHolder = (key: string, noticeId: string, holder: string): void => {
    const state = known.get(`suggestions/${key}`)?.state as unknown as Suggestion | undefined;
    const recipientId = state?.outbox.find(({ id }) => id === noticeId)?.recipientId;
    if (!state || recipientId === undefined || recipientId === holder) return;
    const isSettled = world.time() - directoryNow().since > SETTLED;
    if (!nowAbout(key, state).has(recipientId) && isSettled)
      fail("1", `${key}: ${noticeId} for ${recipientId} was put into the inbox of ${holder}`);
  };

  /** FIR-5.1: no more cases hold an appointment than there are places. */
  const checkBooked = (slotId: string): void => {
    const holders = [...known.values()].filter(({ table, state }) => {
      const { appointment } = state as unknown as Inquiry;
      return table === "inquiries" && appointment?.state === "booked" && appointment.slotId === slotId;
    });
    if (holders.length > (capacities.get(slotId) ?? Number.POSITIVE_INFINITY))
      fail("FIR-5.1", `${slotId} is booked by ${holders.map(({ key }) => key)} and has fewer places`);
  };

  const checkInquiry = (document: Document, before: Inquiry | undefined, item: Item): void => {
    const inquiry = fold(document);
    const entry = document.history.at(-1) as Entry<InquiryEvent>;
    checkState(inquiry);
    checkEntry(before, inquiry, entry);
    checkAnswered(document);
    if (before && !same(before.firstResponder, inquiry.firstResponder)) fail("2", "the first responder changed");
    // Whoever has just been changed in the directory may still finish what they had begun.
    if (before && world.time() - directoryNow().since > SETTLED) checkActor(before, entry, directoryNow());
    const closed = inquiry.stage === "closed";
    if (item["caseworkerId"]?.S !== (closed ? undefined : inquiry.caseworkerId)) fail("index", "another caseworker");
    if (item["unitId"]?.S !== (closed ? undefined : inquiry.unitId)) fail("index", "another unit");
    const order = `${inquiry.urgent ? "!" : ""}${nextDue(inquiry) ?? "9999"}`;
    if (!closed && item["nextDueAt"]?.S !== order) fail("index", "another nextDueAt");
  };

  /** FIR-10: the breach of a limit is laid to whoever owned it until then, not to whoever got it by the same entry. */
  const checkSuspected = (entry: Entry<ConductEvent>): void => {
    for (const event of entry.events) {
      if (event.type !== "Suspected" || event.suspicion.source.kind !== "limit") continue;
      const { number, limitId } = event.suspicion.source;
      const history = known.get(`inquiries/${number}`)?.document.history ?? [];
      const broken = history.findIndex(({ events }) =>
        events.some((each) => each.type === "StepRaised" && each.limitId === limitId && each.level === 1),
      );
      if (broken < 1) throw new BrokenInvariant("3", `${event.staffId} is suspected of ${limitId}, which nobody broke`);
      const before = fold({ texts: {}, history: history.slice(0, broken) });
      const ownerId = before.limits.find(({ id }) => id === limitId)?.ownerId;
      if (ownerId !== event.staffId)
        fail("FIR-10", `${number}: ${limitId} was broken by ${ownerId} and is laid to ${event.staffId}`);
    }
  };

  const judge = (table: string, key: string, item: Item): void => {
    if (table === "slots") {
      const slot = JSON.parse(item["body"]?.S ?? "null") as BookableSlot;
      checkSlot(slot);
      capacities.set(slot.id, slot.capacity);
    }
    const read = caseTables[table];
    if (!read) return;
    const name = `${table}/${key}`;
    const document = documentOf(item);
    const previous = known.get(name);
    const entry = checkHistory(previous, document, item) as Entry<InquiryEvent>;
    const state = read(document as never);
    checkClocks(state);
    const { directory, since } = directoryNow();
    const isSettled = world.time() - since > SETTLED;
    if (previous) {
      checkSteps(previous.state, entry as Entry<ClockEvent>);
      // Whom a review finds the matter to be about hears nothing with it either.
      const concerned = new Set([previous.state, state].flatMap((each) => [...concernedIn(table, key, each)]));
      if (isSettled) checkTold(previous.state, entry as Entry<ClockEvent>, directory, concerned);
    }
    const limits = followLimits(previous?.limits ?? new Map(), entry as Entry<ClockEvent>, aroundIn(key, state));
    checkStored(table, item, state, limits);
    for (const event of entry.events) {
      if (event.type !== "NoticeDelivered") continue;
      const notice = state.outbox.find(({ id }) => id === event.id);
      if (!notice || !isHeld(notice, table, holders(key, event.id)))
        throw new BrokenInvariant("1", `${event.id} is ticked off and lies in nobody's inbox`);
      const outward = `${notice.queuedAt} ${key} ${notice.id}`;
      if (isOwedOutside(table, notice.kind) && !wasTaken(notice.recipientId, outward))
        fail("FIR-5.6", `${event.id} is ticked off and was not sent outside`);
    }
    const look = table === "suggestions" ? nextLookAt(state as never) : nextLook(state);
    if (item["dueAt"]?.S !== look) fail("index", `dueAt ${item["dueAt"]?.S} is not ${look}`);
    if ((item["dueShard"] === undefined) !== (item["dueAt"] === undefined)) fail("index", "dueAt without its shard");
    if (table === "inquiries") checkInquiry(document, previous?.state as Inquiry | undefined, item);
    else if (table === "suggestions") {
      nowAbout(key, state as never);
      checkSuggestion(state as never, entry as never, directoryNow(), isSettled);
      checkAnonymous(state as never, entry as never, previous?.document.history.at(-1)?.at, item);
    } else if (table === "conduct") {
      checkRecord(previous?.state as never, state as never, entry as never);
      checkSuspected(entry as never);
    }
    world.note(`${name} ${state.version} ${entry.act} ${entry.events.map((event) => event.type).join(" ")}`);
    known.set(name, { table, key, document, state, item, limits });
    const { appointment } = state as unknown as Partial<Inquiry>;
    if (table === "inquiries" && appointment?.state === "booked") checkBooked(appointment.slotId);
  };

  const keysIn = (of: string): readonly string[] =>
    [...known.values()].flatMap(({ table, key }) => (table === of ? [key] : []));

  const orStop = (check: () => void): void => {
    try {
      check();
    } catch (error) {
      world.stopAt(error instanceof Error ? error : new Error(String(error)));
    }
  };

  return {
    judge: (table: string, key: string, item: Item): void => orStop(() => judge(table, key, item)),
    /** A notice has been put into somebody's inbox. */
    judgeHolder: (key: string, noticeId: string, holder: string): void =>
      orStop(() => checkHolder(key, noticeId, holder)),
    /** Every case there is. */
    all: (): readonly Known[] => [...known.values()],
    /** The inquiry of this number. */
    inquiry: (number: string): { readonly inquiry: Inquiry; readonly document: Document } | undefined => {
      const found = known.get(`inquiries/${number}`);
      return found && { inquiry: found.state as Inquiry, document: found.document };
    },
    /** A case of any kind by its table and key. */
    case: (table: string, key: string): Known | undefined => known.get(`${table}/${key}`),
    numbers: (): readonly string[] => keysIn("inquiries"),
    keysIn,
  };
}
