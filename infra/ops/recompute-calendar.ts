import { digests } from "#shared/aws/digests.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { inquiryTable } from "#shared/aws/inquiry-table.ts";
import { bySystem } from "#shared/cases/change.ts";
import { contextOf } from "#shared/cases/context.ts";
import { noQueue, settle } from "#shared/cases/settle.ts";
import { recalculate } from "#shared/domain/inquiry/audit.ts";
import { fold } from "#shared/domain/inquiry/history.ts";
import { tableNamed, tables } from "./resources.ts";

/**
 * Counts the provisional limits of every open inquiry anew, after a calendar year was loaded: what moves is recorded in the case,
 * and its caseworker is told by the next sweep of the audit. What does not move is left alone, so that running it twice is safe.
 */
export const recomputeCalendar = async (now: string): Promise<string> => {
  const store = inquiryTable(tables, await tableNamed("Inquiries"));
  const known = await directoryTable(tables, await tableNamed("Directory")).everybody();
  let [looked, moved] = [0, 0];
  for (const unit of known.offices.flatMap((office) => office.units)) {
    let cursor: string | undefined;
    do {
      const page = await store.list({ by: "unit", id: unit.id }, 100, cursor);
      for (const { number } of page.items) {
        looked += 1;
        const outcome = await settle(
          { kind: "inquiry", store, fold },
          number,
          (inquiry) => recalculate(inquiry, contextOf(known, inquiry.officeId, now)),
          bySystem(now, "recalculate"),
          { queue: noQueue, digests },
        );
        if (outcome === "changed") moved += 1;
      }
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return `${looked} open inquiries looked at, the dates of ${moved} moved`;
};
