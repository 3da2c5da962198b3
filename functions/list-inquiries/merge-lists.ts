import type { InquirySummary } from "#shared/contracts/inquiry.ts";
import type { Page } from "#shared/ports/case-store.ts";
import type { InquiryList, InquiryStore } from "#shared/ports/inquiry-store.ts";

/** A list of one unit's cases. */
export type UnitList = Extract<InquiryList, { readonly by: "unit" }>;

/** How far each list has been read: a cursor, or that nothing is left; one that is missing is read from its beginning. */
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

const nameOf = ({ id, urgentOnly }: UnitList): string => (urgentOnly ? `${id}!` : id);

const order = (row: InquirySummary): string => `${row.urgent ? 0 : 1} ${row.due?.dueAt ?? "9999"}`;

/** A page of several lists as if they were one: urgent ones first, then by what is due first, wherever it lies. */
export async function mergeLists(
  lists: readonly UnitList[],
  limit: number,
  cursor: string | undefined,
  inquiries: Pick<InquiryStore, "list" | "after">,
): Promise<Page<InquirySummary>> {
  const places = placesOf(cursor);
  const open = lists.filter((list) => places[nameOf(list)] !== READ);
  const pages = await Promise.all(
    open.map(async (list) => ({ list, page: await inquiries.list(list, limit, places[nameOf(list)]) })),
  );
  const rows = pages
    .flatMap(({ list, page }) => page.items.map((row) => ({ list, row })))
    .sort((a, b) => (order(a.row) < order(b.row) ? -1 : order(a.row) > order(b.row) ? 1 : 0))
    .slice(0, limit);
  const reached = pages.map(({ list, page }): readonly [string, string | undefined] => {
    const taken = rows.filter((each) => each.list === list);
    const last = taken.at(-1);
    if (taken.length === page.items.length) return [nameOf(list), page.cursor ?? READ];
    return [nameOf(list), last ? inquiries.after(list, last.row) : places[nameOf(list)]];
  });
  const next: Places = {
    ...places,
    ...Object.fromEntries(reached.filter((each): each is readonly [string, string] => each[1] !== undefined)),
  };
  const over = lists.every((list) => next[nameOf(list)] === READ);
  return { items: rows.map(({ row }) => row), ...(!over && { cursor: cursorOf(next) }) };
}
