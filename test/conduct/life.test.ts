import { describe, expect, test } from "vitest";
import { commandConduct } from "#functions/keep-conduct/keep-conduct.ts";
import { messages } from "#shared/contracts/messages.ts";
import { isRefusal } from "#shared/domain/refusal.ts";
import type { LoadedYear } from "#shared/ports/directory-reader.ts";
import { calendarData } from "#shared/rules/rule-pack.ts";
import { centre, granted } from "#test/fakes/centre.ts";

const NOW = "2026-11-23T02:00:00.000Z";
type Centre = ReturnType<typeof centre>;

const facts = "11月20日上午在3号窗口态度生硬。";
const hear = { type: "hear", facts } as const;
const verify = { type: "verify", reasons: "属实。", serious: false } as const;

async function measured(at: Centre, times: number, decider = "gulinar"): Promise<string> {
  let id = "";
  for (let turn = 0; turn < times; turn += 1) {
    id = await at.suspect("gulinar", "rena", NOW);
    granted(await at.decideOn("gulinar", id, hear, NOW));
    granted(await at.decideOn("rena", id, { type: "state", text: "我道歉。" }, NOW));
    const { decision } = granted(await at.decideOn(decider, id, verify, NOW));
    granted(await at.decideOn(decider, id, { type: "setMeasure", measure: decision?.proposed ?? "" }, NOW));
  }
  return id;
}

describe("a suspected breach", () => {
  test("is not verified before the person was heard", async () => {
    const at = centre();
    const id = await at.suspect("gulinar", "rena", NOW);
    expect(await at.decideOn("gulinar", id, verify, NOW)).toMatchObject({ code: "wrong-stage", clause: "FIR-10" });
  });

  test("may be decided when the term of the hearing has passed unused, which is recorded", async () => {
    const at = centre();
    const id = await at.suspect("gulinar", "rena", NOW);
    granted(await at.decideOn("gulinar", id, hear, NOW));
    await at.sweep("2026-12-01T02:00:00.000Z");
    const view = granted(await at.conductOf("gulinar", id, NOW));
    expect([view.stage, view.hearing]).toMatchObject(["heard", { how: "lapsed" }]);
  });

  test("does not exist for the person and their head until it is put to them", async () => {
    const at = centre();
    const id = await at.suspect("gulinar", "rena", NOW);
    const seenBy = async (who: string) => !isRefusal(await at.conductOf(who, id, NOW));
    const before = [await seenBy("rena"), await seenBy("chen-hao"), await seenBy("aysha")];
    granted(await at.decideOn("gulinar", id, hear, NOW));
    expect([before, [await seenBy("rena"), await seenBy("chen-hao"), await seenBy("aysha")]]).toEqual([
      [false, false, false],
      [true, true, false],
    ]);
  });

  test("is decided by nobody in their own case", async () => {
    const at = centre();
    const id = await at.suspect("zhang-jianguo", "gulinar", NOW);
    granted(await at.decideOn("zhang-jianguo", id, hear, NOW));
    granted(await at.decideOn("gulinar", id, { type: "waive" }, NOW));
    expect(await at.decideOn("gulinar", id, verify, NOW)).toMatchObject({ code: "not-yours", clause: "FIR-10" });
  });
});

describe("a suspected breach that comes from a complaint", () => {
  test("shows the person and their head the office's words, never the complaint or that there is one", async () => {
    const at = centre();
    const content = "她说不归我管。";
    const { number } = await at.putIn({ category: "complaint", content, about: { staffName: "热娜" } }, NOW);
    const about = { staffIds: ["rena"], unitIds: [] };
    for (const command of [
      { type: "review", category: "complaint", topic: "attitude", about },
      { type: "openConduct", staffId: "rena", category: "cold-reception", facts },
    ] as const)
      granted(await at.command("gulinar", number, command, NOW));
    const id = at.ports.conduct.all()[0]?.record.cases[0]?.id ?? "";
    granted(await at.decideOn("gulinar", id, hear, NOW));
    const seen = JSON.stringify([await at.conductOf("rena", id, NOW), await at.conductOf("chen-hao", id, NOW)]);
    expect([number, content, "complaint", "source"].filter((word) => seen.includes(word))).toEqual([]);
  });
});

test("a suspected breach is counted on the calendar of the person's office, wherever the complaint was put in", async () => {
  const year = calendarData.years["2026"];
  if (!year) throw new Error("No year to correct");
  const closed = { name: "停电", from: "2026-11-24", to: "2026-11-26" };
  const moyu = { status: "published", document: "停电通知", url: null, off: [closed], work: [] } as const;
  const at = centre({ calendarYears: { "2026": { ...year, offices: { moyu }, loadedAt: NOW } } });
  const { number } = await at.putIn({ category: "complaint", content: "态度生硬。", office: "centre" }, NOW);
  const about = { staffIds: ["kaisar"], unitIds: [] };
  for (const command of [
    { type: "review", category: "complaint", topic: "attitude", about },
    { type: "openConduct", staffId: "kaisar", category: "cold-reception", facts },
  ] as const)
    granted(await at.command("gulinar", number, command, NOW));
  await at.suspect("gulinar", "kaisar", NOW);
  const limits = at.ports.conduct.all()[0]?.record.limits.filter(({ kind }) => kind === "conduct-verify") ?? [];
  const days = limits.map(({ dueOn }) => dueOn);
  expect(days).toHaveLength(2);
  expect(new Set(days).size).toBe(1);
  expect(days[0]).not.toBe(
    granted(await at.conductOf("gulinar", await at.suspect("gulinar", "rena", NOW), NOW)).limits.find(
      ({ kind }) => kind === "conduct-verify",
    )?.dueOn,
  );
});

