import * as z from "zod";
import { LIMIT_CODES, type RulePack as Pack } from "#shared/domain/rule-pack-types.ts";
import { Calendar } from "./calendar.ts";
import { Phrases, SecondReading } from "./phrases.ts";

const text = z.string().min(1);
const code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: "代码只用小写字母、数字和连字符" });
const clause = z.string().regex(/^(FIR|SC)-\d+(\.\d+)?$/, { error: "不是条款编号" });
const phone = z
  .string()
  .regex(/^[\d-]{3,20}$/, { error: "不是电话号码" })
  .nullable();
const sourced = { status: z.enum(["confirmed", "proposed"]), basis: text };
const Names = z.strictObject({ zh: text, en: text, ug: text.optional() });
const DayUnit = z.enum(["working-day", "natural-day"]);
const days = { amount: z.int().min(0).max(365), unit: DayUnit };
const term = {
  amount: z.int().min(0).max(365),
  unit: z.enum(["working-day", "natural-day", "working-hour", "minute"]),
};
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "不是时刻（应为HH:MM）" });
const monthDay = z.string().regex(/^\d\d-\d\d$/, { error: "不是月日（应为MM-DD）" });

const Hours = z.strictObject({
  code,
  name: text,
  seasons: z
    .array(
      z.strictObject({
        name: text,
        from: monthDay,
        to: monthDay,
        sessions: z.array(z.tuple([time, time]).refine(([from, to]) => from < to, { error: "止于开始之前" })).min(1),
      }),
    )
    .min(1),
  ...sourced,
});

const Material = z
  .strictObject({
    id: text,
    name: text,
    kind: z.enum(["原件核验", "账号"]),
    required: z.boolean(),
    when: text.optional(),
    obtainableByDataSharing: z.boolean(),
  })
  .refine(({ required, when }) => required !== (when !== undefined), {
    error: "非必需材料须写明何时需要，必需材料不写",
  });

const Service = z.strictObject({
  code: z.string().regex(/^[A-Z]{2}-\d\d$/, { error: "业务代码应为两个大写字母、连字符和两位数字" }),
  name: Names,
  business: z.enum(["缴存", "提取", "个人住房贷款", "查询与证明", "监督与公开"]),
  departments: z.array(code).min(1),
  itemType: z.enum(["即办件", "承诺件"]),
  statutory: z
    .strictObject({
      ...days,
      dutyOn: z.enum(["centre", "employer"]),
      extension: z.strictObject({ ...days, approver: text }).optional(),
      ...sourced,
    })
    .nullable(),
  promised: z.strictObject({ ...days, label: text, ...sourced }),
  materials: z.array(Material),
  forms: z.array(z.strictObject({ name: text, fee: z.literal(0, { error: "表格一律免费（SC-10），只能是0" }) })),
  procedure: z.array(z.strictObject({ step: z.enum(["受理", "审核", "审批", "办结"]), department: code })).min(2),
  contact: z.strictObject({ department: code, phone, ...sourced }),
  note: text.optional(),
  ...sourced,
});

const StageLimit = z.strictObject({
  code: z.enum(LIMIT_CODES, { error: "没有这个环节" }),
  name: Names,
  subject: z.enum(["inquiry", "suggestion", "conduct", "inspection"]),
  ...term,
  amount: z.int().min(1).max(365),
  reminder: z.number().gt(0).lt(1).nullable(),
  ladder: z
    .array(
      z.strictObject({
        level: z.int().min(1),
        to: z.enum(["accountable", "head", "director", "office"]),
        after: z.strictObject(term),
      }),
    )
    .min(1),
  clause,
  ...sourced,
});

const Category = z.strictObject({
  code,
  name: Names,
  clauses: z.array(clause).min(1),
  usedIn: z.array(z.enum(["breach", "complaint", "inspection"])).min(1),
  laddered: z.boolean(),
  ...sourced,
});

/** The rule pack as its files must read; strict, so that a misspelt field is found and not ignored. */
export const RulePack = z.strictObject({
  edition: z.strictObject({
    version: z.string().regex(/^\d{4}\.\d{1,2}\.\d+$/, { error: "版本应为年.月.序号" }),
    name: text,
    sources: z.array(z.strictObject({ name: text, note: text })).min(1),
    phoneArea: z.string().regex(/^0\d{2,3}$/),
    extension: z.strictObject({
      times: z.int(),
      atMost: z.strictObject(term),
      by: z.literal("head"),
      clause,
      ...sourced,
    }),
    pauseReasons: z.array(z.strictObject({ code, name: Names, ...sourced })).min(1),
  }),
  calendar: Calendar,
  hours: z.array(Hours).min(1),
  services: z.array(Service).min(1),
  limits: z.array(StageLimit).min(1),
  ranks: z.array(z.strictObject({ code, order: z.int(), name: Names, ...sourced })).min(1),
  departments: z.array(z.strictObject({ code, name: Names, note: text.optional(), ...sourced })).min(1),
  offices: z
    .array(
      z.strictObject({
        code,
        kind: z.enum(["centre", "branch"]),
        name: Names,
        place: z.string().regex(/^\d{6}$/),
        departments: z.array(code).min(1),
        hours: code,
        address: text.nullable(),
        phone,
        postcode: z
          .string()
          .regex(/^\d{6}$/)
          .nullable(),
        ...sourced,
      }),
    )
    .min(1),
  places: z.array(z.strictObject({ code: z.string().regex(/^\d{6}$/), name: Names, ...sourced })).min(1),
  outsideBodies: z
    .array(
      z.strictObject({ code, name: Names, handles: text, address: text.nullable(), phone, hotline: phone, ...sourced }),
    )
    .min(1),
  conduct: z.strictObject({
    categories: z.array(Category).min(1),
    measures: z.array(z.strictObject({ rung: z.int(), code, name: Names, retraining: z.boolean(), ...sourced })).min(1),
    serious: z.strictObject({ code, name: Names, ...sourced }),
    countingWindow: z.strictObject({ days: z.int().min(1).nullable(), ...sourced }),
  }),
  phrases: Phrases,
  secondReading: SecondReading,
}) satisfies z.ZodType<Pack>;
