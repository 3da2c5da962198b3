import { expect, test } from "vitest";
import { FLOOD_BUDGET, monthOfFlood } from "#infra/cost/flood.ts";
import { floodedRoutes } from "./flooded-routes.ts";

test(`a flood of every public route, day and night for a month, costs at most $${FLOOD_BUDGET}`, () => {
  expect(monthOfFlood(floodedRoutes())).toBeLessThanOrEqual(FLOOD_BUDGET);
});

test("without throttles it would cost more than a hundred times the budget", () => {
  const open = floodedRoutes().map((route) => ({ ...route, perSecond: 10_000, concurrency: 1_000 }));
  expect(monthOfFlood(open)).toBeGreaterThan(100 * FLOOD_BUDGET);
});

test("what one table takes at its most, writing day and night, stays within the budget", () => {
  const month = 730 * 3600;
  expect((500 * month * 0.625) / 1e6 + (2000 * month * 0.125) / 1e6).toBeLessThanOrEqual(FLOOD_BUDGET);
});
