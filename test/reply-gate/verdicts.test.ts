import { describe, expect, test } from "vitest";
import { checkReply } from "#shared/domain/reply-gate.ts";

const expected: Record<"block" | "warn" | "ok", string[]> = {
  block: [
    "随你便",
    "这不是我的业务",
    "你不会看吗",
    "下班了,明天再来",
    "你问我也没用",
    "你自己想办法吧",
    "去问领导",
    "已经下班了,不办了",
    "不是跟你说过了吗",
    "这是贷款科的事,找他们去",
    "别来问我",
    "我们管不了这事",
    "不 知 道",
    "我不管这个",
    "不知道。",
    "没看见我正忙吗",
    "急什么急",
    "该找谁找谁去",
    "我们也不知道",
    "不服就去告",
  ],
  warn: [
    "不好意思,具体标准我不清楚,我马上联系信贷科核实后回复您。",
    "这不是我分管的工作,但我已为您联系财务科,由张同志答复您。",
    "这项业务不归我们科负责,我带您到归集科办理。",
    "研究研究再说",
  ],
  ok: [
    "对不起,请到信贷科,由那里工作人员给您准确的解释。",
    "不管您在哪个县,都可以就近办理。",
    "我们清楚您的困难,会尽快答复。",
    "对不起,您这件事因为不符《住房公积金管理条例》第二十四条规定不能给您办理,请多理解、多包涵、实在抱歉。",
    "下班时间为19:30,您可以预约明天上午办理。",
    "照片不清楚,请您重新上传。",
    "原因不清楚的,由稽核科调查后5个工作日内答复您。",
    "如果您不知道账号,可凭身份证查询。",
    "您若不清楚办理流程,我可以为您逐项说明。",
    "我们工作人员不得使用“不知道”“不清楚”等语言。",
    "根据规定,这样的情形可以补缴。",
    "他人不知道验证码的情况下无法登录。",
    "请稍候,我就来。",
    "该事项不属于住房公积金管理中心职责范围,请您到和田地区不动产登记中心办理,电话0903-1234567。",
    "产权不清楚的房屋不能作为抵押物。",
    "职工不知道本人账号的,可以持身份证到窗口查询。",
    "您提供的复印件字迹不清楚,请重新提交。",
    "您不用找别的部门,我们帮您一次办好。",
    "",
  ],
};

describe.each(["block", "warn", "ok"] as const)("the reply gate says %s", (verdict) => {
  test.each(expected[verdict])("to %s", (text) => {
    expect(checkReply(text).verdict).toBe(verdict);
  });
});

describe("a finding", () => {
  test.each([
    ["您好，我不知道。", "不知道"],
    ["您好👋，不\u200b知\u3000道！", "不\u200b知\u3000道"],
    ["先说一声ＯＫ，這不歸我管", "不歸我管"],
    ["𠮷先生，bu zhi dao。", "bu zhi dao"],
  ])("in %s gives the place of the phrase in the original text", (text, phrase) => {
    const [finding] = checkReply(text).findings;
    expect(text.slice(finding?.start, finding?.end)).toBe(phrase);
  });

  test("names the clause it rests on", () => {
    expect(checkReply("不归我管").findings.map(({ group, clause }) => [group, clause])).toEqual([["F03", "FIR-6"]]);
  });

  test("proposes a wording that keeps the department", () => {
    const [finding] = checkReply("这不归我管，请您到二楼信贷科办理。").findings;
    expect(finding?.proposal).toContain("请到二楼信贷科，由那里工作人员给您准确的解释");
  });

  test("proposes a wording that keeps the regulation and its article", () => {
    const [finding] = checkReply("没办法，就这样").findings;
    expect(finding?.proposal).toContain("【规定名称】");
  });

  test("proposes a wording that passes the gate", () => {
    const refusals = expected.block.flatMap((text) => checkReply(text).findings);
    expect(refusals.filter(({ proposal }) => checkReply(proposal).verdict !== "ok")).toEqual([]);
  });
});

describe("a refusal is found after a sentence that ends in a counted thing", () => {
  test.each([
    "截至5月底您账户余额为41256.33元。这个不知道。",
    "您太太38岁,能贷到30年。这不是我分管的工作。",
    "还有141期。急什么呀。",
    "您的租房提取额度提高到每月1500元。收工本费。",
  ])("%s", (text) => {
    expect(checkReply(text).verdict).toBe("block");
  });
});

describe("a refusal that is asked about and put right in the next breath is none", () => {
  test.each([
    "谁说这个不归我们管?缴存基数核定就是我们的职责,您把工资条给我,我现在就核。",
    "谁说办不了?您这种外地户口的,在本地缴满六个月就能贷。",
    "您说上次在这儿收了您五块钱工本费?那是违规的,我查了,现在退给您。",
    "街道办开居住证明要收两块钱?现在不用了,他们一楼102室免费开。",
  ])("%s", (text) => {
    expect(checkReply(text).verdict).toBe("ok");
  });

  test.each([
    "谁说不归我管你就能来闹?不归我管!",
    "您说收了五块?表格费五块,谁来都收。",
    "你问我?我也不知道。",
    "红包没收到,别想办。",
    "一点好处也没有,谁给你办。",
  ])("but %s is", (text) => {
    expect(checkReply(text).verdict).toBe("block");
  });
});