describe("a command", () => {
  test("on a version of the case that is past is refused, although its stage would take it", async () => {
    const at = centre();
    const id = await at.suspect("gulinar", "rena", NOW);
    const dismiss = { type: "dismiss", reasons: "不属实。" } as const;
    granted(await at.decideOn("gulinar", id, hear, NOW));
    granted(await at.decideOn("rena", id, { type: "waive" }, NOW));
    const stale = await commandConduct({ id, version: 1, now: NOW }, dismiss, at.person("gulinar"), at.ports);
    expect(stale).toMatchObject({ code: "stale" });
  });

  test("that sets another measure than that of the rung is refused, with the one that is due", async () => {
    const at = centre();
    const id = await at.suspect("gulinar", "rena", NOW);
    granted(await at.decideOn("gulinar", id, hear, NOW));
    granted(await at.decideOn("rena", id, { type: "waive" }, NOW));
    granted(await at.decideOn("gulinar", id, verify, NOW));
    expect(await at.decideOn("gulinar", id, { type: "setMeasure", measure: "transfer" }, NOW)).toMatchObject({
      code: "measure-of-another-rung",
      clause: "FIR-10",
      params: { proposed: "批评教育" },
    });
  });
});

describe("retraining", () => {
  test("is ordered with the second measure and tracked to its end", async () => {
    const at = centre();
    const id = await measured(at, 2);
    const ordered = granted(await at.conductOf("rena", id, NOW));
    expect(ordered).toMatchObject({ measure: { code: "admonition" }, retraining: {} });
    const done = granted(await at.decideOn("chen-hao", id, { type: "recordRetraining", note: "已完成。" }, NOW));
    expect([done.retraining, done.limits.find(({ kind }) => kind === "retraining")?.state]).toMatchObject([
      { doneAt: NOW },
      "met",
    ]);
  });

  test("that is not done is before the head and then the office", async () => {
    const at = centre();
    await measured(at, 2);
    await at.sweep("2027-02-01T02:00:00.000Z");
    const told = (who: string) => at.inboxOf(who).some((notice) => notice.limit?.kind === "retraining");
    expect([told("chen-hao"), told("gulinar")]).toEqual([true, true]);
  });
});

describe("an appeal", () => {
  test.each([
    ["gulinar", "zhang-jianguo"],
    ["zhang-jianguo", "gulinar"],
  ])("against a measure that %s set is decided by %s", async (decider, authority) => {
    const at = centre();
    const id = await measured(at, 1, decider);
    granted(await at.decideOn("rena", id, { type: "appeal", text: "过重。" }, NOW));
    const open = async (who: string) => granted(await at.conductOf(who, id, NOW)).commands;
    expect([await open(authority), await open(decider)]).toEqual([["decideAppeal"], []]);
  });

  test("is made once", async () => {
    const at = centre();
    const id = await measured(at, 1);
    granted(await at.decideOn("rena", id, { type: "appeal", text: "过重。" }, NOW));
    const upheld = { type: "decideAppeal", outcome: "upheld", reasons: "维持。" } as const;
    granted(await at.decideOn("zhang-jianguo", id, upheld, NOW));
    const again = await at.decideOn("rena", id, { type: "appeal", text: "仍不服。" }, NOW);
    expect(isRefusal(again) && again.clause).toBe("FIR-10");
  });

  test("has a term that moves with a corrected calendar, and the case closes with the day it has then", async () => {
    const calendarYears: Record<string, LoadedYear> = {};
    const at = centre({ calendarYears });
    const id = await measured(at, 1);
    const seen = async () => {
      const { stage, limits } = granted(await at.conductOf("rena", id, NOW));
      return [stage, limits.find(({ kind }) => kind === "appeal")?.dueOn];
    };
    expect(await seen()).toEqual(["measured", "2026-12-23"]);
    const year = calendarData.years["2026"];
    if (!year) throw new Error("No year to correct");
    const off = [...year.national.off, { name: "搬迁", from: "2026-12-23", to: "2026-12-23" }];
    calendarYears["2026"] = { ...year, national: { ...year.national, off }, loadedAt: NOW };
    await at.sweep("2026-12-24T02:00:00.000Z");
    expect(await seen()).toEqual(["measured", "2026-12-24"]);
    await at.sweep("2026-12-25T02:00:00.000Z");
    expect(await seen()).toEqual(["closed", "2026-12-24"]);
  });

  test("can't be made after its term, swept or not, and with that the case closes", async () => {
    const at = centre();
    const id = await measured(at, 1);
    const late = await at.decideOn("rena", id, { type: "appeal", text: "过重。" }, "2026-12-24T02:00:00.000Z");
    expect(late).toMatchObject({ code: "appeal-over", clause: "FIR-10" });
    await at.sweep("2027-01-04T02:00:00.000Z");
    const view = granted(await at.conductOf("rena", id, NOW));
    expect([view.stage, view.commands]).toEqual(["closed", []]);
  });
});

test("every refusal of a command names a clause and has a sentence", async () => {
  const at = centre();
  const id = await at.suspect("gulinar", "rena", NOW);
  const commands = [
    verify,
    { type: "setMeasure", measure: "criticism" },
    { type: "recordRetraining", note: "已完成。" },
    { type: "appeal", text: "不服。" },
    { type: "decideAppeal", outcome: "upheld", reasons: "维持。" },
    { type: "state", text: "我道歉。" },
    { type: "waive" },
  ] as const;
  const refusals = await Promise.all(commands.map((command) => at.decideOn("gulinar", id, command, NOW)));
  expect(
    refusals.map((refusal) => isRefusal(refusal) && refusal.clause === "FIR-10" && refusal.code in messages),
  ).toEqual(commands.map(() => true));
});
