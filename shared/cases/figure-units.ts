import type { FiguresView, UnitRow } from "../contracts/figures.ts";
import { type Figure, figuresOf, type Standing, standingFigures } from "../domain/figures/figures.ts";
import type { Period } from "../domain/figures/periods.ts";
import { nothing, sum, type Tally } from "../domain/figures/tally.ts";
import type { ClosedCases, OpenCases } from "../ports/closed-cases.ts";
import type { Known } from "../ports/directory-reader.ts";
import type { FiguresStore } from "../ports/figures-store.ts";
import { timeOf } from "../rules/decision-rules.ts";
import { type CountedUnit, gatherStanding, gatherTallies } from "./gather-figures.ts";

/** Where figures are gathered from. */
export interface FigureSources {
  readonly cases: ClosedCases & OpenCases;
  readonly figures: Pick<FiguresStore, "month">;
}

/** Every unit of the centre and its branches, with the calendar of its office. */
export const countedUnits = (known: Known): readonly CountedUnit[] =>
  known.offices.flatMap((office) => {
    const time = timeOf(office.id, known.calendarYears);
    return office.units.map((unit) => ({ id: unit.id, time }));
  });

const idle: Standing = { open: 0, overdue: 0, atRisk: 0 };

const onTimeRate = (tally: Tally): number | null => {
  const found = figuresOf(tally).find(({ code }) => code === "on-time-rate")?.value;
  return typeof found === "number" ? found : null;
};

const rowOf = (known: Known, unitId: string, tally: Tally, standing: Standing): UnitRow => {
  const office = known.offices.find((each) => each.units.some((unit) => unit.id === unitId));
  const unit = office?.units.find((each) => each.id === unitId);
  const unnamed = { zh: unitId };
  return {
    unitId,
    name: { ...(unit?.name ?? unnamed) },
    office: { ...(office?.name ?? unnamed) },
    closed: tally.closed,
    onTimeRate: onTimeRate(tally),
    ...standing,
  };
};

const addStanding = (one: Standing, other: Standing): Standing => ({
  open: one.open + other.open,
  overdue: one.overdue + other.overdue,
  atRisk: one.atRisk + other.atRisk,
});

/** A figure as the API writes it. */
export const written = (figure: Figure): FiguresView["figures"][number] =>
  ({
    ...figure,
    ...(figure.parts && { parts: [...figure.parts] }),
  }) as FiguresView["figures"][number];

/** The figures of these units over a period, together and one by one. */
export async function figuresOfUnits(
  units: readonly CountedUnit[],
  period: Period,
  known: Known,
  now: string,
  { cases, figures }: FigureSources,
): Promise<Pick<FiguresView, "figures" | "units">> {
  const [tallies, standings] = await Promise.all([
    gatherTallies(units, period, now, { cases, figures }),
    gatherStanding(units, now, cases),
  ]);
  const standing = [...standings.values()].reduce(addStanding, idle);
  return {
    figures: [...figuresOf(sum(tallies.values())), ...standingFigures(standing)].map(written),
    units: units.map(({ id }) => rowOf(known, id, tallies.get(id) ?? nothing, standings.get(id) ?? idle)),
  };
}
