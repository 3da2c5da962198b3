import { suggestionsForAll } from "#shared/cases/box-figures.ts";
import { countBox } from "#shared/cases/count-box.ts";
import { countedUnits, written } from "#shared/cases/figure-units.ts";
import { countUnit, eachOf, gatherTallies } from "#shared/cases/gather-figures.ts";
import { dayOf } from "#shared/domain/calendar/local-date.ts";
import { staffOf } from "#shared/domain/directory.ts";
import { figuresOf } from "#shared/domain/figures/figures.ts";
import { monthBefore, monthOf, publishedPeriods, wholeMonth } from "#shared/domain/figures/periods.ts";
import { protectedFigure, protection } from "#shared/domain/figures/protect.ts";
import { sum } from "#shared/domain/figures/tally.ts";
import type { ClosedCases } from "#shared/ports/closed-cases.ts";
import type { ConductStore } from "#shared/ports/conduct-store.ts";
import type { DirectoryReader, Known } from "#shared/ports/directory-reader.ts";
import type { ConductEntry, FiguresStore } from "#shared/ports/figures-store.ts";
import type { SuggestionStore } from "#shared/ports/suggestion-store.ts";

/** Months that are counted anew each night: late ratings and reopened cases still move them. */
const MOVING_MONTHS = 3;

export interface Counted {
  readonly months: readonly string[];
  readonly published: boolean;
}

/**
 * Counts the last months unit by unit from the cases, replacing what was counted before, so that running it twice, late or after a
 * failure gives the same. `from` counts as far back as wanted. What everybody may read is made once a month is over and then stays:
 * figures that moved from day to day would tell single cases by their difference.
 */
export async function tallyFigures(
  {
    now,
    from,
    publishAgain = false,
  }: { readonly now: string; readonly from?: string; readonly publishAgain?: boolean },
  ports: {
    readonly cases: ClosedCases;
    readonly box: Pick<SuggestionStore, "list">;
    readonly conduct: Pick<ConductStore, "rows">;
    readonly figures: FiguresStore;
    readonly directory: Pick<DirectoryReader, "everybody">;
  },
): Promise<Counted> {
  const { cases, figures } = ports;
  const known = await ports.directory.everybody();
  const units = countedUnits(known);
  const present = monthOf(dayOf(now));
  const months: string[] = [];
  for (
    let month = monthBefore(present);
    from === undefined ? months.length < MOVING_MONTHS : month >= from;
    month = monthBefore(month)
  )
    months.push(month);

  for (const month of months)
    await eachOf(units, async (unit) =>
      figures.keepMonth(month, unit.id, await countUnit(unit, wholeMonth(month), cases)),
    );
  const boxMonths = [present, ...months];
  const boxes = await countBox(boxMonths.map(wholeMonth), known, ports.box);
  for (const [index, month] of boxMonths.entries()) await figures.keepBoxMonth(month, boxes[index] ?? []);
  await figures.keepConduct(await countConduct(known, ports.conduct));

  const { month, periods } = publishedPeriods(now);
  if (!publishAgain && (await figures.published())?.month === month) return { months, published: false };
  const made = [];
  for (const period of periods) {
    const tallies = await gatherTallies(units, period, now, { cases, figures });
    const all = [...figuresOf(sum(tallies.values())), await suggestionsForAll(period, figures)];
    made.push({ ...period, figures: all.map((figure) => written(protectedFigure(figure))) });
  }
  await figures.publish({ month, asOf: now, protection: { ...protection }, periods: made });
  return { months, published: true };
}

/** The open cases of the conduct register, without the person. */
async function countConduct(known: Known, conduct: Pick<ConductStore, "rows">): Promise<readonly ConductEntry[]> {
  const open = (await conduct.rows()).filter(({ stage }) => stage !== "closed");
  return open.map(({ stage, unitId, staffId }) => ({
    stage,
    units: [...new Set([unitId, staffOf(known, staffId)?.unitId ?? unitId])],
  }));
}
