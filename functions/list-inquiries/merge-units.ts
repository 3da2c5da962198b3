import type { InquirySummary } from "#shared/contracts/inquiry.ts";
import type { Page } from "#shared/ports/case-store.ts";
import type { InquiryList, InquiryStore } from "#shared/ports/inquiry-store.ts";

type UnitList = Extract<InquiryList, { readonly by: "unit" }>;

/** How far each unit has been read: a cursor, or that nothing is left; a unit that is missing is read from its beginning. */
type Places = Readonly<Record<string, string>>;
const READ = "";

const placesOf = (cursor: string | undefined): Places => {
  if (cursor === undefined) return {};
  return Object.fromEntries(
    cursor.split(",").flatMap((part) => {
      const [unit, place] = part.split("=");
      return unit !== undefined && place !== undefined ? [[unit, place]] : [];
    }),
  );
};

const cursorOf = (places: Places): string =>
  Object.entries(places)
    .map(([unit, place]) => `${unit}=${place}`)
    .join(",");

const order = (row: InquirySummary): string => `${row.urgent ? 0 : 1} ${row.due?.dueAt ?? "9999"}`;

/** A page of several units' cases as if they were one list: urgent ones first, then by what is due first, wherever it lies. */
export async function mergeUnits(
  lists: readonly UnitList[],
  limit: number,
  cursor: string | undefined,
  inquiries: Pick<InquiryStore, "list" | "after">,
): Promise<Page<InquirySummary>> {
  const places = placesOf(cursor);
  const open = lists.filter(({ id }) => places[id] !== READ);
  const pages = await Promise.all(
    open.map(async (list) => ({ list, page: await inquiries.list(list, limit, places[list.id]) })),
  );
  const rows = pages
    .flatMap(({ list, page }) => page.items.map((row) => ({ list, row })))
    .sort((a, b) => (order(a.row) < order(b.row) ? -1 : order(a.row) > order(b.row) ? 1 : 0))
    .slice(0, limit);
  const reached = pages.map(({ list, page }): readonly [string, string | undefined] => {
    const taken = rows.filter((each) => each.list === list);
    const last = taken.at(-1);
    if (taken.length === page.items.length) return [list.id, page.cursor ?? READ];
    return [list.id, last ? inquiries.after(list, last.row) : places[list.id]];
  });
  const next: Places = {
    ...places,
    ...Object.fromEntries(reached.filter((each): each is readonly [string, string] => each[1] !== undefined)),
  };
  const over = lists.every(({ id }) => next[id] === READ);
  return { items: rows.map(({ row }) => row), ...(!over && { cursor: cursorOf(next) }) };
}
