import { expect, test } from "vitest";
import { timeOf } from "#shared/rules/decision-rules.ts";
import { countingOf } from "./counted.ts";
import { randomFrom } from "./random.ts";

const MINUTE = 60_000;
const DAY = 24 * 60;
const iso = (instant: number): string => new Date(instant).toISOString();

test("the product's calendar and the judge's own counting end every term at the same moment", () => {
  const random = randomFrom(5);
  const [judge, product] = [countingOf({}, "centre"), timeOf("centre", {})];
  const differing = Array.from({ length: 20_000 }, () => {
    const start = Date.parse("2026-01-05T00:00:00Z") + random.below(700 * DAY) * MINUTE + random.below(MINUTE);
    const term = {
      unit: random.pick(["working-day", "natural-day", "working-hour", "minute"] as const),
      amount: random.pick([0, 1, 1, 2, 3, 5, 15, 30]),
    };
    let at = start;
    const pauses = Array.from({ length: random.below(4) }, () => {
      const from = at + random.below(3 * DAY) * MINUTE;
      at = from + random.below(random.pick([60, 600, 6 * DAY])) * MINUTE;
      return { from, to: at };
    });
    const instants = pauses.map(({ from, to }) => ({ pausedAt: iso(from), resumedAt: iso(to) }));
    const [counted, due] = [iso(judge.end(start, term, pauses)), product.deadline(iso(start), term, instants).dueAt];
    return { start: iso(start), ...term, pauses: instants, counted, due };
  }).filter(({ counted, due }) => counted !== due);
  expect(differing).toEqual([]);
});

test("what came in the evening and stood still on the day that was added goes on with the day it is resumed (SC-4)", () => {
  const time = timeOf("centre", {});
  const stood = { pausedAt: "2026-11-24T03:00:00.000Z", resumedAt: "2026-11-26T04:00:00.000Z" };
  const { dueAt } = time.deadline("2026-11-23T12:30:00.000Z", { amount: 0, unit: "working-day" }, [stood]);
  expect(dueAt).toBe("2026-11-26T11:30:00.000Z");
});
