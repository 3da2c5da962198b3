import { describe, expect, test } from "vitest";
import { offices, staff } from "#infra/local/demo-directory.ts";
import { refuseNames } from "#shared/domain/suggestion/publication.ts";

const directory = { offices, staff, roster: [], outsideBodies: [] };

describe("a wording for the public", () => {
  test.each([
    ["a colleague's name", "有群众反映陈浩态度不好。"],
    ["a name with a space in it", "有群众反映陈 浩态度不好。"],
    ["the given part of a dotted name", "有群众表扬古丽娜尔。"],
    ["the writer's name", "王军同志建议延长服务时间。"],
    ["a mobile number", "可联系13900000002。"],
    ["a mobile number with hyphens", "可联系139-0000-0002。"],
    ["a full-width number", "可联系１３９００００００００２。"],
    ["a number in Chinese numerals", "可联系一三九零零零零零零零二。"],
    ["a landline", "可联系0903-2021234。"],
    ["an identity number", "身份证653201199001011234。"],
    ["a receipt", "来件SABCD-EFGHJ。"],
    ["an address", "发到 wang@example.org。"],
  ])("with %s is refused", (_, text) => {
    expect(refuseNames([text], directory, "王军")).toMatchObject({
      code: "publication-names-somebody",
      clause: "FIR-8",
    });
  });

  test.each([
    ["2026年11月23日起延长服务时间。"],
    ["2026-11-23 起执行国务院令第710号。"],
    ["大厅叫号屏已更换，3号窗口增加1名工作人员。"],
  ])("that names nobody passes: %s", (text) => {
    expect(refuseNames([text], directory, "王军")).toBeUndefined();
  });
});
