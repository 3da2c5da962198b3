import { expect, test } from "vitest";
import { offices, staff } from "#infra/local/demo-directory.ts";
import { matchAbout } from "#shared/domain/suggestion/match-about.ts";

const directory = { offices, staff, roster: [], outsideBodies: [] };

const matched = (written: { staffName?: string; unit?: string; content?: string }) => {
  const { staffIds, unitIds } = matchAbout({ content: "服务不好。", ...written }, directory);
  return [...staffIds, ...unitIds].sort().join(" ");
};

test.each([
  ["the full name", { staffName: "热娜·图尔荪" }, "rena"],
  ["the given name alone", { staffName: "热娜" }, "rena"],
  ["the name without its dot", { staffName: "热娜图尔荪" }, "rena"],
  ["the name with spaces in it", { staffName: " 陈 浩 " }, "chen-hao"],
  ["the name with a title", { staffName: "陈浩科长" }, "chen-hao"],
  ["surname and title", { staffName: "陈科长" }, "chen-hao"],
  ["a familiar form", { staffName: "小陈" }, "chen-hao"],
  ["the name in Latin letters", { staffName: "Chen Hao" }, "chen-hao"],
  ["the name in full-width letters", { staffName: "Ｃｈｅｎ Ｈａｏ" }, "chen-hao"],
  ["the name in the text only", { content: "窗口的陈浩不理人。" }, "chen-hao"],
  ["the unit", { unit: "提取科" }, "withdrawal"],
  ["the unit with more around it", { unit: "你们的提取科窗口" }, "withdrawal"],
  ["the window", { unit: "3号窗口" }, "withdrawal"],
  ["the branch", { unit: "墨玉县管理部" }, "moyu-branch"],
  ["nobody known", { staffName: "欧阳锋" }, ""],
  ["the centre as a whole: nobody in particular", { unit: "中心" }, ""],
  ["nothing", {}, ""],
])("%s finds whom it fits", (_, written, ids) => {
  expect(matched(written)).toBe(ids);
});
