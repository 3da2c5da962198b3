import { boxOf } from "#shared/cases/boxes.ts";
import { bySystem } from "#shared/cases/change.ts";
import { contextOf } from "#shared/cases/context.ts";
import { type ErrandPorts, runErrands } from "#shared/cases/run-errands.ts";
import { settle } from "#shared/cases/settle.ts";
import { dayOf } from "#shared/domain/calendar/local-date.ts";
import { auditConduct } from "#shared/domain/conduct/audit.ts";
import { foldConduct } from "#shared/domain/conduct/history.ts";
import { actingFor, isPresent, staffOf } from "#shared/domain/directory.ts";
import { audit, recalculate, relieve } from "#shared/domain/inquiry/audit.ts";
import { fold } from "#shared/domain/inquiry/history.ts";
import { auditInspection, foldInspection } from "#shared/domain/inspection/inspection.ts";
import { auditSuggestion } from "#shared/domain/suggestion/audit.ts";
import { auditBox, foldBox } from "#shared/domain/suggestion/box.ts";
import { foldSuggestion } from "#shared/domain/suggestion/history.ts";
import type { BoxStore } from "#shared/ports/box-store.ts";
import type { CaseStore } from "#shared/ports/case-store.ts";
import type { ConductStore } from "#shared/ports/conduct-store.ts";
import type { Known } from "#shared/ports/directory-reader.ts";
import type { InquiryStore } from "#shared/ports/inquiry-store.ts";
import type { InspectionStore } from "#shared/ports/inspection-store.ts";
import type { RoundStore } from "#shared/ports/round-store.ts";
import type { SuggestionStore } from "#shared/ports/suggestion-store.ts";
import { calendarData, hours } from "#shared/rules/rule-pack.ts";
import { AT_ONCE, makeRound, type Station } from "./make-round.ts";

export interface Audited {
  readonly looked: number;
  readonly changed: number;
  readonly handedOver: number;
  readonly recalculated: number;
  readonly failed: number;
  /** True when time ran out before the end: the next run goes on. */
  readonly unfinished: boolean;
}

type Swept = "add" | "find" | "save" | "dueBefore";

interface Ports extends ErrandPorts {
  readonly inquiries: Pick<InquiryStore, Swept | "list">;
  readonly suggestions: Pick<SuggestionStore, Swept>;
  readonly boxes: Pick<BoxStore, Swept>;
  readonly conduct: Pick<ConductStore, Swept>;
  readonly inspections: Pick<InspectionStore, Swept>;
  readonly rounds: RoundStore;
}

/** One kind of case as the sweep goes through it. */
interface Kind {
  readonly name: string;
  readonly store: Pick<CaseStore<never, never>, "dueBefore">;
  readonly look: (key: string) => Promise<"changed" | "unchanged">;
}

const kinds = (known: Known, now: string, ports: Ports): readonly Kind[] => {
  const { inquiries, suggestions, boxes, conduct, inspections } = ports;
  // Whatever is looked at is first counted on the calendar as it is: no rung is climbed on a date that no longer holds.
  const contextIn = (officeId: string) => ({ ...contextOf(known, officeId, now), recount: true });
  const audited = bySystem(now, "audit");
  const officeOf = (staffId: string) => staffOf(known, staffId)?.officeId ?? "";
  return [
    {
      name: "inquiries",
      store: inquiries,
      look: (number) =>
        settle(
          { kind: "inquiry", store: inquiries, fold },
          number,
          (inquiry) => audit(inquiry, contextIn(inquiry.officeId)),
          audited,
          ports,
        ),
    },
    {
      name: "suggestions",
      store: suggestions,
      look: async (number) => {
        const found = await suggestions.find(number);
        if (found) await runErrands(found, known, now, ports);
        return settle(
          { kind: "suggestion", store: suggestions, fold: foldSuggestion },
          number,
          (suggestion) => auditSuggestion(suggestion, contextIn(suggestion.officeId)),
          audited,
          ports,
        );
      },
    },
    {
      name: "boxes",
      store: boxes,
      look: (number) =>
        settle(
          { kind: "box", store: boxes, fold: foldBox },
          number,
          (box) => auditBox(box, contextIn(box.officeId)),
          audited,
          ports,
        ),
    },
    {
      name: "conduct",
      store: conduct,
      look: (staffId) =>
        settle(
          { kind: "conduct", store: conduct, fold: foldConduct },
          staffId,
          (record) => auditConduct(record, contextIn(officeOf(staffId))),
          audited,
          ports,
        ),
    },
    {
      name: "inspections",
      store: inspections,
      look: (number) =>
        settle(
          { kind: "inspection", store: inspections, fold: foldInspection },
          number,
          (inspection) => auditInspection(inspection, contextIn(inspection.officeId)),
          audited,
          ports,
        ),
    },
  ];
};

/**
 * One sweep: every case the due indexes name by now is looked at once; reminders, breaches and escalations are recorded in the case
 * and then sent. Running twice, late or half changes nothing that was decided (invariant 3). One case that can't be handled does
 * not keep the others waiting. What time is left goes to the rounds over all open cases that a new calendar or directory asks for.
 */
