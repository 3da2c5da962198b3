import type { CalendarYear } from "#shared/domain/calendar/calendar-data.ts";
import type { ClockEvent, Clocked } from "#shared/domain/case-clock.ts";
import type { Entry } from "#shared/domain/history.ts";
import type { Dates, LadderStep, Limit } from "#shared/domain/limits.ts";
import { limits as published, services } from "#shared/rules/rule-pack.ts";
import { type Counting, countingOf, type Stretch, type Term } from "./counted.ts";
import { limitsBefore } from "./older.ts";
import type { Item } from "./tables.ts";
import { BrokenInvariant } from "./world.ts";

const fail = (what: string): never => {
  throw new BrokenInvariant("due", what);
};

/** A limit as the judge has followed it, from its events alone. */
export interface Followed {
  readonly id: string;
  readonly kind: Limit["kind"];
  readonly startedAt: number;
  readonly promise: Term;
  readonly statute: Term | undefined;
  readonly pauses: readonly { readonly from: number; readonly to?: number }[];
  /** When what it waits for takes place, where that alone decides its end. */
  readonly endsAt: string | undefined;
  readonly isOver: boolean;
  readonly dueAt: string;
  readonly ladder: Dates["ladder"];
  readonly raised: readonly number[];
}

/** What a limit is judged by besides its events: which case it belongs to and which years were loaded. */
export interface Surrounding {
  readonly officeId: string;
  readonly receivedAt: string | undefined;
  readonly serviceCode: string | null | undefined;
  readonly slotEndsAt: string | undefined;
  /** The years loaded by now; several where somebody may still count on those before. */
  readonly years: readonly Readonly<Record<string, CalendarYear>>[];
}

const sameTerm = (a: Term | undefined, b: Term | undefined): boolean => a?.amount === b?.amount && a?.unit === b?.unit;
const iso = (instant: number): string => new Date(instant).toISOString();

/** The dates of a limit, counted anew. */
function datesOf(limit: Followed, counting: Counting): Pick<Dates, "dueAt" | "ladder"> {
  const { startedAt, promise, statute, endsAt } = limit;
  const stood = limit.pauses.flatMap(({ from, to }): Stretch[] => (to === undefined ? [] : [{ from, to }]));
  const ends = [promise, ...(statute ? [statute] : [])].map((term) => counting.end(startedAt, term, stood));
  const due = endsAt === undefined ? Math.min(...ends) : Date.parse(endsAt);
  const from = stood.at(-1)?.to ?? startedAt;
  const at = ({ part, after }: LadderStep): number => {
    if (part !== undefined) return from < due ? counting.partOf(from, due, promise.unit, part) : due;
    return after && after.amount > 0 ? counting.end(due, after, []) : due;
  };
  const ladder = limit.ladder.map((step) => ({ ...step, at: iso(at(step)) }));
  return { dueAt: iso(due), ladder };
}

/** Invariant "due": due, and every rung, at the moment that the published rule, the calendar and the pauses give. */
function checkDates(limit: Followed, dates: Dates, { officeId, years }: Surrounding): void {
  const counted = years.map((loaded) => datesOf(limit, countingOf(loaded, officeId)));
  const isSame = ({ dueAt, ladder }: (typeof counted)[number]) =>
    dueAt === dates.dueAt && ladder.every(({ at }, index) => at === dates.ladder[index]?.at);
  if (counted.some(isSame)) return;
  const [first] = counted;
  const wrong = first?.ladder.findIndex(({ at }, index) => at !== dates.ladder[index]?.at) ?? -1;
  fail(
    first?.dueAt === dates.dueAt
      ? `${limit.id}: level ${dates.ladder[wrong]?.level} at ${dates.ladder[wrong]?.at}, counted ${first.ladder[wrong]?.at}`
      : `${limit.id} is due at ${dates.dueAt}, counted ${first?.dueAt}`,
  );
}

/** The rows and the service a limit may have been started by; the release before had other rows. */
function checkTerms(limit: Limit, { serviceCode }: Surrounding): void {
  const rows = [...published, ...limitsBefore].filter(({ code }) => code === limit.kind);
  const service = limit.kind === "handling" ? services.find(({ code }) => code === serviceCode) : undefined;
  const terms: readonly Term[] = service ? [service.promised] : rows;
  if (!terms.some((term) => sameTerm(term, limit.promise)))
    fail(`${limit.id} runs ${limit.promise.amount} ${limit.promise.unit}, which no rule says`);
  const statute = service?.statutory?.dutyOn === "centre" ? service.statutory : undefined;
  if (!sameTerm(statute, limit.statute)) fail(`${limit.id} has another statute than ${serviceCode}`);
  const rungs = (ladder: readonly LadderStep[]) =>
    JSON.stringify(ladder.filter(({ level }) => level > 0).map(({ level, to, after }) => [level, to, after]));
  const part = limit.ladder.find(({ level }) => level === 0)?.part;
  const isOf = (row: (typeof rows)[number]) =>
    rungs(row.ladder) === rungs(limit.ladder) && (part === undefined || part === row.reminder);
  if (!rows.some(isOf)) fail(`${limit.id} has a ladder that no rule says`);
}

