import { rulePackFaults, rulePackWarnings } from "#shared/contracts/rule-pack-faults.ts";
import { dayOf, type LocalDate } from "#shared/domain/calendar/local-date.ts";
import type { Term } from "#shared/domain/calendar/working-hours.ts";
import { buildCalendar, missingYears } from "#shared/domain/calendar.ts";
import type { PhraseRules } from "#shared/domain/reply-gate/phrase-rules.ts";
import type { Escalation, RulePack, Service, StageLimit } from "#shared/domain/rule-pack-types.ts";
import type { Sourced } from "#shared/domain/sourced.ts";
import { rulePack } from "#shared/rules/rule-pack.ts";

type Row = Sourced & { readonly table: string; readonly text: string };

const UNITS = { "working-day": "个工作日", "natural-day": "日", "working-hour": "个工作小时", minute: "分钟" };
const RECIPIENTS = { accountable: "承办人", head: "部门负责人", director: "主任", office: "办公室" };
const DUTY = { centre: "中心", employer: "单位" };

/** The rule pack as a person at the centre reads it: what is wrong, what is missing, what still waits for a decision, then what a source confirms. */
export function rulePackAsText(pack: RulePack, today: LocalDate): string {
  const rows = rowsOf(pack);
  const proposed = rows.filter(({ status }) => status === "proposed");
  const confirmed = rows.filter(({ status }) => status === "confirmed");
  const missing = missingYears(buildCalendar(pack.calendar), today).map(
    ({ year, layer }) =>
      `${year}年${layer === "national" ? "国务院办公厅" : "自治区"}放假通知尚未载入，跨入该年的日期为暂定`,
  );
  return [
    `${pack.edition.name}（版本${pack.edition.version}）`,
    ...pack.edition.sources.map(({ name, note }) => `  依据：${name}：${note}`),
    ...chapter("有误，须先改正", rulePackFaults(pack)),
    ...chapter("请留意", [...missing, ...rulePackWarnings(pack)]),
    ...chapter(`拟定，待中心确认（${proposed.length}项）`, byTable(proposed)),
    ...chapter(`已有依据（${confirmed.length}项）`, byTable(confirmed)),
    ...chapter("工作日历", calendarLines(pack)),
    "",
  ].join("\n");
}

function chapter(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", `■ ${title}`, ...lines.map((line) => `  ${line}`)];
}

function byTable(rows: readonly Row[]): string[] {
  return [...Map.groupBy(rows, ({ table }) => table)].flatMap(([table, group]) => [
    `【${table}】`,
    ...group.map(({ text, basis }) => `  ${text} —— ${basis}`),
  ]);
}

function rowsOf(pack: RulePack): Row[] {
  const { edition, conduct } = pack;
  const { extension } = edition;
  const named = (table: string, list: readonly (Sourced & { code: string; name: { zh: string } })[]) =>
    list.map((row) => ({ ...row, table, text: `${row.code} ${row.name.zh}` }));
  return [
    ...pack.services.flatMap(serviceRows),
    ...pack.limits.map((limit) => ({ ...limit, table: "各环节时限", text: limitText(limit) })),
    { ...extension, table: "延长", text: `可延长${extension.times}次，至多${spoken(extension.atMost)}` },
    ...pack.hours.map((hours) => ({
      ...hours,
      table: "作息",
      text: `${hours.name}：${hours.seasons.map(seasonText).join("；")}`,
    })),
    ...pack.offices.map((office) => ({
      ...office,
      table: "单位",
      text: `${office.code} ${office.name.zh}：${reach(office)}`,
    })),
    ...pack.outsideBodies.map((body) => ({
      ...body,
      table: "外部单位",
      text: `${body.name.zh}（${body.handles}）：${reach(body)}`,
    })),
    ...named("科室", pack.departments),
    ...pack.ranks.map((rank) => ({
      ...rank,
      table: "职务（高者为首问责任人）",
      text: `${rank.order} ${rank.name.zh}`,
    })),
    ...named("地区", pack.places),
    ...conduct.categories.map((category) => ({
      ...category,
      table: "行为类别",
      text: `${category.name.zh}（${category.clauses.join("、")}${category.laddered ? "，按次处理" : ""}）`,
    })),
    ...conduct.measures.map((measure) => ({
      ...measure,
      table: "处理措施",
      text: `第${measure.rung}次：${measure.name.zh}`,
    })),
    ...phraseRows(pack.phrases),
    {
      ...pack.secondReading,
      table: "禁用语",
      text: `复读：${Object.values(pack.secondReading.pieces).join(" ").split(" ").length}个字词的权重，从标注语料学得`,
    },
    { ...conduct.serious, table: "处理措施", text: conduct.serious.name.zh },
    { ...conduct.countingWindow, table: "处理措施", text: `累计期限：${conduct.countingWindow.days ?? "不限"}` },
  ];
}

