import { describe, expect, test } from "vitest";
import { auditDeadlines } from "#functions/audit-deadlines/audit-deadlines.ts";
import { isRefusal } from "#shared/domain/refusal.ts";
import type { SuggestionCommand } from "#shared/domain/suggestion/commands.ts";
import { centre, granted } from "#test/fakes/centre.ts";

const NOW = "2026-11-23T02:37:12.345Z";
const LATER = "2026-12-30T02:00:00.000Z";

const stages = ["received", "opened", "reviewed", "assigned", "replied", "converting", "published", "closed"] as const;

type Centre = ReturnType<typeof centre>;

/** Everything a member of staff can fetch that could know of a complaint, as the bytes that would be sent. */
async function everythingFor(id: string, numbers: readonly string[], at: Centre, now: string): Promise<string> {
  const lists = await Promise.all([{}, ...stages.map((state) => ({ state }))].map((query) => at.list(id, now, query)));
  const pages = await at.list(id, now, { limit: 1 });
  const shown = await Promise.all(numbers.map((number) => at.show(id, number, now)));
  const tried = await Promise.all(numbers.map((number) => at.command(id, number, { type: "open" }, now)));
  const { items } = await at.register(id, now);
  const cases = await Promise.all(items.map((row) => at.conductOf(id, row.id, now)));
  return JSON.stringify([lists, pages, shown, tried, items, cases, at.inboxOf(id)]);
}

/** A month of the centre, with or without a complaint about somebody who is worked on to its end. */
async function month(who: string, complaint: { staffName?: string; unit?: string } | undefined) {
  const at = centre();
  const { number: other } = await at.putIn({ content: "空调太冷。" }, NOW, "somebody else's word");
  const own = await at.suspect("gulinar", who === "gulinar" ? "rena" : who, NOW);
  const { number } = complaint
    ? await at.putIn({ category: "complaint", content: "态度恶劣，不归我管。", about: complaint }, NOW, "a complaint")
    : { number: "S0000-00000" };
  const keeper = who === "gulinar" ? "zhang-jianguo" : "gulinar";
  const steps: readonly SuggestionCommand[] = [
    { type: "review", category: "complaint", topic: "attitude", about: { staffIds: [who], unitIds: [] } },
    { type: "openConduct", staffId: who, category: "cold-reception", facts: "态度问题。" },
    { type: "reply", text: "您好，我们已核实处理，谢谢您的监督。" },
  ];
  if (complaint) for (const step of steps) granted(await at.command(keeper, number, step, NOW));
  await at.deliverAll(NOW);
  await at.sweep("2026-11-24T02:00:00.000Z");
  if (who !== "gulinar") granted(await at.decideOn("gulinar", own, { type: "hear", facts: "请陈述。" }, LATER));
  for (const day of ["2026-12-02", "2026-12-15", "2026-12-30"]) await at.sweep(`${day}T02:00:00.000Z`);
  // Ids are random: what they are doesn't matter, only where they stand.
  const bytes = await everythingFor(who, [number, other], at, LATER);
  return bytes.replaceAll(own, "own-case").replaceAll(number, "the-number").replaceAll(other, "another-number");
}

describe("what a person can fetch is byte for byte the same with and without a complaint about", () => {
  test.each([
    ["rena", { staffName: "热娜" }],
    ["rena", { unit: "提取科" }],
    ["chen-hao", { staffName: "陈浩科长" }],
    ["chen-hao", { unit: "3号窗口" }],
    ["gulinar", { staffName: "古丽娜尔" }],
  ])("%s, named as %j", async (who, complaint) => {
    expect(await month(who, complaint)).toBe(await month(who, undefined));
  });
});