const restarted: readonly string[] = ["handling", "suggestion-reply", "complaint-reply"];

function start(limit: Limit, at: string, around: Surrounding): Followed {
  const { id, kind, startedAt, promise, statute, dueAt, ladder } = limit;
  if (startedAt !== at && !(restarted.includes(kind) && startedAt === around.receivedAt))
    fail(`${id} runs from ${startedAt}, though it began at ${at}`);
  checkTerms(limit, around);
  const endsAt = kind === "appointment" ? around.slotEndsAt : undefined;
  const pauses: Followed["pauses"] = [];
  const followed = { id, kind, startedAt: Date.parse(startedAt), promise, statute, pauses, endsAt, dueAt, ladder };
  return { ...followed, isOver: false, raised: [] };
}

const longer = (before: Term | undefined, after: Term | undefined): boolean =>
  before?.unit === after?.unit && (before?.amount ?? 0) <= (after?.amount ?? 0);

/** One event of a limit; hands back the limit after it, and whether its dates were counted at it. */
function follow(limit: Followed, event: ClockEvent, at: string): readonly [Followed, Dates | undefined] {
  const instant = Date.parse(at);
  switch (event.type) {
    case "LimitPaused":
      return [{ ...limit, pauses: [...limit.pauses, { from: instant }] }, undefined];
    case "LimitResumed":
    case "LimitMoved": {
      const { dates } = event;
      const pauses = limit.pauses.map((pause) => (event.type === "LimitResumed" ? { to: instant, ...pause } : pause));
      const isExtended = event.type === "LimitMoved" && event.reason === "extension";
      const may = isExtended ? longer : sameTerm;
      if (!may(limit.promise, dates.promise) || !may(limit.statute, dates.statute))
        fail(`${limit.id}: its term changed with ${event.type}`);
      const { promise, statute, dueAt, ladder } = dates;
      return [{ ...limit, pauses, promise, statute, dueAt, ladder }, dates];
    }
    case "LimitMet":
    case "LimitCancelled":
      return [{ ...limit, isOver: true }, undefined];
    case "StepRaised":
      return [{ ...limit, raised: [...limit.raised, event.level] }, undefined];
    default:
      return [limit, undefined];
  }
}

/** Follows the limits of a case through one entry and judges every date that is counted in it. */
export function followLimits(
  before: ReadonlyMap<string, Followed>,
  entry: Entry<ClockEvent>,
  around: Surrounding,
): ReadonlyMap<string, Followed> {
  const after = new Map(before);
  for (const event of entry.events) {
    if (event.type === "LimitStarted") {
      const followed = start(event.limit, entry.at, around);
      after.set(followed.id, followed);
      checkDates(followed, event.limit, around);
      continue;
    }
    const id = event.type === "StepRaised" ? event.limitId : "id" in event ? event.id : undefined;
    const known = id === undefined ? undefined : after.get(id);
    if (!known) continue;
    const [followed, dates] = follow(known, event, entry.at);
    after.set(followed.id, followed);
    if (dates) checkDates(followed, dates, around);
  }
  return after;
}

/** What runs: neither over nor paused. */
const running = (limits: ReadonlyMap<string, Followed>): readonly Followed[] =>
  [...limits.values()].filter(({ isOver, pauses }) => !isOver && !pauses.some(({ to }) => to === undefined));

/** What is stored beside a history, and stands in its indexes, is what the limits give: nothing else decides who looks when. */
export function checkStored(
  table: string,
  item: Item,
  { limits }: Clocked,
  followed: ReadonlyMap<string, Followed>,
): void {
  for (const { id, dueAt } of limits)
    if (followed.get(id)?.dueAt !== dueAt) fail(`${id} is due at ${dueAt}, its events say ${followed.get(id)?.dueAt}`);
  const open = running(followed);
  const looks = open.flatMap(({ ladder, raised }) => ladder.find(({ level }) => !raised.includes(level))?.at ?? []);
  const [look] = looks.sort();
  if (look !== undefined && (item["dueAt"]?.S ?? "9999") > look)
    fail(`the audit looks at ${item["dueAt"]?.S}, after ${look}`);
  const [due = "9999"] = open.map(({ dueAt }) => dueAt).sort();
  const listed = item["nextDueAt"]?.S?.replace("!", "");
  if (table === "inquiries" && item["unitId"] && listed !== due) fail(`listed as due at ${listed}, not ${due}`);
}

/**
 * Once all is calm, what runs is counted on the years that are loaded: a correction reaches every inquiry, and of other cases those
 * in which a rung is still to come (SC-1, SC-5).
 */
export function uncounted(
  table: string,
  followed: ReadonlyMap<string, Followed>,
  officeId: string,
  years: Readonly<Record<string, CalendarYear>>,
): string | undefined {
  const counting = countingOf(years, officeId);
  for (const limit of running(followed)) {
    if (table !== "inquiries" && limit.raised.length === limit.ladder.length) continue;
    const { dueAt } = datesOf(limit, counting);
    if (limit.dueAt !== dueAt) return `${limit.id} is due at ${limit.dueAt}, on the present calendar at ${dueAt}`;
  }
  return undefined;
}
