import { describe, expect, test } from "vitest";
import { messages } from "#shared/contracts/messages.ts";
import { isRefusal } from "#shared/domain/refusal.ts";
import {
  type SuggestionCommand,
  type SuggestionCommandType,
  suggestionCommands,
} from "#shared/domain/suggestion/commands.ts";
import type { SuggestionStage } from "#shared/domain/suggestion/suggestion.ts";
import { centre, granted } from "#test/fakes/centre.ts";

const NOW = "2026-11-23T02:37:12.345Z";
type Centre = ReturnType<typeof centre>;

const nobody = { staffIds: [], unitIds: [] };
const commands: Record<SuggestionCommandType, SuggestionCommand> = {
  open: { type: "open" },
  review: { type: "review", category: "suggestion", topic: "environment", about: nobody },
  assign: { type: "assign", staffId: "wang-min" },
  returnAssignment: { type: "returnAssignment", reason: "不属于本科室。" },
  reply: { type: "reply", text: "您好，叫号屏将在本月更换，谢谢您的建议。" },
  message: { type: "message", text: "您好，请问是哪个大厅？" },
  publish: { type: "publish", text: "有群众建议更换叫号屏。", reply: "您好，叫号屏已更换。" },
  close: { type: "close", reason: "内容不宜公开。" },
  convert: { type: "convert", office: "centre", subject: "叫号屏" },
  openConduct: { type: "openConduct", staffId: "rena", category: "cold-reception", facts: "事实。" },
};

/** The way to each stage. */
const ways: Record<SuggestionStage, readonly SuggestionCommandType[]> = {
  received: [],
  opened: ["open"],
  reviewed: ["open", "review"],
  assigned: ["open", "review", "assign"],
  replied: ["review", "reply"],
  published: ["review", "reply", "publish"],
  closed: ["review", "reply", "close"],
  converting: ["review", "convert"],
};

async function inStage(at: Centre, stage: SuggestionStage): Promise<string> {
  const { number } = await at.putIn({}, NOW);
  if (stage === "converting") at.ports.inquiries.add = () => Promise.reject(new Error("killed"));
  for (const type of ways[stage]) await at.command("gulinar", number, commands[type], NOW).catch(() => undefined);
  return number;
}

describe.each(Object.keys(ways) as SuggestionStage[])("a suggestion that is %s", (stage) => {
  test("takes from the office the commands of its row, and no others", async () => {
    const at = centre();
    const number = await inStage(at, stage);
    const view = granted(await at.show("gulinar", number, NOW));
    const table = Object.entries(suggestionCommands).filter(
      ([, row]) =>
        (row.stages as readonly string[]).includes(stage) && (row.by as readonly string[]).includes("office"),
    );
    expect([view.stage, view.commands]).toEqual([stage, table.map(([type]) => type)]);
  });

  test("runs a limit unless it is at its end", async () => {
    const at = centre();
    const number = await inStage(at, stage);
    const { limits } = granted(await at.show("gulinar", number, NOW));
    expect(limits.some((limit) => limit.state === "running")).toBe(stage !== "published" && stage !== "closed");
  });

  test("refuses every other command with a clause and a sentence, and changes nothing", async () => {
    const at = centre();
    const number = await inStage(at, stage);
    const before = granted(await at.show("gulinar", number, NOW));
    const shut = (Object.keys(commands) as SuggestionCommandType[]).filter((type) => !before.commands.includes(type));
    const refusals = await Promise.all(shut.map((type) => at.command("gulinar", number, commands[type], NOW)));
    expect([
      refusals.map((refusal) => isRefusal(refusal) && refusal.clause !== undefined && refusal.code in messages),
      granted(await at.show("gulinar", number, NOW)),
    ]).toEqual([shut.map(() => true), before]);
  });
});

describe("a suggestion", () => {
  test("whose category the office changes to complaint is answered within the limit of complaints, from its receipt", async () => {
    const at = centre();
    const { number } = await at.putIn({}, NOW);
    const review = { ...commands.review, category: "complaint" } as SuggestionCommand;
    const { limits } = granted(await at.command("gulinar", number, review, "2026-11-24T02:00:00.000Z"));
    expect(limits.filter(({ kind }) => kind.endsWith("-reply"))).toMatchObject([
      { kind: "suggestion-reply", state: "cancelled" },
      { kind: "complaint-reply", state: "running", startedAt: "2026-11-23T02:00:00.000Z" },
    ]);
  });

  test("is not answered with a brush-off", async () => {
    const at = centre();
    const number = await inStage(at, "reviewed");
    const refused = await at.command("gulinar", number, { type: "reply", text: "这事不归我管。" }, NOW);
    expect(refused).toMatchObject({ code: "reply-blocked", clause: "FIR-6" });
  });

  test("that was assigned goes back to the office with a reason, and its limit with it", async () => {
    const at = centre();
    const number = await inStage(at, "assigned");
    granted(await at.command("wang-min", number, commands.returnAssignment, NOW));
    const { limits, stage } = granted(await at.show("gulinar", number, NOW));
    expect([stage, limits.filter(({ state }) => state === "running").map(({ kind }) => kind)]).toEqual([
      "reviewed",
      ["suggestion-reply", "suggestion-assign"],
    ]);
  });

  test("is listed page by page, each row once", async () => {
    const at = centre();
    const put = await Promise.all(Array.from({ length: 7 }, () => at.putIn({}, NOW)));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await at.list("gulinar", NOW, { limit: 3, ...(cursor !== undefined && { cursor }) });
      seen.push(...page.items.map(({ number }) => number));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(seen.sort()).toEqual(put.map(({ number }) => number).sort());
  });
});

describe("a suggestion that becomes an inquiry", () => {
  test("becomes one, although the function dies after taking it in", async () => {
    const at = centre();
    const number = await inStage(at, "reviewed");
    const { save } = at.ports.suggestions;
    at.ports.suggestions.save = (stored, version) =>
      stored.document.history.at(-1)?.act === "errand" ? Promise.reject(new Error("killed")) : save(stored, version);
    await expect(at.command("gulinar", number, commands.convert, NOW)).rejects.toThrow("killed");
    at.ports.suggestions.save = save;
    await at.sweep("2026-11-23T02:45:00.000Z");
    const { stage, errands } = granted(await at.show("gulinar", number, NOW));
    expect([at.ports.inquiries.all().length, stage, errands]).toEqual([
      1,
      "closed",
      [{ id: "inquiry", kind: "inquiry", result: at.ports.inquiries.all()[0]?.number }],
    ]);
  });

  test("is answered with its number, and gives the writer the receipt of the inquiry", async () => {
    const at = centre();
    const receipt = await at.putIn({}, NOW);
    for (const type of ["review", "convert"] as const)
      granted(await at.command("gulinar", receipt.number, commands[type], NOW));
    const { inquiry, reply, stage } = granted(await at.track(receipt));
    const [stored] = at.ports.inquiries.all();
    expect([stage, reply?.text.includes(stored?.number ?? "none"), inquiry?.number]).toEqual([
      "closed",
      true,
      stored?.number,
    ]);
  });

  test("is never a complaint", async () => {
    const at = centre();
    const { number } = await at.putIn({ category: "complaint" }, NOW);
    const review = { ...commands.review, category: "complaint" } as SuggestionCommand;
    granted(await at.command("gulinar", number, review, NOW));
    expect(await at.command("gulinar", number, commands.convert, NOW)).toMatchObject({
      code: "complaint-stays",
      clause: "FIR-8",
    });
  });
});
