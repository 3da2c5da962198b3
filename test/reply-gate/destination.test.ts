import { describe, expect, test } from "vitest";
import { checkReply, isOutOfDuty, namesDestination } from "#shared/domain/reply-gate.ts";

describe("a named destination", () => {
  test.each([
    "请您到信贷科办理",
    "由归集科负责",
    "请到3号窗口",
    "请您到和田市不动产登记中心办理",
    "请联系墨玉县管理部",
    "请咨询和田市税务局",
    "请拨打12329",
  ])("is found in %s", (text) => {
    expect(namesDestination(text)).toBe(true);
  });

  test.each([
    "请到有关部门办理",
    "请联系相关单位",
    "请到别的窗口",
    "请到其他科室问",
    "您去那边问",
    "请找主管部门",
    "请打0903-1234567",
    "不属于住房公积金管理中心职责范围",
    "不归信贷科管",
  ])("is not found in %s", (text) => {
    expect(namesDestination(text)).toBe(false);
  });

  test("may be a name of the directory", () => {
    expect(namesDestination("请您去玉龙湾办理", { directory: ["玉龙湾"] })).toBe(true);
  });

  test("may be given apart from the text", () => {
    expect(namesDestination("不属于我中心职责范围。", { destination: { name: "和田市民政局" } })).toBe(true);
  });

  test.each(["有关部门", "相关单位", "别的窗口", "其他科室", "那边", ""])(
    "given apart from the text isn't %s",
    (name) => {
      expect(namesDestination("不属于我中心职责范围。", { destination: { name } })).toBe(false);
    },
  );
});

describe("an out-of-duty answer", () => {
  test("is recognised", () => {
    expect(isOutOfDuty("该事项不属于本中心职责范围。")).toBe(true);
  });

  test("is blocked under FIR-4.2 while nobody is named", () => {
    expect(checkReply("该事项不属于本中心职责范围，请到有关部门。").findings.map(({ clause }) => clause)).toContain(
      "FIR-4.2",
    );
  });

  test("passes with a destination given apart from the text", () => {
    expect(checkReply("该事项不属于本中心职责范围。", { destination: { name: "和田市民政局" } }).verdict).toBe("ok");
  });
});

test.each([
  "您的问题我们已经记录,但不属于本中心管辖,祝您工作顺利。",
  "您好,该事项不属于我中心职责范围,感谢您的理解与支持,祝您生活愉快!",
  "经核实,您所反映的问题超出我中心受理范围,建议您咨询主管部门,谢谢您的关注。",
])("kind words around don't stand for a destination: %s", (text) => {
  expect(checkReply(text).verdict).toBe("block");
});
