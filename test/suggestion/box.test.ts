import { describe, expect, test } from "vitest";
import { listBoxes, recordOpening } from "#functions/review-suggestions/open-boxes.ts";
import { isRefusal } from "#shared/domain/refusal.ts";
import { centre, granted } from "#test/fakes/centre.ts";

const NOW = "2026-11-23T02:00:00.000Z";

const open = (at: ReturnType<typeof centre>, now: string, by = "gulinar", idempotencyKey = `opening ${now}`) =>
  recordOpening({ office: "centre", found: 3 }, { idempotencyKey, now }, at.person(by), at.ports);

describe("the box on the wall of an office", () => {
  test("has to be opened by the office within its limit from the first sweep on", async () => {
    const at = centre();
    await at.sweep(NOW);
    const { items } = granted(await listBoxes(at.person("gulinar"), NOW, at.ports));
    expect(items.map(({ office, limits }) => [office, limits[0]?.kind, limits[0]?.dueOn])).toEqual([
      ["centre", "open-box", "2026-11-30"],
      ["moyu", "open-box", "2026-11-30"],
    ]);
  });

  test("owes its next opening from the last one", async () => {
    const at = centre();
    await at.sweep(NOW);
    const { limits, openings } = granted(await open(at, "2026-11-25T02:00:00.000Z"));
    expect([limits.map(({ dueOn }) => dueOn), openings]).toMatchObject([["2026-12-02"], [{ by: "gulinar", found: 3 }]]);
  });

  test("that nobody opens is before the office and then the director", async () => {
    const at = centre();
    await at.sweep(NOW);
    await at.sweep("2026-12-03T02:00:00.000Z");
    const told = (who: string) =>
      at.inboxOf(who).filter(({ limit, number }) => limit?.kind === "open-box" && number === "centre").length;
    expect([told("gulinar"), told("zhang-jianguo")]).toEqual([2, 1]);
  });

  test("is opened once by a request sent twice", async () => {
    const at = centre();
    granted(await open(at, NOW, "gulinar", "one opening"));
    expect(granted(await open(at, NOW, "gulinar", "one opening")).openings).toHaveLength(1);
  });

  test("records an opening although others are first several times, and says when they always are", async () => {
    const at = centre();
    await at.sweep(NOW);
    const beaten = (times: number) => {
      let left = times;
      const boxes = {
        ...at.ports.boxes,
        save: async (...args: Parameters<typeof at.ports.boxes.save>) =>
          left-- > 0 ? ("stale" as const) : at.ports.boxes.save(...args),
      };
      const request = { idempotencyKey: `beaten ${times}`, now: NOW };
      return recordOpening({ office: "centre", found: 3 }, request, at.person("gulinar"), { ...at.ports, boxes });
    };
    expect(granted(await beaten(7)).openings).toHaveLength(1);
    expect(await beaten(1000)).toMatchObject({ refused: true, code: "busy" });
  });

  test("that is full is followed by another, which owes the next opening and shows the last ones", async () => {
    const at = centre();
    await at.sweep(NOW);
    const day = (count: number) => new Date(Date.parse(NOW) + count * 86_400_000).toISOString();
    let days = 0;
    while ((await at.ports.boxes.find("centre@2")) === undefined && days < 400) {
      days += 1;
      granted(await open(at, day(days)));
    }
    const again = granted(await open(at, day(days)));
    const { openings, limits } = granted(await open(at, day(days + 1)));
    const full = await at.ports.boxes.find("centre");
    expect(days).toBeLessThan(300);
    expect([again.openings.length, openings.length, openings.at(-1)?.at]).toEqual([20, 20, day(days + 1)]);
    expect([limits.length, full?.box.limits.filter(({ state }) => state === "running")]).toEqual([1, []]);
    await at.sweep(day(days + 30));
    const told = at.inboxOf("gulinar").filter(({ limit }) => limit?.kind === "open-box");
    expect(told.at(-1)?.number).toBe("centre@2");
    const { items } = granted(await listBoxes(at.person("gulinar"), day(days + 30), at.ports));
    expect(items.map(({ office }) => office)).toEqual(["centre", "moyu"]);
  });

  test("is opened by the office and the director alone", async () => {
    const at = centre();
    const refused = await Promise.all(["rena", "chen-hao"].map((by) => open(at, NOW, by)));
    expect(refused.map((each) => isRefusal(each) && each.clause)).toEqual(["FIR-8", "FIR-8"]);
  });
});
