import { describe, expect, test } from "vitest";
import { blindSets, evasionRates, falseAlarms, judgedCorpus, percent, stopped } from "./measure.ts";

const judged = judgedCorpus();
const parts = { "the sentences tuned on": judged.filter((one) => !one.heldOut), "the whole corpus": judged };

describe.each(Object.entries(parts))("on %s", (_, part) => {
  test.each(["literal", "near-literal", "variant"])("at least 95 %% of %s refusals are stopped", (kind) => {
    expect(percent(stopped(part.filter((one) => one.kind === kind)))).toBeGreaterThanOrEqual(95);
  });

  test("at most 3 % of good replies are flagged", () => {
    expect(percent(falseAlarms(part))).toBeLessThanOrEqual(3);
  });
});

describe.each(blindSets)("on %s", (name) => {
  const part = judgedCorpus([name]);

  test("at least 95 % of the refusals are stopped", () => {
    expect(percent(stopped(part))).toBeGreaterThanOrEqual(95);
  });

  test("at most 5 % of good replies are flagged", () => {
    expect(percent(falseAlarms(part))).toBeLessThanOrEqual(5);
  });
});

test("at least 95 % of the refusals held out while tuning are stopped", () => {
  const unseen = judged.filter((one) => one.heldOut && !one.kind.startsWith("brush-off"));
  expect(percent(stopped(unseen))).toBeGreaterThanOrEqual(95);
});

describe("evasions", { timeout: 60_000 }, () => {
  const rates = evasionRates();

  test("number at least 2,000", () => {
    expect(rates.reduce((sum, { share }) => sum + share.of, 0)).toBeGreaterThanOrEqual(2000);
  });

  test.each(rates)("are caught in at least 99 % of cases of the class $name", ({ share }) => {
    expect(percent(share)).toBeGreaterThanOrEqual(99);
  });

  test("are caught in at least 99 % of cases", () => {
    const all = rates.reduce((sum, { share }) => ({ hits: sum.hits + share.hits, of: sum.of + share.of }), {
      hits: 0,
      of: 0,
    });
    expect(percent(all)).toBeGreaterThanOrEqual(99);
  });
});