describe("a complaint", () => {
  test("about two people is not to be found by the one in the register of the other", async () => {
    const at = centre();
    const { number } = await at.putIn({ category: "complaint", content: "两个人都不理人。" }, NOW);
    const about = { staffIds: ["gulinar", "rena"], unitIds: [] };
    const by = "zhang-jianguo";
    granted(await at.command(by, number, { type: "review", category: "complaint", topic: "attitude", about }, NOW));
    const suspicion = {
      type: "openConduct",
      staffId: "rena",
      category: "cold-reception",
      facts: "态度问题。",
    } as const;
    granted(await at.command(by, number, suspicion, NOW));
    for (const id of ["gulinar", "zhang-jianguo"]) {
      const { items } = await at.register(id, NOW);
      const cases = await Promise.all(items.map((row) => at.conductOf(id, row.id, NOW)));
      expect(cases).toMatchObject([{ source: { kind: "complaint" } }]);
      expect(JSON.stringify([items, cases])).not.toContain(number);
    }
  });

  test("found to be about somebody while a notice to them was on its way goes to whoever keeps it instead", async () => {
    const at = centre();
    const { number } = await at.putIn({ category: "complaint", content: "不理人。" }, NOW);
    await auditDeadlines("2026-11-26T02:00:00.000Z", () => true, at.ports);
    const about = { staffIds: ["gulinar"], unitIds: [] };
    const review: SuggestionCommand = { type: "review", category: "complaint", topic: "attitude", about };
    granted(await at.command("zhang-jianguo", number, review, "2026-11-26T02:00:01.000Z"));
    await at.deliverAll("2026-11-26T02:00:02.000Z");
    const told = (id: string) => at.inboxOf(id).filter((notice) => notice.number === number);
    expect(told("gulinar")).toEqual([]);
    expect(told("zhang-jianguo").length).toBeGreaterThan(0);
  });

  test("that fits several people is kept from all of them until the office has decided", async () => {
    const at = centre();
    const { number } = await at.putIn({ category: "complaint", content: "不理人。", about: { unit: "管理部" } }, NOW);
    const seen = async () =>
      Promise.all(["kaisar", "zhao-lei"].map(async (id) => !isRefusal(await at.show(id, number, NOW))));
    expect(await seen()).toEqual([false, false]);
  });

  test("about the supervising office goes to the director, and about both to a head", async () => {
    const at = centre();
    const { number } = await at.putIn({ category: "complaint", content: "态度差。", about: { unit: "办公室" } }, NOW);
    const readers = await Promise.all(
      at.ports.suggestions.all()[0]?.suggestion.limits.map((limit) => limit.ownerId) ?? [],
    );
    expect(new Set(readers)).toEqual(new Set(["wang-min"]));
    expect(isRefusal(await at.show("zhang-jianguo", number, NOW))).toBe(true);
    expect(granted(await at.show("wang-min", number, NOW)).commands).toContain("open");
  });

  test("is taken from whoever it turns out to be about, the writer's later words with it", async () => {
    const at = centre();
    const receipt = await at.putIn({ category: "complaint", content: "有人不作为。" }, NOW);
    granted(await at.say(receipt, "补充：是主任。", NOW));
    const owners = () =>
      at.ports.suggestions.all()[0]?.suggestion.limits.filter(({ state }) => state === "running") ?? [];
    expect(owners().map(({ kind, ownerId }) => [kind, ownerId])).toContainEqual(["suggestion-message", "gulinar"]);
    const about = { staffIds: ["gulinar"], unitIds: [] };
    granted(
      await at.command(
        "zhang-jianguo",
        receipt.number,
        { type: "review", category: "complaint", topic: "attitude", about },
        NOW,
      ),
    );
    expect(owners().map(({ kind, ownerId }) => [kind, ownerId])).toContainEqual([
      "suggestion-message",
      "zhang-jianguo",
    ]);
    expect(owners().map(({ ownerId }) => ownerId)).not.toContain("gulinar");
  });

  test.each([
    ["rena", "assigned-to-concerned"],
    ["chen-hao", undefined],
    ["gulinar", undefined],
  ])("about a clerk given to %s is refused with %s", async (staffId, code) => {
    const at = centre();
    const { number } = await at.putIn(
      { category: "complaint", content: "态度差。", about: { staffName: "热娜" } },
      NOW,
    );
    const about = { staffIds: ["rena"], unitIds: [] };
    granted(
      await at.command("gulinar", number, { type: "review", category: "complaint", topic: "attitude", about }, NOW),
    );
    const result = await at.command("gulinar", number, { type: "assign", staffId }, NOW);
    expect(isRefusal(result) ? result.code : undefined).toBe(code);
  });

  test("about a head is not given to anybody who works under them", async () => {
    const at = centre();
    const { number } = await at.putIn(
      { category: "complaint", content: "态度差。", about: { staffName: "陈浩" } },
      NOW,
    );
    const about = { staffIds: ["chen-hao"], unitIds: [] };
    granted(
      await at.command("gulinar", number, { type: "review", category: "complaint", topic: "attitude", about }, NOW),
    );
    expect(await at.command("gulinar", number, { type: "assign", staffId: "rena" }, NOW)).toMatchObject({
      code: "assigned-to-subordinate",
      clause: "FIR-8",
    });
  });

  test("escalates to the office and the director, never to the head it is about", async () => {
    const at = centre();
    await at.putIn({ category: "complaint", content: "态度差。", about: { staffName: "古丽娜尔" } }, NOW);
    await at.sweep("2027-02-01T02:00:00.000Z");
    expect([at.inboxOf("gulinar").length, at.inboxOf("zhang-jianguo").length > 0]).toEqual([0, true]);
  });
});
