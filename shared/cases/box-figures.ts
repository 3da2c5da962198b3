import type { Principal } from "../domain/authorisation.ts";
import { type Figure, suggestionFigure } from "../domain/figures/figures.ts";
import { monthsOf, type Period } from "../domain/figures/periods.ts";
import type { Counts } from "../domain/figures/tally.ts";
import type { BoxEntry, FiguresStore } from "../ports/figures-store.ts";
import { eachOf } from "./gather-figures.ts";

/** Categories that may be counted in public; complaints are not, or the person complained about could watch the number move. */
const PUBLIC = ["opinion", "suggestion", "praise"] as const;

const categories = [...PUBLIC, "complaint"] as const;

const entriesIn = async (period: Period, figures: Pick<FiguresStore, "boxMonth">): Promise<readonly BoxEntry[]> =>
  (await eachOf(monthsOf(period), ({ month }) => figures.boxMonth(month))).flat();

const countIn = (
  entries: readonly BoxEntry[],
  category: string,
  counts: (units: readonly string[]) => boolean,
): number => entries.filter((entry) => entry.category === category && counts(entry.units)).length;

/**
 * The suggestion box for somebody of the supervision: what concerns a colleague of their own unit, or themselves, is left out, so
 * that nobody learns from a number that somebody complained about them (invariant 7).
 */
export async function suggestionsFor(
  principal: Pick<Principal, "unitId">,
  period: Period,
  figures: Pick<FiguresStore, "boxMonth">,
): Promise<Figure> {
  const entries = await entriesIn(period, figures);
  const counts = categories.map(
    (category) => [category, countIn(entries, category, (units) => !units.includes(principal.unitId))] as const,
  );
  return suggestionFigure(Object.fromEntries(counts));
}

/** The suggestion box for everybody: only what concerns nobody in particular. */
export async function suggestionsForAll(period: Period, figures: Pick<FiguresStore, "boxMonth">): Promise<Figure> {
  const entries = await entriesIn(period, figures);
  const counts: Counts = Object.fromEntries(
    PUBLIC.map((category) => [category, countIn(entries, category, (units) => units.length === 0)]),
  );
  return suggestionFigure(counts);
}
