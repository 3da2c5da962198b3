import { openLimits } from "#shared/domain/case-clock.ts";
import type { ConductRecord } from "#shared/domain/conduct/conduct.ts";
import type { ConductEvent } from "#shared/domain/conduct/history.ts";
import type { Entry } from "#shared/domain/history.ts";
import type { BookableSlot } from "#shared/domain/slot.ts";
import type { SuggestionEvent } from "#shared/domain/suggestion/events.ts";
import { concernedBy, type Suggestion } from "#shared/domain/suggestion/suggestion.ts";
import { rules } from "#shared/rules/decision-rules.ts";
import type { DirectoryNow } from "./invariants.ts";
import type { Item } from "./tables.ts";
import { BrokenInvariant } from "./world.ts";

const fail = (invariant: string, what: string): never => {
  throw new BrokenInvariant(invariant, what);
};

/** Invariants 2, 5 and 7 of a suggestion: a limit runs until it is answered, and nothing of it reaches those it is about. */
export function checkSuggestion(
  suggestion: Suggestion,
  entry: Entry<SuggestionEvent>,
  { directory }: DirectoryNow,
  isSettled: boolean,
): void {
  const { number, stage, closed, reply, errands } = suggestion;
  const over = stage === "published" || stage === "closed";
  if (!over && openLimits(suggestion).length === 0) fail("2", `${number}: no limit runs in stage ${stage}`);
  if (over && closed?.why !== "converted" && !reply) fail("5", `${number} is ${stage} without a reply`);
  if (closed?.why === "converted" && !errands.some(({ kind, done }) => kind === "inquiry" && done))
    fail("5", `${number} is closed as converted into nothing`);
  if (!isSettled) return;
  const concerned = concernedBy(suggestion, directory);
  for (const event of entry.events)
    if (event.type === "NoticeQueued" && concerned.has(event.notice.recipientId))
      fail("7", `${number}: ${event.notice.kind} goes to ${event.notice.recipientId}, whom it is about`);
  for (const limit of openLimits(suggestion))
    if (concerned.has(limit.ownerId))
      fail("7", `${number}: ${limit.kind} waits for ${limit.ownerId}, whom it is about`);
}

const isWhole = (instant: string, minutes: number): boolean => Date.parse(instant) % (minutes * 60_000) === 0;

/** What a submission is recognised by, which would tell who sent it to whoever has seen it elsewhere. */
const tokens = /key-of-a-|13900000003/;

/**
 * Invariant 7: of an anonymous writer nothing is kept but what they wrote and the hour; `lastAt` is when the entry before was made,
 * which theirs may not precede.
 */
export function checkAnonymous(
  { number, name, phone, content }: Suggestion,
  entry: Entry<SuggestionEvent>,
  lastAt: string | undefined,
  item: Item,
): void {
  if (name !== null || phone !== null) return;
  if (tokens.test(JSON.stringify(item))) fail("7", `${number} keeps what its anonymous writer can be known by`);
  if (entry.actor.kind !== "citizen") return;
  if ("id" in entry.actor) fail("7", `${number} keeps who wrote it anonymously`);
  if (!isWhole(entry.at, 60) && entry.at !== lastAt) fail("7", `${number} keeps the minute of its anonymous writer`);
  // Everything else is counted in whole minutes from the hour, or from the entry before; what is sent of it waits for the next hour.
  const since = Date.parse(lastAt ?? entry.at) % 60_000;
  for (const [instant] of JSON.stringify(entry).matchAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g))
    if (!isWhole(instant, 1) && Date.parse(instant) % 60_000 !== since)
      fail("7", `${number}: ${instant} tells when its writer wrote`);
  for (const event of entry.events)
    if (event.type === "NoticeQueued" && !isWhole(event.notice.nextAttemptAt, 60))
      fail("7", `${number}: ${event.notice.kind} is sent as soon as its writer wrote`);
  const kept = Object.keys(entry.texts).filter((id) => !/\.(content|message|named-person|named-unit)$/.test(id));
  if (kept.length > 0 || content === "") fail("7", `${number} keeps ${kept} of an anonymous writer`);
}

/** Invariant 6: a verified breach moves a person exactly one rung, and the measure is that of the rung. */
export function checkRecord(before: ConductRecord | undefined, after: ConductRecord, entry: Entry<ConductEvent>): void {
  const counted = (before?.cases ?? []).filter(
    ({ decision, appeal }) => decision?.verified && decision.rung !== null && appeal?.outcome !== "overturned",
  ).length;
  const keys = after.cases.map(({ key }) => key);
  if (new Set(keys).size < keys.length) fail("6", `${after.staffId} is suspected twice of one thing`);
  for (const event of entry.events) {
    if (event.type === "Verified" && event.rung !== null && event.rung !== counted + 1)
      fail("6", `${event.caseId} is on rung ${event.rung} after ${counted} verified breaches`);
    if (event.type === "Verified" && event.rung !== null && !event.serious) {
      const ladder = [...rules.conduct.measures].sort((a, b) => a.rung - b.rung);
      const due = ladder[Math.min(event.rung, ladder.length) - 1]?.code;
      if (event.proposed !== due) fail("6", `rung ${event.rung} proposes ${event.proposed}, not ${due}`);
    }
    if (event.type === "Verified" && !before?.cases.some(({ id, stage }) => id === event.caseId && stage === "heard"))
      fail("FIR-10", `${event.caseId} was verified before the person could be heard`);
    if (event.type === "NoticeQueued" && event.notice.recipientId === after.staffId) {
      const about = after.cases.find(({ id }) => id === event.notice.caseId);
      if (!about?.put) fail("7", `${after.staffId} is told of ${event.notice.caseId} before it was put to them`);
    }
  }
}

/** FIR-5.1: a slot never takes more people than it has places. */
export function checkSlot(slot: BookableSlot): void {
  const taken = slot.places.filter(({ confirmed }) => confirmed).length;
  if (taken > slot.capacity) fail("FIR-5.1", `${slot.id} has ${taken} people in ${slot.capacity} places`);
}
