import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type * as z from "zod";
import { rulePackAsText } from "#infra/rules-print.ts";
import type { RulePack as Contract } from "#shared/contracts/rule-pack.ts";
import { rulePackFaults, rulePackWarnings } from "#shared/contracts/rule-pack-faults.ts";
import type { RulePack } from "#shared/domain/rule-pack-types.ts";
import { rulePack, services } from "#shared/rules/rule-pack.ts";

type Frozen<T> = { readonly [K in keyof T]: Frozen<T[K]> };
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** A copy of the pack with one value changed, by its path. */
function changed(path: string, value: unknown): unknown {
  const pack = structuredClone(rulePack) as unknown as Record<string, unknown>;
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const parent = keys.reduce((at, key) => at[key] as Record<string, unknown>, pack);
  parent[last] = value;
  return pack;
}

test("the rule pack has no faults", () => {
  expect(rulePackFaults(rulePack)).toEqual([]);
});

test("the contract and the type of the domain are the same", () => {
  const same: Same<Frozen<z.infer<typeof Contract>>, Frozen<RulePack>> = true;
  expect(same).toBe(true);
});

describe("a fault names its row", () => {
  const once = "例外“the citizen is asked to do it once, politely”：";

  test.each([
    ["services.0.forms.0.fee", 5, "services GJ-01 forms.0.fee：表格一律免费（SC-10），只能是0"],
    ["services.1.code", "GJ-01", "业务GJ-01：代码重复"],
    ["services.8.materials.0.id", "M1", "业务TQ-01：材料编号M1应以TQ-01-M开头"],
    ["services.8.materials.0.required", false, "services TQ-01 materials.0：非必需材料须写明何时需要，必需材料不写"],
    ["services.3.departments", ["collections"], "业务GJ-04：没有科室collections"],
    ["services.3.promised.amount", -1, "services GJ-04 promised.amount：Too small: expected number to be >=0"],
    ["services.3.promise", {}, 'services GJ-04：Unrecognized key: "promise"'],
    ["limits.0.clause", "FIR-x", "limits first-answer clause：不是条款编号"],
    ["limits.0.code", "first-reply", "limits first-reply code：没有这个环节"],
    ["limits.1.code", "first-answer", "时限handling：缺少"],
    ["limits.0.ladder.1.level", 3, "时限first-answer：督办级别应从1起依次递增"],
    ["ranks.1.order", 80, "职务次序80：代码重复"],
    ["offices.2.place", "650000", "单位hotan-county：没有地区650000"],
    ["offices.2.hours", "kashgar", "单位hotan-county：没有作息kashgar"],
    ["offices.0.kind", "branch", "单位：应有且只有一个中心本部"],
    ["outsideBodies.0.phone", "查号台", "outsideBodies real-estate-registry phone：不是电话号码"],
    ["hours.0.seasons.0.to", "09-29", "作息hotan：09-30应属于且只属于一个季节"],
    ["hours.0.seasons.0.sessions.0", ["14:00", "10:00"], "hours hotan seasons.0.sessions.0：止于开始之前"],
    ["phrases.groups.4.level", "stop", "phrases.groups F05 level：只能是warn或block"],
    ["phrases.groups.4.patterns.2", "管不+了", "禁语组F05：句式“管不+了”无法识别"],
    ["phrases.groups.4.patterns.2", "~不管", "禁语组F05：句式“~不管”无法识别"],
    ["phrases.groups.4.patterns.2", "<nobody>不管", "禁语组F05：句式“<nobody>不管”无法识别"],
    ["phrases.groups.4.scenario", "SCN_NONE", "禁语组F05：没有应答情形SCN_NONE"],
    ["phrases.groups.15.id", "F15", "禁语组F16：缺少"],
    ["phrases.scenarios.3.text.zh", "请到{room}。", "应答情形SCN_CANNOT_EXPLAIN（zh）：没有填空room"],
    ["phrases.context.excuses.3.groups", ["F06", "F77"], `${once}没有禁语组F77`],
    ["phrases.context.excuses.3.because", "staff are reported to say it", "例外：重复staff are reported to say it"],
    [
      "phrases.context.excuses.3.own",
      "yes",
      "phrases.context.excuses 第4行 own：Invalid input: expected boolean, received string",
    ],
    ["phrases.context.excuses.3.patterns.0", "请【】说【】", `${once}句式“请【】说【】”应以一个【】标明禁语`],
    ["phrases.context.excuses.3.patterns.0", "请说", `${once}句式“请说”应以一个【】标明禁语`],
    ["phrases.context.excuses.3.patterns.0", "(请【】说)", `${once}句式“(请【】说)”无法识别`],
    ["phrases.context.excuses.3.patterns.0", "<nobody>说【】", `${once}句式“<nobody>说【】”无法识别`],
    ["phrases.context.excuses.3.patterns.0", "~【】", `${once}句式“~【】”使任何禁语成为例外`],
    ["phrases.context.excuses.3.unless", ["怎.+【】"], `${once}句式“怎.+【】”无法识别`],
    ["phrases.context.contradicted.0", "谁说…", "先复述后纠正：句式“谁说…”应以一个【】标明禁语"],
    ["phrases.groups.4.patterns.2", "不…管", "禁语组F05：句式“不…管”无法识别"],
    ["phrases.groups.4.patterns.2", "不【】管", "禁语组F05：句式“不【】管”无法识别"],
    ["secondReading.pieces.F01", "不知 1.2", "secondReading.pieces.F01：应为“字词:权重”，以空格分隔"],
    ["phrases.foreign.groups.0.group", "F77", "外文禁语：没有禁语组F77"],
    ["conduct.categories.0.laddered", false, "行为类别evaded-first-duty：违反首问责任制的才按第十条逐次处理"],
    ["conduct.measures.2.rung", 4, "处理措施：次数应从1起依次递增"],
    ["calendar.years.2026.regional.off.1.to", "2026-05-28", "日历2026年自治区：古尔邦节占2个工作日，规定为3个"],
    [
      "calendar.years.2026.national.off.0.from",
      "2025-02-30",
      "calendar.years.2026.national.off.0.from：不是日期（应为YYYY-MM-DD）",
    ],
    [
      "calendar.years.2026.national.work.0",
      { name: "元旦", from: "2028-01-04", to: "2028-01-04" },
      "日历2026年全国：元旦2028-01-04至2028-01-04不像本年的安排",
    ],
  ])("%s = %j", (path, value, sentence) => {
    expect(rulePackFaults(changed(path, value))).toContain(sentence);
  });

  test.each([null, 7, [], {}, { services: 3 }])("even when the pack is %j", (input) => {
    expect(rulePackFaults(input).length).toBeGreaterThan(0);
  });
});

