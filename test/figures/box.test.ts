import { expect, test } from "vitest";
import { offices, outsideBodies, staff } from "#infra/local/demo-directory.ts";
import { suggestionsFor, suggestionsForAll } from "#shared/cases/box-figures.ts";
import { unitsConcerned } from "#shared/domain/figures/box.ts";
import type { BoxEntry } from "#shared/ports/figures-store.ts";

const directory = { offices, staff, outsideBodies, roster: [] };
const november = { from: "2026-11-01", to: "2026-11-30" };

const box = (...entries: BoxEntry[]) => ({ boxMonth: async () => entries });
const complaint = (staffIds: string[], unitIds: string[] = []) => ({
  category: "complaint" as const,
  about: { staffIds, unitIds, decided: false },
});
const aboutRena: BoxEntry[] = ["complaint", "opinion"].map((category) => ({
  category,
  units: unitsConcerned(complaint(["rena"]), directory),
}));
const opinion = { category: "opinion", units: [] };

test("what concerns a unit concerns its head's unit too", () => {
  expect(unitsConcerned(complaint(["zhao-lei"], ["withdrawal"]), directory)).toEqual(["moyu-branch", "withdrawal"]);
});

test("somebody of the unit complained about sees the very numbers there would be without it", async () => {
  const [withIt, without] = [
    await suggestionsFor({ unitId: "withdrawal" }, november, box(opinion, ...aboutRena)),
    await suggestionsFor({ unitId: "withdrawal" }, november, box(opinion)),
  ];
  expect(withIt).toEqual(without);
});

test("everybody sees the very numbers there would be without it", async () => {
  expect(await suggestionsForAll(november, box(opinion, ...aboutRena))).toEqual(
    await suggestionsForAll(november, box(opinion)),
  );
});

test("the supervision of another unit sees it counted", async () => {
  const { parts } = await suggestionsFor({ unitId: "office" }, november, box(opinion, ...aboutRena));
  expect(Object.fromEntries(parts?.map(({ code, value }) => [code, value]) ?? [])).toEqual({
    opinion: 2,
    suggestion: 0,
    praise: 0,
    complaint: 1,
  });
});
