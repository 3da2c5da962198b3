import { expect, test } from "vitest";
import { ExportQuery, FiguresQuery } from "#shared/contracts/figures.ts";
import {
  momentsOf,
  monthsOf,
  publishedPeriods,
  weekBefore,
  weekOf,
  wholeMonth,
} from "#shared/domain/figures/periods.ts";

test.each([
  ["2026-01-01", "2026-W01"],
  ["2025-12-29", "2026-W01"],
  ["2026-11-22", "2026-W47"],
  ["2027-01-03", "2026-W53"],
  ["2027-01-04", "2027-W01"],
])("%s lies in week %s", (date, week) => {
  expect(weekOf(date).week).toBe(week);
});

test("on Monday morning the week before is the one that has just ended, in Beijing", () => {
  expect(weekBefore("2026-11-01T16:30:00.000Z")).toEqual({ week: "2026-W44", from: "2026-10-26", to: "2026-11-01" });
});

test.each([
  ["2024-02", "2024-02-29"],
  ["2026-02", "2026-02-28"],
  ["2026-12", "2026-12-31"],
])("%s ends on %s", (month, last) => {
  expect(wholeMonth(month)).toEqual({ from: `${month}-01`, to: last });
});

test("a period is cut at the ends of months", () => {
  expect(monthsOf({ from: "2026-10-26", to: "2026-12-05" })).toEqual([
    { from: "2026-10-26", to: "2026-10-31", month: "2026-10", whole: false },
    { from: "2026-11-01", to: "2026-11-30", month: "2026-11", whole: true },
    { from: "2026-12-01", to: "2026-12-05", month: "2026-12", whole: false },
  ]);
});

test("a day begins and ends at midnight in Beijing", () => {
  expect(momentsOf({ from: "2026-10-01", to: "2026-10-31" })).toEqual({
    first: "2026-09-30T16:00:00.000Z",
    last: "2026-10-31T15:59:59.999Z",
  });
});

test("in January the month and the year that are over are published", () => {
  expect(publishedPeriods("2027-01-15T02:00:00.000Z")).toEqual({
    month: "2026-12",
    periods: [
      { from: "2026-12-01", to: "2026-12-31" },
      { from: "2026-01-01", to: "2026-12-31" },
    ],
  });
});

test.each([
  ["2026-11", "2026-12", false],
  ["2026-02-30", "2026-03-01", false],
  ["2026-11-30", "2026-11-01", false],
  ["2024-01-01", "2026-11-01", false],
  ["2026-11-01", "2026-11-30", true],
])("a period from %s to %s is asked for rightly: %s", (from, to, right) => {
  expect([FiguresQuery, ExportQuery].map((query) => query.safeParse({ from, to }).success)).toEqual([right, right]);
});
