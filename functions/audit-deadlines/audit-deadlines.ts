import { boxOf } from "#shared/cases/boxes.ts";
import { bySystem } from "#shared/cases/change.ts";
import { contextOf } from "#shared/cases/context.ts";
import { type ErrandPorts, runErrands } from "#shared/cases/run-errands.ts";
import { settle } from "#shared/cases/settle.ts";
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
import type { SuggestionStore } from "#shared/ports/suggestion-store.ts";

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
}

/** One kind of case as the sweep goes through it. */
interface Kind {
  readonly store: Pick<CaseStore<never, never>, "dueBefore">;
  readonly look: (key: string) => Promise<"changed" | "unchanged">;
}

const AT_ONCE = 8;

const kinds = (known: Known, now: string, recount: boolean, ports: Ports): readonly Kind[] => {
  const { inquiries, suggestions, boxes, conduct, inspections } = ports;
  const contextIn = (officeId: string) => ({ ...contextOf(known, officeId, now), recount });
  const audited = bySystem(now, "audit");
  const officeOf = (staffId: string) => staffOf(known, staffId)?.officeId ?? "";
  return [
    {
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
      store: boxes,
      look: (office) =>
        settle(
          { kind: "box", store: boxes, fold: foldBox },
          office,
          (box) => auditBox(box, contextIn(office)),
          audited,
          ports,
        ),
    },
    {
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
 * not keep the others waiting.
 */
export async function auditDeadlines(now: string, hasTime: () => boolean, ports: Ports): Promise<Audited> {
  const known = await ports.directory.everybody();
  let [looked, changed, failed] = [0, 0, 0];
  let unfinished = false;
  const moved = isRecent(known.changedAt, now) ? await overOpen("audit", relieve, known, now, hasTime, ports) : 0;
  const handedOver = moved + (await relieveAbsent(known, now, ports));
  const recount = wasCorrected(known, now);
  const recalculated = recount ? await overOpen("recalculate", recalculate, known, now, hasTime, ports) : 0;
  for (const { id } of known.offices) await boxOf(id, contextOf(known, id, now), ports.boxes, ports.digests);
  for (const { store, look } of kinds(known, now, recount, ports)) {
    let cursor: string | undefined;
    do {
      const page = await store.dueBefore(recount && store !== ports.inquiries ? EVER : now, cursor);
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
  return { looked, changed, handedOver, recalculated, failed, unfinished };
}

/** A limit never waits for somebody on leave or gone: their open cases go to whoever acts for them (AB 岗). */
async function relieveAbsent(known: Known, now: string, ports: Ports): Promise<number> {
  let handedOver = 0;
  for (const person of known.staff) {
    const { time } = contextOf(known, person.officeId, now);
    const day = time.dayOf(now);
    if (isPresent(person, day) || actingFor(known, person.id, day)?.id === person.id) continue;
    const { items } = await ports.inquiries.list({ by: "caseworker", id: person.id }, 100);
    for (const { number } of items) {
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

/** For so long after a calendar year was loaded, or the directory changed, every sweep goes through the open cases: one that is missed is met by the next. */
const RECENT_MINUTES = 30;

const isRecent = (at: string | undefined, now: string): boolean =>
  at !== undefined && Date.parse(now) - Date.parse(at) < RECENT_MINUTES * 60_000;

/** Later than anything can become due: with it the due index names every case that still has something to come. */
const EVER = "9999";

/** Whether a calendar year was loaded or corrected a short while ago. */
const wasCorrected = ({ calendarYears }: Known, now: string): boolean =>
  Object.values(calendarYears).some(({ loadedAt }) => isRecent(loadedAt, now));

/** Goes through all open inquiries, also those of which nothing is to come, and says how many changed. */
async function overOpen(
  act: string,
  decideOn: typeof relieve,
  known: Known,
  now: string,
  hasTime: () => boolean,
  ports: Ports,
): Promise<number> {
  let changed = 0;
  for (const unit of known.offices.flatMap((office) => office.units)) {
    let cursor: string | undefined;
    do {
      const page = await ports.inquiries.list({ by: "unit", id: unit.id }, 100, cursor);
      for (const { number } of page.items) {
        if (!hasTime()) return changed;
        const outcome = await settle(
          { kind: "inquiry", store: ports.inquiries, fold },
          number,
          (inquiry) => decideOn(inquiry, contextOf(known, inquiry.officeId, now)),
          bySystem(now, act),
          ports,
        );
        if (outcome === "changed") changed += 1;
      }
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return changed;
}
