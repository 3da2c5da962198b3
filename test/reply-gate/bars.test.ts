import { describe, expect, test } from "vitest";
import { secondReading } from "#shared/domain/reply-gate/rule-data.ts";
import {
  blindSets,
  evasionRates,
  falseAlarms,
  insideLongerReplies,
  judgedCorpus,
  judgedUnread,
  laterSets,
  percent,
  stopped,
  wholeCorpus,
} from "./measure.ts";
import { corpusDigest } from "./read-corpus.ts";

const judged = judgedCorpus();

// The second reading has learned from these sentences: that it still knows them is no forecast of how it fares on others.
describe("of the sentences the gate was made with", () => {
  test.each(["literal", "near-literal", "variant"])("at least 95 %% of %s refusals are stopped", (kind) => {
    expect(percent(stopped(judged.filter((one) => one.kind === kind)))).toBeGreaterThanOrEqual(95);
  });

  test("at most 1 % of good replies are flagged", () => {
    expect(percent(falseAlarms(judged))).toBeLessThanOrEqual(1);
  });

  test.each(blindSets)("those of %s are known", (name) => {
    const part = judgedCorpus([name]);
    expect([percent(stopped(part)) >= 95, percent(falseAlarms(part)) <= 5]).toEqual([true, true]);
  });
});

describe("on the later sets, each read by a second reading that has not learned from it", () => {
  const unread = laterSets.map((name) => judgedUnread(name));

  test("at least 95 % of the refusals are stopped", () => {
    expect(percent(stopped(unread.flat()))).toBeGreaterThanOrEqual(95);
  });

  // Short of 95 %: held where it stands, so that it gets no worse unseen.
  test("at least 93 % of the refusals that only share the sense of a forbidden phrase are stopped", () => {
    expect(percent(stopped(unread.flat().filter((one) => one.kind === "variant")))).toBeGreaterThanOrEqual(93);
  });

  test("at most 3 % of good replies are flagged", () => {
    expect(percent(falseAlarms(unread.flat()))).toBeLessThanOrEqual(3);
  });

  test("kind sentences around a refusal let at most 2 % of them pass", () => {
    expect(percent(insideLongerReplies(unread))).toBeGreaterThanOrEqual(98);
  }, 300_000);
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
