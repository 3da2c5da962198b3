import { useQuery } from "@tanstack/react-query";
import type { InquirySummary } from "#shared/contracts/inquiry.ts";
import { ask } from "../api.ts";
import { CaseList } from "../parts/case-list.tsx";
import { useDirectory } from "../parts/people.tsx";
import { ClauseMark, Loading, Trouble } from "../parts/states.tsx";
import { addressOf, usePlace } from "../place.ts";
import { mayRetry } from "../queries.ts";
import { useTexts } from "../texts.ts";

const MOST_COUNTED = 100;
const views = ["overdue", "due", "urgent"] as const;
type View = (typeof views)[number];

/** How many, and whether there are more than are counted: beyond a hundred "more" is enough to act on. */
type Count = { readonly count: number; readonly more: boolean };

/** What presses in a unit: as many as the list behind the number shows. */
const countsOf = async (unit: string): Promise<Readonly<Record<View, Count>>> => {
  const counted = await Promise.all(
    views.map(async (view) => {
      const query = new URLSearchParams({ view, unit, limit: String(MOST_COUNTED) });
      const { items, cursor } = await ask<{ items: readonly InquirySummary[]; cursor?: string }>(
        "GET",
        `/api/staff/inquiries?${query}`,
      );
      return [view, { count: items.length, more: cursor !== undefined }] as const;
    }),
  );
  return Object.fromEntries(counted) as Record<View, Count>;
};

const useCounts = (units: readonly string[]) =>
  useQuery({
    queryKey: ["counts", units],
    queryFn: async () =>
      Object.fromEntries(await Promise.all(units.map(async (unit) => [unit, await countsOf(unit)] as const))),
    enabled: units.length > 0,
    refetchInterval: 20_000,
    retry: mayRetry,
  });

/** What is overdue and what is about to be, unit by unit; a number leads to its cases (FIR-9). */
export function Supervision() {
  const { text, named, name } = useTexts();
  const directory = useDirectory();
  const { filters } = usePlace();
  const counts = useCounts(directory.offices.flatMap((office) => office.units.map((unit) => unit.id)));
  const view = views.find((each) => each === filters["view"]) ?? "overdue";
  const cell = (unit: string, each: View) => {
    const found = counts.data?.[unit]?.[each];
    if (!found) return "…";
    if (found.count === 0 && !found.more) return <span className="zero">0</span>;
    return (
      <a href={addressOf(["office", "supervision"], { view: each, unit })} className={each}>
        {found.count}
        {found.more && "+"}
      </a>
    );
  };
  if (!directory.ready) return <Loading lines={8} />;
  return (
    <>
      {counts.error && <Trouble error={counts.error} onRetry={() => void counts.refetch()} />}
      <table className="grid counts">
        <caption>
          {text("office.by-unit")} <ClauseMark clause="FIR-9" />
        </caption>
        <thead>
          <tr>
            <th scope="col">{text("office.unit")}</th>
            {views.map((each) => (
              <th key={each} scope="col">
                {named("view", each)}
              </th>
            ))}
            <th scope="col">{text("office.head")}</th>
          </tr>
        </thead>
        <tbody>
          {directory.offices.flatMap((office) =>
            office.units.map((unit) => (
              <tr key={unit.id} className={filters["unit"] === unit.id ? "at" : ""}>
                <th scope="row">
                  {name(unit.name)} <small>{name(office.name)}</small>
                </th>
                {views.map((each) => (
                  <td key={each} className="figure">
                    {cell(unit.id, each)}
                  </td>
                ))}
                <td>{directory.person(unit.headId)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
      <h2>
        {named("view", view)}
        {filters["unit"] && ` · ${directory.unitName(filters["unit"])}`}
      </h2>
      <CaseList
        key={`${view} ${filters["unit"]}`}
        filter={{ view, unit: filters["unit"] }}
        nothing={named("empty", view)}
      />
    </>
  );
}
