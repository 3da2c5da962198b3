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

interface Count {
  readonly count: number;
  readonly more: boolean;
}

/** How many cases of a unit are listed in a view; counted to a hundred, beyond that "more" is enough to act on. */
const countOf = async (unit: string, view: View): Promise<Count> => {
  const page = await ask<{ items: readonly InquirySummary[]; cursor?: string }>(
    "GET",
    `/api/staff/inquiries?view=${view}&unit=${encodeURIComponent(unit)}&limit=${MOST_COUNTED}`,
  );
  return { count: page.items.length, more: page.cursor !== undefined };
};

const useCounts = (units: readonly string[]) =>
  useQuery({
    queryKey: ["counts", units],
    queryFn: async () =>
      Object.fromEntries(
        await Promise.all(
          units.map(async (unit) => {
            const [overdue, due, urgent] = await Promise.all(views.map((view) => countOf(unit, view)));
            return [unit, { overdue, due, urgent }] as const;
          }),
        ),
      ),
    enabled: units.length > 0,
    refetchInterval: 30_000,
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
    if (found.count === 0) return <span className="zero">0</span>;
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
