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

  test("is opened by the office and the director alone", async () => {
    const at = centre();
    const refused = await Promise.all(["rena", "chen-hao"].map((by) => open(at, NOW, by)));
    expect(refused.map((each) => isRefusal(each) && each.clause)).toEqual(["FIR-8", "FIR-8"]);
  });
});
