import { contextOf } from "#shared/cases/context.ts";
import type { InquirySummary, ListQuery } from "#shared/contracts/inquiry.ts";
import { can, type Principal } from "#shared/domain/authorisation.ts";
import { type Refusal, refuse } from "#shared/domain/refusal.ts";
import type { Page } from "#shared/ports/case-store.ts";
import type { DirectoryReader } from "#shared/ports/directory-reader.ts";
import type { InquiryList, InquiryStore } from "#shared/ports/inquiry-store.ts";
import type { Receipts } from "#shared/ports/receipts.ts";

const USUAL_LIMIT = 25;
const SOON_HOURS = 24;

/**
 * Lists cases by what is due first. `mine` are those I am accountable for; the other views are of one unit, and without a unit of
 * all units after one another for those who supervise; a telephone number finds a caller's cases.
 */
export async function listInquiries(
  query: ListQuery,
  principal: Principal,
  now: string,
  ports: {
    readonly inquiries: Pick<InquiryStore, "list">;
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
  const dueBefore =
    view === "overdue"
      ? now
      : view === "due"
        ? new Date(Date.parse(now) + SOON_HOURS * 3_600_000).toISOString()
        : undefined;
  if (view === "mine") return ports.inquiries.list({ by: "caseworker", id: principal.id }, limit, query.cursor);

  const known = await ports.directory.everybody();
  const day = contextOf(known, principal.officeId, now).time.dayOf(now);
  const all = can(principal, { on: "inquiries", do: "list-all" });
  const [at, cursor] = query.cursor?.split("/") ?? [];
  const units =
    query.unit !== undefined
      ? [query.unit]
      : all && view !== "unit"
        ? known.offices.flatMap((office) => office.units.map((unit) => unit.id))
        : [principal.unitId];
  if (!units.every((unitId) => can(principal, { on: "inquiries", do: "list-unit", unitId, directory: known, day })))
    return refuse("forbidden", "FIR-2");

  let index = Math.max(0, units.indexOf(at ?? units[0] ?? ""));
  let position = cursor === "" ? undefined : cursor;
  for (; index < units.length; index += 1, position = undefined) {
    const id = units[index] ?? "";
    const list: InquiryList = {
      by: "unit",
      id,
      ...(dueBefore !== undefined && { dueBefore }),
      urgentOnly: view === "urgent",
    };
    const page = await ports.inquiries.list(list, limit, position);
    if (page.items.length === 0 && page.cursor === undefined) continue;
    const next =
      page.cursor !== undefined
        ? `${id}/${page.cursor}`
        : units[index + 1] !== undefined
          ? `${units[index + 1]}/`
          : undefined;
    return { items: page.items, ...(next !== undefined && { cursor: next }) };
  }
  return { items: [] };
}
