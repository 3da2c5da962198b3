import { describe, expect, test } from "vitest";
import { countedBreaches, measureOfRung } from "#shared/domain/conduct/rungs.ts";
import { isRefusal } from "#shared/domain/refusal.ts";
import { rules } from "#shared/rules/decision-rules.ts";
import { centre, granted } from "#test/fakes/centre.ts";

const NOW = "2026-11-23T02:00:00.000Z";
type Centre = ReturnType<typeof centre>;

/** A case that has been heard and can be decided. */
async function heard(at: Centre, staffId = "rena", category = "cold-reception"): Promise<string> {
  const id = await at.suspect("gulinar", staffId, NOW, category);
  granted(await at.decideOn("gulinar", id, { type: "hear", facts: "请陈述。" }, NOW));
  granted(await at.decideOn(staffId, id, { type: "waive" }, NOW));
  return id;
}

const verify = (at: Centre, id: string, serious = false) =>
  at.decideOn("gulinar", id, { type: "verify", reasons: "属实。", serious }, NOW);

const decided = async (at: Centre, id: string) => granted(await at.conductOf("gulinar", id, NOW)).decision;

describe("the ladder of FIR-10", () => {
  test("goes from criticism to admonition to transfer, and repeats the last", async () => {
    const at = centre();
    const proposed: unknown[] = [];
    for (let turn = 0; turn < 4; turn += 1) proposed.push(granted(await verify(at, await heard(at))).decision);
    expect(proposed).toMatchObject([
      { rung: 1, proposed: "criticism" },
      { rung: 2, proposed: "admonition" },
      { rung: 3, proposed: "transfer" },
      { rung: 4, proposed: "transfer" },
    ]);
  });

  test("is climbed by verified breaches only", async () => {
    const at = centre();
    const dismissed = await heard(at);
    granted(await at.decideOn("gulinar", dismissed, { type: "dismiss", reasons: "不属实。" }, NOW));
    await at.suspect("gulinar", "rena", NOW);
    expect(granted(await verify(at, await heard(at))).decision).toMatchObject({ rung: 1 });
  });

  test("is each person's own", async () => {
    const at = centre();
    granted(await verify(at, await heard(at, "rena")));
    expect(granted(await verify(at, await heard(at, "aysha"))).decision).toMatchObject({ rung: 1 });
  });

  test("is not climbed by what the rules keep off it", async () => {
    const at = centre();
    const off = granted(await verify(at, await heard(at, "rena", "idle-at-work")));
    expect([off.decision, granted(await verify(at, await heard(at))).decision]).toMatchObject([
      { rung: null, proposed: null },
      { rung: 1 },
    ]);
  });

  test("gives way to a sanction referral when the effect is serious, whatever the count", async () => {
    const at = centre();
    expect(granted(await verify(at, await heard(at), true)).decision).toMatchObject({
      rung: 1,
      proposed: "sanction-referral",
    });
  });

  test("counts what an appeal overturned no more, and leaves rungs decided before as they are", async () => {
    const at = centre();
    const [first, second] = [await heard(at), await heard(at)];
    granted(await verify(at, first));
    granted(await verify(at, second));
    granted(await at.decideOn("gulinar", first, { type: "setMeasure", measure: "criticism" }, NOW));
    granted(await at.decideOn("rena", first, { type: "appeal", text: "不属实。" }, NOW));
    const overturn = { type: "decideAppeal", outcome: "overturned", reasons: "证据不足。" } as const;
    granted(await at.decideOn("zhang-jianguo", first, overturn, NOW));
    const third = granted(await verify(at, await heard(at)));
    expect([await decided(at, second), third.decision]).toMatchObject([{ rung: 2 }, { rung: 2 }]);
  });
});

describe("two verifications of one person at the same moment", () => {
  test.each([2, 3, 5])("%i of them take rungs one after another, none twice, none skipped", async (count) => {
    const at = centre();
    const ids = await Promise.all(Array.from({ length: count }, () => heard(at)));
    const results = await Promise.all(ids.map((id) => verify(at, id)));
    const rungs = results.map((result) => (isRefusal(result) ? result.code : result.decision?.rung));
    expect(rungs.sort()).toEqual(Array.from({ length: count }, (_, index) => index + 1));
  });

  test("of the same case move it once", async () => {
    const at = centre();
    const id = await heard(at);
    const results = await Promise.all([verify(at, id), verify(at, id)]);
    expect([results.filter(isRefusal).length, (await decided(at, id))?.rung]).toEqual([1, 1]);
  });
});

describe("the window of the rules", () => {
  const breach = (at: string) => ({ decision: { at, rung: 1 }, appeal: null });
  const record = { cases: [breach("2020-01-01T00:00:00.000Z"), breach("2026-10-01T00:00:00.000Z")] } as never;

  test.each([
    [null, 2],
    [365, 1],
    [30, 0],
  ])("of %s days counts %i of a breach of 2020 and one of last month but one", (days, count) => {
    const window = { ...rules.conduct, countingWindow: { ...rules.conduct.countingWindow, days } };
    expect(countedBreaches(record, window, NOW)).toBe(count);
  });

  test("is without end unless the centre sets one", () => {
    expect(rules.conduct.countingWindow.days).toBeNull();
  });
});

test("a rung beyond the last has the last measure", () => {
  expect(measureOfRung(9, rules.conduct)?.code).toBe("transfer");
});
