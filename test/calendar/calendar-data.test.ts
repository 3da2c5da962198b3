import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { type CalendarLayer, withYear } from "#shared/domain/calendar/calendar-data.ts";
import { buildCalendar, explainDay, isWorkingDay, missingYears } from "#shared/domain/calendar.ts";
import { calendarData } from "#shared/rules/rule-pack.ts";

const published = Object.keys(calendarData.years).filter(
  (year) => calendarData.years[year]?.regional.status === "published",
);
const datesOf = (year: string) => {
  const dates: string[] = [];
  for (let at = Date.UTC(Number(year), 0, 1); at < Date.UTC(Number(year) + 1, 0, 1); at += 86_400_000) {
    dates.push(new Date(at).toISOString().slice(0, 10));
  }
  return dates;
};
const script = new URL("./print-chinese-days.ts", import.meta.url).pathname;
const env = { ...process.env, TZ: "Asia/Shanghai" };
const chineseDays = execFileSync(process.execPath, [script], { env, encoding: "utf8" }).trim().split("\n");

const none: CalendarLayer = { status: "published", document: "", url: null, off: [], work: [] };
const nationalOnly = buildCalendar({
  ...calendarData,
  years: Object.fromEntries(
    Object.entries(calendarData.years).map(([year, layers]) => [year, { ...layers, regional: none }]),
  ),
});
const calendar = buildCalendar(calendarData);

test("the years 2023 to 2026 are published", () => {
  expect(published).toEqual(["2023", "2024", "2025", "2026"]);
});

describe.each(published)("in %s", (year) => {
  test("the national layer is that of chinese-days", () => {
    const theirs = chineseDays.filter((date) => date.startsWith(year));
    expect(theirs.length).toBeGreaterThan(240);
    expect(datesOf(year).filter((date) => isWorkingDay(nationalOnly, date))).toEqual(theirs);
  });

  test.each(Object.entries(calendarData.regionalLaw.workingDaysOff))(
    "%s takes exactly %i working days (令第174号)",
    (name, days) => {
      const taken = datesOf(year).filter(
        (date) => explainDay(calendar, date).reason === `${name}放假` && isWorkingDay(nationalOnly, date),
      );
      expect(taken).toHaveLength(days);
    },
  );
});

test.each([
  ["2023", 245, 249],
  ["2024", 247, 251],
  ["2025", 244, 248],
  ["2026", 244, 248],
])("%s has %i working days in Xinjiang, %i by the national notice alone", (year, here, national) => {
  const counted = [calendar, nationalOnly].map(
    (each) => datesOf(year).filter((date) => isWorkingDay(each, date)).length,
  );
  expect(counted).toEqual([here, national]);
});

describe("an order", () => {
  const office = (change: Partial<CalendarLayer>) =>
    buildCalendar(calendarData, { ...none, document: "本单位安排", ...change });
  const span = (name: string, on: string) => [{ name, from: on, to: on }];

  test("of the office overrides the region, both ways", () => {
    expect(isWorkingDay(office({ work: span("值班", "2026-05-28") }), "2026-05-28")).toBe(true);
    expect(isWorkingDay(office({ off: span("搬迁", "2026-06-03") }), "2026-06-03")).toBe(false);
  });

  test("of the office overrides a national make-up day", () => {
    expect(explainDay(office({ off: span("搬迁", "2026-09-20") }), "2026-09-20")).toMatchObject({
      working: false,
      reason: "搬迁放假",
      basis: "本单位安排",
    });
  });

  test("to work outweighs one to rest of the same authority", () => {
    const both = office({ off: span("搬迁", "2026-06-03"), work: span("留守", "2026-06-03") });
    expect([isWorkingDay(both, "2026-06-03"), explainDay(both, "2026-06-03").reason]).toEqual([true, "留守调休上班"]);
  });

  test("of the region overrides the nation, both ways", () => {
    const known = calendarData.years["2026"];
    if (!known) throw new Error("2026 is missing from the data");
    const regional = { ...none, work: span("国庆节", "2026-10-01"), off: span("肉孜节", "2026-09-20") };
    const own = buildCalendar(withYear(calendarData, 2026, { ...known, regional }));
    expect(["2026-10-01", "2026-09-20"].map((date) => isWorkingDay(own, date))).toEqual([true, false]);
    expect(["2026-10-01", "2026-09-20"].map((date) => explainDay(own, date).working)).toEqual([true, false]);
  });

  test.each([
    ["1990-03-05", "1990-03-05"],
    ["2021-12-20", "2022-01-05"],
  ])("from %s to %s, around the edge of the data, holds on its days only", (from, to) => {
    const own = office({ off: [{ name: "停业", from, to }] });
    expect([isWorkingDay(own, "2026-06-03"), isWorkingDay(own, to), isWorkingDay(own, "2022-01-06")]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

test.each([
  ["2026-11-16", []],
  ["2026-11-17", [2027, 2027]],
  ["2026-12-31", [2027, 2027]],
  ["2027-03-01", [2027, 2027]],
  ["2027-12-01", [2027, 2027, 2028, 2028]],
])("on %s the notices of %j are missed, 45 days ahead", (today, years) => {
  expect(missingYears(calendar, today).map(({ year }) => year)).toEqual(years);
});
