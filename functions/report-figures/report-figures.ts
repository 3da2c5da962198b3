import { suggestionsFor } from "#shared/cases/box-figures.ts";
import { countedUnits, type FigureSources, figuresOfUnits, written } from "#shared/cases/figure-units.ts";
import type { CountedUnit } from "#shared/cases/gather-figures.ts";
import type { DigestView, FiguresQuery, FiguresView, KeptDigest } from "#shared/contracts/figures.ts";
import { can, type Principal } from "#shared/domain/authorisation.ts";
import { dayOf } from "#shared/domain/calendar/local-date.ts";
import { type Refusal, refuse } from "#shared/domain/refusal.ts";
import type { DirectoryReader, Known } from "#shared/ports/directory-reader.ts";
import type { FiguresStore } from "#shared/ports/figures-store.ts";

/** The units whose figures this person asks for and may see: the one named, else all they supervise or answer for. */
export function unitsFor(
  wanted: string | undefined,
  principal: Principal,
  known: Known,
  now: string,
): readonly CountedUnit[] {
  const day = dayOf(now);
  return countedUnits(known).filter(
    ({ id }) =>
      (wanted === undefined || id === wanted) &&
      can(principal, { on: "figures", do: "read-unit", unitId: id, directory: known, day }),
  );
}

/** The figures of a period, for those who supervise the whole or answer for a unit (FIR-1, FIR-9). */
export async function reportFigures(
  { from, to, unit }: FiguresQuery,
  principal: Principal,
  now: string,
  ports: FigureSources & {
    readonly directory: Pick<DirectoryReader, "everybody">;
    readonly figures: Pick<FiguresStore, "month" | "boxMonth">;
  },
): Promise<FiguresView | Refusal> {
  const known = await ports.directory.everybody();
  const units = unitsFor(unit, principal, known, now);
  if (units.length === 0) return refuse("forbidden", "FIR-9");
  const counted = await figuresOfUnits(units, { from, to }, known, now, ports);
  const all = unit === undefined && can(principal, { on: "figures", do: "read-all" });
  const box = all ? await suggestionsFor(principal, { from, to }, ports.figures) : undefined;
  return {
    from,
    to,
    unit: unit ?? null,
    asOf: now,
    figures: box ? [...counted.figures, written(box)] : counted.figures,
    units: counted.units,
  };
}

/** A digest as this person may see it: what the conduct register holds about colleagues of their unit, or themselves, is not counted. */
export function digestFor({ unitId }: Pick<Principal, "unitId">, digest: KeptDigest): DigestView {
  const conduct: Record<string, number> = {};
  for (const { stage, units } of digest.conduct)
    if (!units.includes(unitId)) conduct[stage] = (conduct[stage] ?? 0) + 1;
  return { ...digest, conduct };
}
