import { dayOf } from "../domain/calendar/local-date.ts";
import type { Standing } from "../domain/figures/figures.ts";
import { atRiskUntil, monthOf, monthsOf, type Period } from "../domain/figures/periods.ts";
import { add, nothing, sum, type Tally, tallyOf } from "../domain/figures/tally.ts";
import type { WorkingTime } from "../domain/working-time.ts";
import type { ClosedCases, OpenCases } from "../ports/closed-cases.ts";
import type { FiguresStore } from "../ports/figures-store.ts";

const PAGE = 2_000;
const AT_ONCE = 8;

/** A unit whose cases are counted, with the calendar of its office. */
export interface CountedUnit {
  readonly id: string;
  readonly time: WorkingTime;
}

/** Does something for each, a few at once, and keeps the order. */
export async function eachOf<Item, Result>(
  items: readonly Item[],
  run: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE)
    results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(run))));
  return results;
}

/** Counts a unit's closed cases of a period within one month, from the cases themselves. */
export async function countUnit(unit: CountedUnit, period: Period, cases: ClosedCases): Promise<Tally> {
  let tally = nothing;
  let cursor: string | undefined;
  do {
    const page = await cases.closedIn(unit.id, period, PAGE, cursor);
    tally = add(tally, sum(page.items.map(({ facts }) => tallyOf(facts, unit.time))));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return tally;
}

/**
 * The tally of each unit over a period: whole months that are over from what was counted at night, what is left of the period from
 * the cases themselves. A month that was not counted yet is counted now.
 */
export async function gatherTallies(
  units: readonly CountedUnit[],
  period: Period,
  now: string,
  ports: { readonly cases: ClosedCases; readonly figures: Pick<FiguresStore, "month"> },
): Promise<ReadonlyMap<string, Tally>> {
  const present = monthOf(dayOf(now));
  const months = await eachOf(
    monthsOf(period).filter(({ month }) => month <= present),
    async (part) => ({
      part,
      kept: part.whole && part.month < present ? await ports.figures.month(part.month) : undefined,
    }),
  );
  const tallies = await eachOf(units, async (unit) => {
    let tally = nothing;
    for (const { part, kept } of months)
      tally = add(tally, kept?.get(unit.id) ?? (await countUnit(unit, part, ports.cases)));
    return tally;
  });
  return new Map(units.map((unit, index) => [unit.id, tallies[index] ?? nothing]));
}

/** How the open cases of each unit stand now; what is overdue is not counted as at risk too. */
export async function gatherStanding(
  units: readonly CountedUnit[],
  now: string,
  cases: OpenCases,
): Promise<ReadonlyMap<string, Standing>> {
  const rows = await eachOf(units, async ({ id, time }) => {
    const [open, overdue, soon] = await Promise.all([
      cases.countOpen(id),
      cases.countOpen(id, now),
      cases.countOpen(id, atRiskUntil(now, time)),
    ]);
    return [id, { open, overdue, atRisk: soon - overdue }] as const;
  });
  return new Map(rows);
}
