import { bySystem } from "#shared/cases/change.ts";
import { contextOf } from "#shared/cases/context.ts";
import type { Digests } from "#shared/cases/digests.ts";
import { settle } from "#shared/cases/settle.ts";
import { actingFor, isPresent } from "#shared/domain/directory.ts";
import { audit, recalculate, relieve } from "#shared/domain/inquiry/audit.ts";
import { fold } from "#shared/domain/inquiry/history.ts";
import type { DirectoryReader, Known } from "#shared/ports/directory-reader.ts";
import type { InquiryStore } from "#shared/ports/inquiry-store.ts";
import type { NoticeQueue } from "#shared/ports/notice-queue.ts";

export interface Audited {
  readonly looked: number;
  readonly changed: number;
  readonly handedOver: number;
  readonly recalculated: number;
  readonly failed: number;
  /** True when time ran out before the end: the next run goes on. */
  readonly unfinished: boolean;
}

interface Ports {
  readonly inquiries: Pick<InquiryStore, "find" | "save" | "dueBefore" | "list">;
  readonly directory: Pick<DirectoryReader, "everybody">;
  readonly queue: NoticeQueue;
  readonly digests: Digests;
}

const AT_ONCE = 8;

/**
 * One sweep: every case the due index names by now is looked at once; reminders, breaches and escalations are recorded in the case
 * and then sent. Running twice, late or half changes nothing that was decided (invariant 3). One case that can't be handled does
 * not keep the others waiting.
 */
export async function auditDeadlines(now: string, hasTime: () => boolean, ports: Ports): Promise<Audited> {
  const known = await ports.directory.everybody();
  let [looked, changed, failed] = [0, 0, 0];
  const cases = { kind: "inquiry", store: ports.inquiries, fold } as const;
  const handedOver = await relieveAbsent(known, now, ports);
  const recalculated = await recalculateOpen(known, now, hasTime, ports);
  let cursor: string | undefined;
  do {
    const page = await ports.inquiries.dueBefore(now, cursor);
    for (let at = 0; at < page.items.length && hasTime(); at += AT_ONCE) {
      const results = await Promise.allSettled(
        page.items
          .slice(at, at + AT_ONCE)
          .map((number) =>
            settle(
              cases,
              number,
              (inquiry) => audit(inquiry, contextOf(known, inquiry.officeId, now)),
              bySystem(now, "audit"),
              ports,
            ),
          ),
      );
      for (const result of results) {
        looked += 1;
        if (result.status === "rejected") failed += 1;
        else if (result.value === "changed") changed += 1;
      }
    }
    cursor = page.cursor;
  } while (cursor !== undefined && hasTime());
  return { looked, changed, handedOver, recalculated, failed, unfinished: cursor !== undefined };
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

/** For so long after a calendar year was loaded every sweep counts the open cases anew: one that is missed is counted by the next. */
const RECALCULATE_MINUTES = 30;

/** Counts the limits of open cases anew after a calendar year was loaded or corrected; what does not move is left alone. */
async function recalculateOpen(known: Known, now: string, hasTime: () => boolean, ports: Ports): Promise<number> {
  const since = new Date(Date.parse(now) - RECALCULATE_MINUTES * 60_000).toISOString();
  if (!Object.values(known.calendarYears).some((year) => year.loadedAt > since)) return 0;
  let recalculated = 0;
  for (const unit of known.offices.flatMap((office) => office.units)) {
    let cursor: string | undefined;
    do {
      const page = await ports.inquiries.list({ by: "unit", id: unit.id }, 100, cursor);
      for (const { number } of page.items) {
        if (!hasTime()) return recalculated;
        const outcome = await settle(
          { kind: "inquiry", store: ports.inquiries, fold },
          number,
          (inquiry) => recalculate(inquiry, contextOf(known, inquiry.officeId, now)),
          bySystem(now, "recalculate"),
          ports,
        );
        if (outcome === "changed") recalculated += 1;
      }
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return recalculated;
}
