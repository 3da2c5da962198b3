import { contextOf } from "#shared/cases/context.ts";
import type { InquirySummary, ListQuery } from "#shared/contracts/inquiry.ts";
import { can, type Principal } from "#shared/domain/authorisation.ts";
import { atRiskUntil } from "#shared/domain/figures/periods.ts";
import { type Refusal, refuse } from "#shared/domain/refusal.ts";
import type { Page } from "#shared/ports/case-store.ts";
import type { DirectoryReader } from "#shared/ports/directory-reader.ts";
import type { InquiryStore } from "#shared/ports/inquiry-store.ts";
import type { Receipts } from "#shared/ports/receipts.ts";
import { mergeLists, type UnitList } from "./merge-lists.ts";

const USUAL_LIMIT = 25;

/**
 * Lists cases, urgent ones first and then by what is due first. `mine` are those I am accountable for; the other views are of one unit,
 * and without a unit of all units together for those who supervise; `overdue` is what has passed its limit, `due` what is about to; a telephone number finds a caller's cases, the newest first.
 */
export async function listInquiries(
  query: ListQuery,
  principal: Principal,
  now: string,
  ports: {
    readonly inquiries: Pick<InquiryStore, "list" | "after">;
    readonly directory: Pick<DirectoryReader, "everybody">;
    readonly receipts: Pick<Receipts, "phoneKey">;
  },
): Promise<Page<InquirySummary> | Refusal> {
  const limit = query.limit ?? USUAL_LIMIT;
  if (query.phone !== undefined) {
    const id = await ports.receipts.phoneKey(query.phone);
    return ports.inquiries.list({ by: "phone", id }, limit, query.cursor);
  }
  const view = query.view ?? "mine";
  if (view === "mine") return ports.inquiries.list({ by: "caseworker", id: principal.id }, limit, query.cursor);

  const known = await ports.directory.everybody();
  const { time } = contextOf(known, principal.officeId, now);
  const day = time.dayOf(now);
  const all = can(principal, { on: "inquiries", do: "list-all" });
  const units =
    query.unit !== undefined
      ? [query.unit]
      : all && view !== "unit"
        ? known.offices.flatMap((office) => office.units.map((unit) => unit.id))
        : [principal.unitId];
  if (!units.every((unitId) => can(principal, { on: "inquiries", do: "list-unit", unitId, directory: known, day })))
    return refuse("forbidden", "FIR-2");
  const soon = { dueFrom: now, dueBefore: atRiskUntil(now, time) };
  const lists = units.flatMap((id): readonly UnitList[] => {
    const unit = { by: "unit", id } as const;
    if (view === "urgent") return [{ ...unit, urgentOnly: true }];
    if (view === "overdue") return [{ ...unit, dueBefore: now }];
    return view === "due"
      ? [
          { ...unit, ...soon, urgentOnly: true },
          { ...unit, ...soon },
        ]
      : [unit];
  });
  const [one, ...others] = lists;
  return one !== undefined && others.length === 0
    ? ports.inquiries.list(one, limit, query.cursor)
    : mergeLists(lists, limit, query.cursor, ports.inquiries);
}