function phraseRows({ groups, scenarios, destination, salutations, courtesy, ...others }: PhraseRules): Row[] {
  const verdict = { block: "拦截", warn: "提醒" };
  return [
    ...groups.map((group) => ({
      ...group,
      table: "禁用语",
      text: `${group.id} ${group.label}（${group.clause}）：${verdict[group.level]}，${group.patterns.length}种句式`,
    })),
    {
      ...destination,
      table: "禁用语",
      text: `${destination.id} ${destination.label}（${destination.clause}）：拦截`,
    },
    { ...others.words, table: "禁用语", text: `词表：${Object.keys(others.words.lists).length}个` },
    {
      ...others.context,
      table: "禁用语",
      text: `语境：主语、条件、否定、转述、后续帮助；例外${others.context.excuses.length}种`,
    },
    {
      ...others.homophones,
      table: "禁用语",
      text: `谐音与拆字：${Object.keys(others.homophones.spellings).length}个词`,
    },
    {
      ...others.foreign,
      table: "禁用语",
      text: `英文、维吾尔文禁用语：${others.foreign.groups.length}组，待母语者审阅`,
    },
    ...scenarios.map((scenario) => ({
      ...scenario,
      table: "应答用语",
      text: `${scenario.letter === undefined ? "" : `${scenario.letter} `}${scenario.when}：“${scenario.text.zh}”`,
    })),
    { ...salutations, table: "应答用语", text: `称谓：${salutations.values.join("、")}` },
    { ...courtesy, table: "应答用语", text: `礼貌用语：${courtesy.values.join("、")}` },
  ];
}

function serviceRows({ code, name, promised, statutory, materials, forms, contact, ...service }: Service): Row[] {
  const title = `${code} ${name.zh}`;
  const papers =
    materials.map((paper) => paper.name + (paper.when ? `（${paper.when}）` : "")).join("、") || "无需材料";
  const sheets = forms.length === 0 ? "" : `；免费表格：${forms.map((form) => form.name).join("、")}`;
  const note = service.note ? `；注：${service.note}` : "";
  const statute: Row[] = statutory
    ? [
        {
          ...statutory,
          table: "业务法定时限",
          text: `${title}：${spoken(statutory)}（义务人：${DUTY[statutory.dutyOn]}）`,
        },
      ]
    : [];
  return [
    { ...promised, table: "业务承诺时限", text: `${title}：${promised.label}` },
    ...statute,
    { ...service, table: "业务材料与流程", text: `${title}：${papers}${sheets}${note}` },
    { ...contact, table: "业务联系电话", text: `${title}：${contact.phone ?? "未填"}` },
  ];
}

function limitText({ name, amount, unit, reminder, ladder, clause }: StageLimit): string {
  const warned = reminder === null ? "" : `，过${Math.round(reminder * 100)}%时提醒`;
  return `${name.zh}（${clause}）：${spoken({ amount, unit })}${warned}；超时${ladder.map(stepText).join("，")}`;
}

function stepText({ to, after }: Escalation): string {
  return `${after.amount === 0 ? "即" : `${spoken(after)}后`}报${RECIPIENTS[to]}`;
}

function seasonText({ name, from, to, sessions }: RulePack["hours"][number]["seasons"][number]): string {
  return `${name}（${from}至${to}）${sessions.map((session) => session.join("–")).join("，")}`;
}

function reach(body: { address: string | null; phone: string | null; hotline?: string | null }): string {
  const hotline = body.hotline ? `，热线${body.hotline}` : "";
  return `地址${body.address ?? "未填"}，电话${body.phone ?? "未填"}${hotline}`;
}

function spoken({ amount, unit }: Term): string {
  return `${amount}${UNITS[unit]}`;
}

function calendarLines({ calendar }: RulePack): string[] {
  return [
    calendar.rule,
    ...Object.entries(calendar.years).flatMap(([year, { national, regional, offices = {}, note }]) => [
      ...[["", national] as const, ["", regional] as const, ...Object.entries(offices)].map(
        ([office, { status, document, off, work }]) => {
          const days = [
            ...off.map((span) => `${span.name}${dates(span)}`),
            ...work.map((span) => `${dates(span)}上班`),
          ];
          return `${year}年 ${office}${status === "published" ? "已公布" : "暂定"} ${document}：${days.join("，") || "无"}`;
        },
      ),
      ...(note ? [`${year}年 注：${note}`] : []),
    ]),
  ];
}

function dates({ from, to }: { from: LocalDate; to: LocalDate }): string {
  return from === to ? from : `${from}至${to.slice(5)}`;
}

if (import.meta.main) console.log(rulePackAsText(rulePack, dayOf(new Date().toISOString())));
