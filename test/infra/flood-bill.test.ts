import { expect, test } from "vitest";
import { FLOOD_BUDGET, monthOfFlood } from "#infra/cost/flood.ts";
import { ningxia, northVirginia } from "#infra/cost/prices.ts";
import { floodedRoutes } from "./flooded-routes.ts";

const partitions = [
  { prices: northVirginia, budget: FLOOD_BUDGET.USD },
  { prices: ningxia, budget: FLOOD_BUDGET.CNY },
].map(({ prices, budget }) => ({ prices, budget, currency: prices.currency }));

test.each(partitions)(
  "a flood of every public route, day and night for a month, costs at most $budget $currency",
  ({ prices, budget }) => {
    expect(monthOfFlood(floodedRoutes(), prices)).toBeLessThanOrEqual(budget);
  },
);

test.each(partitions)(
  "without throttles it would cost more than a hundred times $budget $currency",
  ({ prices, budget }) => {
    const open = floodedRoutes().map((route) => ({ ...route, perSecond: 10_000, concurrency: 1_000 }));
    expect(monthOfFlood(open, prices)).toBeGreaterThan(100 * budget);
  },
);

test("what one table takes at its most, writing day and night, stays within the budget", () => {
  const month = 730 * 3600;
  expect((500 * month * 0.625) / 1e6 + (2000 * month * 0.125) / 1e6).toBeLessThanOrEqual(FLOOD_BUDGET.USD);
});
