import { describe, expect, test } from "vitest";
import { csvField, csvLine } from "#shared/domain/figures/csv.ts";

describe("what a spreadsheet would take for a formula is led by an apostrophe", () => {
  const formulas = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    " =1",
    "\u3000=1",
    "\ufeff=1",
    "\u200b=1",
    "\u0000=1",
    "﹦1+1",
    "⁼1+1",
    "₊1",
  ];
  test.each(formulas.map((text) => [JSON.stringify(text), text]))("%s", (_shown, text) => {
    expect(csvField(text).replace(/^"/, "")).toMatch(/^'/);
  });
});

test.each([
  ["plain", "办结", "办结"],
  ["with a comma", "a,b", '"a,b"'],
  ["with quotes", 'he said "no"', '"he said ""no"""'],
  ["with a line break", "a\r\nb", '"a\r\nb"'],
  ["a number below zero, which is no text", -1, "-1"],
  ["nothing", null, ""],
])("a field %s", (_what, value, written) => {
  expect(csvField(value)).toBe(written);
});

test("a line ends as RFC 4180 wants it", () => {
  expect(csvLine(["a", 1, null])).toBe("a,1,\r\n");
});
