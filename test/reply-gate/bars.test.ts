import { describe, expect, test } from "vitest";
import { secondReading } from "#shared/domain/reply-gate/rule-data.ts";
import {
  blindSets,
  evasionRates,
  falseAlarms,
  insideLongerReplies,
  judgedCorpus,
  judgedUnread,
  percent,
  stopped,
  strangersSets,
  wholeCorpus,
} from "./measure.ts";
import { corpusDigest } from "./read-corpus.ts";

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

describe("on the strangers' sets, each read by a second reading that has not learned from it", () => {
  const unread = strangersSets.map((name) => judgedUnread(name));

  // Of the sentences written from scratch, those that only share the sense of a forbidden phrase are the hard ones.
  test.each([
    ["literal", 99],
    ["near-literal", 97],
    ["variant", 88],
  ])("of %s refusals at least %i %% are stopped", (kind, bar) => {
    expect(percent(stopped(unread.flat().filter((one) => one.kind === kind)))).toBeGreaterThanOrEqual(bar);
  });

  test("at most 3 % of good replies are flagged", () => {
    expect(percent(falseAlarms(unread.flat()))).toBeLessThanOrEqual(3);
  });

  test("kind sentences around a refusal let at most 3 % of them pass", () => {
    expect(percent(insideLongerReplies(unread))).toBeGreaterThanOrEqual(97);
  });
});

test("the second reading has learned from the corpus as it is: npm run train:replies", () => {
  expect(secondReading.learnedFrom).toBe(corpusDigest(wholeCorpus()));
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
