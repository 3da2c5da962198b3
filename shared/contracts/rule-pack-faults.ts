import type { CalendarData, CalendarLayer } from "#shared/domain/calendar/calendar-data.ts";
import { dueOn, earlier } from "#shared/domain/calendar/due.ts";
import { dayNumber, localDate } from "#shared/domain/calendar/local-date.ts";
import { buildCalendar, type Calendar, isWorkingDay } from "#shared/domain/calendar.ts";
import { LIMIT_CODES, type RulePack as Pack, type Service } from "#shared/domain/rule-pack-types.ts";
import { phraseFaults } from "./phrase-faults.ts";
import { RulePack } from "./rule-pack.ts";

/** Everything wrong with a rule pack, each a sentence that names the row; empty when it may be used. */
export function rulePackFaults(input: unknown): string[] {
  const parsed = RulePack.safeParse(input);
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${placeOf(input, path)}：${message}`);
  const pack: Pack = parsed.data;
  return [
    ...duplicates(pack),
    ...danglingReferences(pack),
    ...ladderFaults(pack),
    ...calendarFaults(pack.calendar),
    ...hoursFaults(pack),
    ...phraseFaults(pack.phrases),
  ];
}

/** What is wrong with a calendar beyond its form: an order outside its year, a festival that takes more or fewer days than the law gives. */
export function calendarFaults(data: CalendarData): string[] {
  const nationalOnly = buildCalendar({
    ...data,
    years: Object.fromEntries(
      Object.entries(data.years).map(([year, layers]) => [year, { ...layers, regional: NO_ORDERS }]),
    ),
  });
  return Object.entries(data.years).flatMap(([year, { national, regional, offices = {} }]) => [
    ...strayDates(year, "全国", national),
    ...strayDates(year, "自治区", regional),
    ...Object.entries(offices).flatMap(([office, orders]) => strayDates(year, `单位${office}`, orders)),
    ...(regional.status === "published" ? festivalFaults(data, nationalOnly, year, regional) : []),
  ]);
}

/** What is allowed but worth a person's look: a promise which in some weeks falls after the statute, so that the statute binds. */
export function rulePackWarnings(pack: Pack): string[] {
  const calendar = buildCalendar(pack.calendar);
  const firstDay = Math.min(...Object.keys(pack.calendar.years).map((year) => dayNumber(`${year}-01-01`)));
  return pack.services.flatMap((service) => lateService(calendar, service, firstDay, firstDay + 4 * 365));
}

const NO_ORDERS: CalendarLayer = { status: "published", document: "无", url: null, off: [], work: [] };

function lateService(
  calendar: Calendar,
  { code, name, promised, statutory }: Service,
  from: number,
  to: number,
): string[] {
  if (statutory?.dutyOn !== "centre") return [];
  const late: string[] = [];
  for (let day = from; day < to; day += 1) {
    const receivedOn = localDate(day);
    if (!isWorkingDay(calendar, receivedOn)) continue;
    const limits = [promised, statutory].map(({ amount, unit }) => ({
      dueOn: dueOn(calendar, { receivedOn, amount, unit }),
    }));
    const [promise, statute] = limits;
    if (promise && statute && earlier(promise, statute).bound === "statute") late.push(receivedOn);
  }
  const [example] = late.slice(-1);
  if (!example) return [];
  const limit = `承诺${promised.label}可能晚于法定${statutory.amount}${statutory.unit === "natural-day" ? "日" : "个工作日"}`;
  return [`业务${code}（${name.zh}）：${limit}，四年中有${late.length}个收件日如此（如${example}），以法定时限为准`];
}

function duplicates(pack: Pack): string[] {
  const lists: [string, readonly string[]][] = [
    ["业务", pack.services.map(({ code }) => code)],
    ["材料", pack.services.flatMap(({ materials }) => materials.map(({ id }) => id))],
    ["时限", pack.limits.map(({ code }) => code)],
    ["职务", pack.ranks.map(({ code }) => code)],
    ["职务次序", pack.ranks.map(({ order }) => String(order))],
    ["科室", pack.departments.map(({ code }) => code)],
    ["单位", pack.offices.map(({ code }) => code)],
    ["地区", pack.places.map(({ code }) => code)],
    ["外部单位", pack.outsideBodies.map(({ code }) => code)],
    ["作息", pack.hours.map(({ code }) => code)],
    ["行为类别", pack.conduct.categories.map(({ code }) => code)],
  ];
  return lists.flatMap(([what, codes]) =>
    codes.filter((code, at) => codes.indexOf(code) !== at).map((code) => `${what}${code}：代码重复`),
  );
}

function danglingReferences(pack: Pack): string[] {
  const departments = new Set(pack.departments.map(({ code }) => code));
  const places = new Set(pack.places.map(({ code }) => code));
  const hours = new Set(pack.hours.map(({ code }) => code));
  const unknownIn = (row: string, codes: readonly string[]) =>
    [...new Set(codes)].filter((code) => !departments.has(code)).map((code) => `${row}：没有科室${code}`);
  return [
    ...pack.services.flatMap(({ code, departments, procedure, contact, materials }) => [
      ...unknownIn(`业务${code}`, [
        ...departments,
        ...procedure.map(({ department }) => department),
        contact.department,
      ]),
      ...materials
        .filter(({ id }) => !id.startsWith(`${code}-M`))
        .map(({ id }) => `业务${code}：材料编号${id}应以${code}-M开头`),
    ]),
    ...pack.offices.flatMap((office) => [
      ...unknownIn(`单位${office.code}`, office.departments),
      ...(places.has(office.place) ? [] : [`单位${office.code}：没有地区${office.place}`]),
      ...(hours.has(office.hours) ? [] : [`单位${office.code}：没有作息${office.hours}`]),
    ]),
    ...(pack.offices.filter(({ kind }) => kind === "centre").length === 1 ? [] : ["单位：应有且只有一个中心本部"]),
  ];
}

function ladderFaults({ limits, conduct }: Pack): string[] {
  const inOrder = (numbers: number[]) => numbers.every((number, at) => number === at + 1);
  return [
    ...LIMIT_CODES.filter((code) => !limits.some((limit) => limit.code === code)).map((code) => `时限${code}：缺少`),
    ...limits
      .filter(({ ladder }) => !inOrder(ladder.map(({ level }) => level)))
      .map(({ code }) => `时限${code}：督办级别应从1起依次递增`),
    ...(inOrder(conduct.measures.map(({ rung }) => rung)) ? [] : ["处理措施：次数应从1起依次递增"]),
    ...conduct.categories
      .filter(({ clauses, laddered }) => laddered !== clauses.some((clause) => clause.startsWith("FIR-")))
      .map(({ code }) => `行为类别${code}：违反首问责任制的才按第十条逐次处理`),
  ];
}

function hoursFaults({ hours }: Pack): string[] {
  return hours.flatMap(({ code, seasons }) => {
    const days = Array.from({ length: 366 }, (_, day) => localDate(dayNumber("2024-01-01") + day).slice(5));
    const kept = (monthDay: string) =>
      seasons.filter(({ from, to }) =>
        from <= to ? from <= monthDay && monthDay <= to : from <= monthDay || monthDay <= to,
      ).length;
    const wrong = days.find((monthDay) => kept(monthDay) !== 1);
    return wrong ? [`作息${code}：${wrong}应属于且只属于一个季节`] : [];
  });
}

function strayDates(year: string, authority: string, { off, work }: CalendarLayer): string[] {
  const near = (date: string) => date >= `${Number(year) - 1}-12-20` && date <= `${Number(year) + 1}-01-10`;
  return [...off, ...work]
    .filter(({ from, to }) => !near(from) || !near(to) || dayNumber(to) - dayNumber(from) > 15)
    .map(({ name, from, to }) => `日历${year}年${authority}：${name}${from}至${to}不像本年的安排`);
}

function festivalFaults(data: CalendarData, nationalOnly: Calendar, year: string, regional: CalendarLayer): string[] {
  return Object.entries(data.regionalLaw.workingDaysOff).flatMap(([festival, expected]) => {
    let taken = 0;
    for (const { from, to } of regional.off.filter(({ name }) => name === festival)) {
      for (let day = dayNumber(from); day <= dayNumber(to); day += 1)
        if (isWorkingDay(nationalOnly, localDate(day))) taken += 1;
    }
    return taken === expected ? [] : [`日历${year}年自治区：${festival}占${taken}个工作日，规定为${expected}个`];
  });
}

function placeOf(input: unknown, path: readonly PropertyKey[]): string {
  const at = path.findIndex((step) => typeof step === "number");
  const list = path.slice(0, at);
  const index = path[at];
  if (typeof index !== "number" || path[0] === "calendar") return path.map(String).join(".");
  const row = path
    .slice(0, at + 1)
    .reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | undefined)?.[step], input);
  const { code, id } = (row ?? {}) as { code?: unknown; id?: unknown };
  const name = [code, id].find((value) => typeof value === "string") ?? `第${index + 1}行`;
  return [
    list.map(String).join("."),
    name,
    path
      .slice(at + 1)
      .map(String)
      .join("."),
  ]
    .join(" ")
    .trim();
}
