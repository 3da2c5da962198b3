import { expect, test } from "vitest";
import { type Figure, figuresOf, suggestionFigure } from "#shared/domain/figures/figures.ts";
import { protectedFigure } from "#shared/domain/figures/protect.ts";
import { nothing, sum, type Tally } from "#shared/domain/figures/tally.ts";

const published = (tally: Partial<Tally>, code: Figure["code"]) => {
  const found = figuresOf({ ...nothing, ...tally }).find((figure) => figure.code === code);
  if (!found) throw new Error(`no figure ${code}`);
  return protectedFigure(found);
};

const partsOf = (figure: Figure) => Object.fromEntries(figure.parts?.map(({ code, value }) => [code, value]) ?? []);

test.each([
  [0, "<5"],
  [1, "<5"],
  [4, "<5"],
  [5, 5],
])("%i cases are published as %s", (closed, shown) => {
  expect(published({ closed }, "closed").value).toBe(shown);
});

test("a rate that rests on four cases is not published, nor on how many it rests", () => {
  expect(published({ closed: 4, handlingLate: 1 }, "on-time-rate")).toMatchObject({ value: "<5", of: "<5" });
});

test("a rate is published in whole percent", () => {
  expect(published({ closed: 300, handlingLate: 1 }, "on-time-rate").value).toBe(100);
});

test("a small month can't be computed from what was published of the year before it and with it", () => {
  const shown = (closed: number) => published({ closed }, "closed").value;
  const small = [0, 1, 2, 3, 4];
  const years = Array.from({ length: 60 }, (_, count) => count);
  for (const before of years)
    for (const month of small) {
      const possible = small.filter((other) =>
        years.some((year) => shown(year) === shown(before) && shown(year + other) === shown(before + month)),
      );
      expect(possible.length, `${before} before, ${month} in the month`).toBeGreaterThan(1);
    }
});

test.each([
  [5, 5],
  [9, 5],
  [10, 10],
  [1234, 1230],
])("a count of %i is published as %i", (closed, shown) => {
  expect(published({ closed }, "closed").value).toBe(shown);
});

test("suggestions carry no total, so that no category can be computed from it", () => {
  const figure = protectedFigure(suggestionFigure({ opinion: 9, suggestion: 3, praise: 0 }));
  expect([figure.value, figure.of, partsOf(figure)]).toEqual([
    null,
    undefined,
    { opinion: 5, suggestion: "<5", praise: "<5" },
  ]);
});

test("one case more or less changes nothing that is published below five", () => {
  const one = figuresOf({
    ...nothing,
    closed: 1,
    outcomes: { done: 1 },
    grades: { 1: 1 },
    handlingDays: { 3: 1 },
    answerTenths: { 7: 1 },
  });
  expect(one.map(protectedFigure)).toEqual(figuresOf(sum([])).map((figure) => protectedFigure(figure)));
});