export async function auditDeadlines(now: string, hasTime: () => boolean, ports: Ports): Promise<Audited> {
  // Read before the directory: who made a round has then read nothing newer than this run goes by.
  const [calendarRound, directoryRound] = await Promise.all([
    ports.rounds.find("calendar"),
    ports.rounds.find("directory"),
  ]);
  const known = await ports.directory.everybody();
  let [looked, changed, failed] = [0, 0, 0];
  let unfinished = false;
  const moved = await relieveAbsent(known, now, hasTime, ports);
  for (const { id } of known.offices) await boxOf(id, contextOf(known, id, now), ports.boxes, ports.digests);
  const all = kinds(known, now, ports);
  for (const { store, look } of all) {
    let cursor: string | undefined;
    do {
      const page = await store.dueBefore(now, cursor);
      for (let at = 0; at < page.items.length && hasTime(); at += AT_ONCE) {
        const results = await Promise.allSettled(page.items.slice(at, at + AT_ONCE).map(look));
        looked += results.length;
        failed += results.filter(({ status }) => status === "rejected").length;
        changed += results.filter((result) => result.status === "fulfilled" && result.value === "changed").length;
      }
      cursor = page.cursor;
    } while (cursor !== undefined && hasTime());
    unfinished ||= cursor !== undefined;
  }
  const { digest } = ports.digests;
  const relieved = await makeRound(
    {
      name: "directory",
      found: directoryRound,
      of: digest(directoryAsItStands(known, now)),
      stations: openInquiries("audit", relieve, known, now, ports),
    },
    now,
    hasTime,
    ports.rounds,
  );
  const recounted = await makeRound(
    {
      name: "calendar",
      found: calendarRound,
      of: digest(calendarAsItStands(known)),
      stations: [
        ...openInquiries("recalculate", recalculate, known, now, ports),
        ...all.filter(({ store }) => store !== ports.inquiries).map(stillToCome),
      ],
    },
    now,
    hasTime,
    ports.rounds,
  );
  return {
    looked,
    changed,
    handedOver: moved + relieved.changed,
    recalculated: recounted.changed,
    failed: failed + relieved.failed + recounted.failed,
    unfinished: unfinished || relieved.unfinished || recounted.unfinished,
  };
}

/** A limit never waits for somebody on leave or gone: their open cases go to whoever acts for them (AB 岗). */
async function relieveAbsent(known: Known, now: string, hasTime: () => boolean, ports: Ports): Promise<number> {
  let handedOver = 0;
  for (const person of known.staff) {
    const { time } = contextOf(known, person.officeId, now);
    const day = time.dayOf(now);
    if (isPresent(person, day) || actingFor(known, person.id, day)?.id === person.id) continue;
    const { items } = await ports.inquiries.list({ by: "caseworker", id: person.id }, 100);
    for (const { number } of items) {
      if (!hasTime()) return handedOver;
      const relieved = await settle(
        { kind: "inquiry", store: ports.inquiries, fold },
        number,
        (inquiry) => relieve(inquiry, contextOf(known, inquiry.officeId, now)),
        bySystem(now, "audit"),
        ports,
      );
      if (relieved === "changed") handedOver += 1;
    }
  }
  return handedOver;
}

/** All that a date is counted on besides its case. */
const calendarAsItStands = ({ calendarYears }: Known): string => JSON.stringify([calendarData, hours, calendarYears]);

/** All by which it is known whose a case is: who is who, and who of them is away. A leave that begins or ends changes it like an entry that is kept. */
function directoryAsItStands({ offices, staff }: Known, now: string): string {
  const away = staff.filter((person) => !isPresent(person, dayOf(now))).map(({ id }) => id);
  return JSON.stringify([offices, staff, away]);
}

/** One step may ask for another: a case that changed hands may still have a former head's limit on it. No case takes more than this many. */
const MOST_STEPS = 4;

/** All open inquiries unit by unit, also those of which nothing is to come. */
function openInquiries(
  act: string,
  decideOn: typeof relieve,
  known: Known,
  now: string,
  ports: Ports,
): readonly Station[] {
  const step = (number: string) =>
    settle(
      { kind: "inquiry", store: ports.inquiries, fold },
      number,
      (inquiry) => decideOn(inquiry, contextOf(known, inquiry.officeId, now)),
      bySystem(now, act),
      ports,
    );
  return known.offices
    .flatMap((office) => office.units)
    .map(({ id }) => ({
      name: `inquiries of ${id}`,
      page: async (cursor) => {
        const { items, ...rest } = await ports.inquiries.list({ by: "unit", id }, 100, cursor);
        return { ...rest, items: items.map(({ number }) => number) };
      },
      look: async (number) => {
        let steps = 0;
        while (steps < MOST_STEPS && (await step(number)) === "changed") steps += 1;
        return steps > 0 ? "changed" : "unchanged";
      },
    }));
}

/** Later than anything can become due: with it the due index names every case that still has something to come. */
const EVER = "9999";

const stillToCome = ({ name, store, look }: Kind): Station => ({
  name,
  page: (cursor) => store.dueBefore(EVER, cursor),
  look,
});
