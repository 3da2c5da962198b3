import type { ConductRules, Measure } from "../rule-pack-types.ts";
import type { ConductRecord } from "./conduct.ts";

const DAY = 86_400_000;

/**
 * How many verified breaches of this person count on the ladder now: those not overturned on appeal and not older than the window of
 * the rules, which by default never closes. What an appeal overturns is not counted from then on; rungs decided before stay.
 */
export function countedBreaches({ cases }: Pick<ConductRecord, "cases">, rules: ConductRules, now: string): number {
  const { days } = rules.countingWindow;
  const since = days === null ? "" : new Date(Date.parse(now) - days * DAY).toISOString();
  return cases.filter(
    ({ decision, appeal }) =>
      decision !== null && decision.rung !== null && appeal?.outcome !== "overturned" && decision.at >= since,
  ).length;
}

/** The measure of a rung; beyond the last one it repeats the last (FIR-10). */
export const measureOfRung = (rung: number, { measures }: ConductRules): Measure | undefined =>
  measures.find((measure) => measure.rung === rung) ?? [...measures].sort((a, b) => b.rung - a.rung)[0];
