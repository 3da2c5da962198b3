import { dayOf } from "../domain/calendar/local-date.ts";
import type { Directory } from "../domain/directory.ts";
import { unitsConcerned } from "../domain/figures/box.ts";
import type { Period } from "../domain/figures/periods.ts";
import type { SuggestionStage } from "../domain/suggestion/suggestion.ts";
import type { BoxEntry } from "../ports/figures-store.ts";
import type { SuggestionStore } from "../ports/suggestion-store.ts";

const stages: Readonly<Record<SuggestionStage, true>> = {
  received: true,
  opened: true,
  reviewed: true,
  assigned: true,
  replied: true,
  converting: true,
  published: true,
  closed: true,
};

const PAGE = 500;

/** What was received in a period, without text or person. The box is read as a whole: it is small, and this happens once a night. */
export async function countBox(
  periods: readonly Period[],
  directory: Directory,
  box: Pick<SuggestionStore, "list">,
): Promise<readonly (readonly BoxEntry[])[]> {
  const found: BoxEntry[][] = periods.map(() => []);
  for (const stage of Object.keys(stages) as SuggestionStage[])
    for (let cursor: string | undefined; ; ) {
      const rows = await box.list(stage, PAGE, cursor);
      for (const { summary, standing } of rows) {
        const day = dayOf(summary.receivedAt);
        const index = periods.findIndex(({ from, to }) => from <= day && day <= to);
        found[index]?.push({ category: standing.category, units: unitsConcerned(standing, directory) });
      }
      if (rows.length < PAGE) break;
      cursor = rows.at(-1)?.cursor;
    }
  return found;
}