test("only what a source says is confirmed: no promise of this centre, no address and no telephone", () => {
  expect(services.filter(({ promised }) => promised.status === "confirmed")).toEqual([]);
  const reachable = [...rulePack.offices, ...rulePack.outsideBodies].filter(({ address, phone }) => address ?? phone);
  expect(reachable.filter(({ status }) => status === "confirmed")).toEqual([]);
});

test("promises that can fall after the statute are warned of, not refused", () => {
  const codes = rulePackWarnings(rulePack).map((sentence) => sentence.slice(2, 7));
  expect(codes).toEqual(["TQ-02", "TQ-08", "DK-01", "DK-02", "ZM-02", "JD-01"]);
});

test("conduct categories reach every clause that can be broken", () => {
  const reached = new Set(rulePack.conduct.categories.flatMap(({ clauses }) => clauses));
  const wanted = [
    "FIR-3",
    "FIR-4",
    "FIR-4.1",
    "FIR-4.2",
    "FIR-5",
    "FIR-5.1",
    "FIR-5.2",
    "FIR-5.3",
    "FIR-5.4",
    "FIR-5.5",
    "FIR-5.6",
    "FIR-6",
    "FIR-7",
  ];
  const commitments = ["SC-3", "SC-4", "SC-5", "SC-6", "SC-7", "SC-8", "SC-9", "SC-10"];
  expect([...wanted, ...commitments].filter((clause) => !reached.has(clause))).toEqual([]);
});

describe("the printed pack", () => {
  const printed = rulePackAsText(rulePack, "2026-11-22");

  test("puts what waits for a decision before what is confirmed", () => {
    const headings = printed
      .split("\n")
      .filter((line) => line.startsWith("■"))
      .map((line) => line.slice(2, 6));
    expect(headings).toEqual(["请留意", "拟定，待", "已有依据", "工作日历"]);
  });

  test("warns of the year whose notices are missing", () => {
    expect(printed).toContain("2027年国务院办公厅放假通知尚未载入");
    expect(rulePackAsText(rulePack, "2026-06-01")).not.toContain("尚未载入");
  });

  test("names every service, limit, office and category", () => {
    const names = [rulePack.services, rulePack.limits, rulePack.offices, rulePack.conduct.categories].flatMap((list) =>
      list.map(({ name }) => name.zh),
    );
    expect(names.filter((name) => !printed.includes(name))).toEqual([]);
  });
});

test("the printed pack lists every forbidden group and every wording", () => {
  const printed = rulePackAsText(rulePack, "2026-11-22");
  const { groups, scenarios } = rulePack.phrases;
  const wanted = [...groups.map(({ id, label }) => `${id} ${label}`), ...scenarios.map(({ text }) => text.zh)];
  expect(wanted.filter((part) => !printed.includes(part))).toEqual([]);
});

test("the files of the pack speak of no machine and of no draft", () => {
  const files = ["calendar", "services", "limits", "offices", "departments", "outside-bodies", "conduct", "pack"];
  const text = files
    .map((name) => readFileSync(new URL(`../../shared/rules/${name}.json`, import.meta.url), "utf8"))
    .join();
  expect(text.match(/draft|TODO/g)).toBeNull();
});
