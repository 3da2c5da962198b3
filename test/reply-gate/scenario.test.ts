import { expect, test } from "vitest";
import { checkReply, renderScenario } from "#shared/domain/reply-gate.ts";
import phrases from "#shared/rules/phrases.json" with { type: "json" };

test("a scenario is filled with its slots", () => {
  expect(renderScenario("SCN_CANNOT_EXPLAIN", { department: "信贷科" }, "zh")).toEqual({
    kind: "rendered",
    text: "对不起，请到信贷科，由那里工作人员给您准确的解释。",
    clause: "SC-8 (3) C",
    draft: false,
  });
});

test("a translation nobody has confirmed is marked as a draft", () => {
  expect(renderScenario("SCN_BUSY", {}, "en")).toMatchObject({ kind: "rendered", draft: true });
});

test.each([
  ["SCN_CANNOT_EXPLAIN", { department: " " }, "zh", "missingSlots", ["department"]],
  ["SCN_NOWHERE", {}, "zh", "unknownScenario", []],
  ["SCN_URGENT", { leader: "主任", deadline: "17:00" }, "ug", "noSuchLanguage", []],
] as const)("%s with %o in %s is refused: %s", (id, slots, language, reason, missing) => {
  expect(renderScenario(id, slots, language)).toEqual({ kind: "refused", clause: "SC-8", reason, missing });
});

const everySlot = {
  department: "信贷科",
  regulation: "《住房公积金管理条例》",
  article: "第二十四条",
  organisation: "和田市税务局",
  address: "北京西路12号",
  phone: "0903-2012366",
  date: "6月3日",
  time: "上午10点",
  place: "墨玉县管理部",
  name: "王芳",
  leader: "李主任",
  deadline: "今天17:00",
};

test.each(phrases.scenarios.map(({ id }) => id))("%s passes the gate", (id) => {
  const written = renderScenario(id, everySlot, "zh");
  expect(written.kind === "rendered" ? checkReply(written.text).verdict : written).toBe("ok");
});
