import type * as z from "zod";
import type { Office, OutsideBody, RosterDay, Staff } from "#shared/contracts/directory.ts";
import type { DemoPerson } from "./identity-pages.ts";

type StaffEntry = z.infer<typeof Staff>;

/** The centre and one county branch; the addresses and numbers are invented. */
export const offices: z.infer<typeof Office>[] = [
  {
    id: "centre",
    name: { zh: "和田地区住房公积金管理中心（本部）", en: "Hotan Prefecture Housing Provident Fund Centre" },
    kind: "centre",
    placeCode: "653200",
    address: "和田市演示路1号",
    phone: "0903-0000100",
    headId: "zhang-jianguo",
    units: [
      {
        id: "collection",
        name: { zh: "归集科", en: "Contributions" },
        headId: "wang-min",
        phone: "0903-0000101",
        room: "1号窗口",
      },
      {
        id: "withdrawal",
        name: { zh: "提取科", en: "Withdrawals" },
        headId: "chen-hao",
        phone: "0903-0000102",
        room: "3号窗口",
      },
      { id: "credit", name: { zh: "信贷科", en: "Loans" }, headId: "liu-fang", phone: "0903-0000103", room: "5号窗口" },
      { id: "office", name: { zh: "办公室", en: "Office" }, headId: "gulinar", phone: "0903-0000104", room: "201室" },
    ],
  },
  {
    id: "moyu",
    name: { zh: "墨玉县管理部", en: "Moyu County Branch" },
    kind: "branch",
    placeCode: "653222",
    address: "墨玉县演示街2号",
    phone: "0903-0000200",
    headId: "kaisar",
    units: [
      {
        id: "moyu-branch",
        name: { zh: "墨玉县管理部", en: "Moyu County Branch" },
        headId: "kaisar",
        phone: "0903-0000201",
      },
    ],
  },
];

const usual = { active: true, leave: [], roles: ["officer"], officeId: "centre" } as const;
const entry = (person: Omit<StaffEntry, keyof typeof usual> & Partial<StaffEntry>): StaffEntry => {
  return { ...usual, roles: [...usual.roles], leave: [], ...person };
};

/** Ten invented people of every rank: director, supervising office, heads, officers, clerks. */
export const staff: StaffEntry[] = [
  entry({
    id: "zhang-jianguo",
    name: "张建国",
    unitId: "office",
    rank: "director",
    roles: ["director"],
    phone: "0903-0000110",
    deputyId: "gulinar",
  }),
  entry({
    id: "gulinar",
    name: "古丽娜尔·阿布都",
    unitId: "office",
    rank: "section-chief",
    roles: ["head", "supervisor"],
    phone: "0903-0000111",
  }),
  entry({
    id: "admin",
    name: "李思远",
    unitId: "office",
    rank: "officer",
    roles: ["officer", "administrator"],
    phone: "0903-0000112",
  }),
  entry({
    id: "wang-min",
    name: "王敏",
    unitId: "collection",
    rank: "section-chief",
    roles: ["head"],
    phone: "0903-0000121",
    deputyId: "aysha",
  }),
  entry({ id: "aysha", name: "阿依夏·买买提", unitId: "collection", rank: "officer", phone: "0903-0000122" }),
  entry({
    id: "chen-hao",
    name: "陈浩",
    unitId: "withdrawal",
    rank: "section-chief",
    roles: ["head"],
    phone: "0903-0000131",
    deputyId: "rena",
  }),
  entry({ id: "rena", name: "热娜·图尔荪", unitId: "withdrawal", rank: "clerk", phone: "0903-0000132" }),
  entry({
    id: "liu-fang",
    name: "刘芳",
    unitId: "credit",
    rank: "section-chief",
    roles: ["head"],
    phone: "0903-0000141",
  }),
  entry({
    id: "kaisar",
    name: "凯萨尔·吾布力",
    officeId: "moyu",
    unitId: "moyu-branch",
    rank: "section-chief",
    roles: ["head"],
    phone: "0903-0000211",
    deputyId: "zhao-lei",
  }),
  entry({
    id: "zhao-lei",
    name: "赵磊",
    officeId: "moyu",
    unitId: "moyu-branch",
    rank: "clerk",
    phone: "0903-0000212",
  }),
];

/** Bodies outside the centre to which people are introduced; the numbers are the nationwide hotlines. */
export const outsideBodies: z.infer<typeof OutsideBody>[] = [
  {
    id: "tax-bureau",
    name: { zh: "税务局" },
    address: "和田市演示路12号",
    phone: "12366",
    matters: ["契税", "完税凭证", "发票"],
  },
  {
    id: "human-resources",
    name: { zh: "人力资源和社会保障局" },
    address: "和田市演示路15号",
    phone: "12333",
    matters: ["社会保险", "退休审批"],
  },
  {
    id: "real-estate-registry",
    name: { zh: "不动产登记中心" },
    address: "和田市演示路18号",
    phone: "12345",
    matters: ["不动产登记", "抵押登记和注销"],
  },
];

const DUTY: Record<string, string[][]> = {
  centre: [["aysha"], ["rena"]],
  moyu: [["zhao-lei"], ["kaisar", "zhao-lei"]],
};

/** Duty on the working days of some weeks from a day on: one turn in the morning, one in the afternoon. */
export function roster(from: string, days: number): z.infer<typeof RosterDay>[] {
  const dates = Array.from({ length: days }, (_, ahead) => new Date(Date.parse(from) + ahead * 86_400_000));
  return dates
    .filter((date) => date.getUTCDay() % 6 !== 0)
    .flatMap((date) =>
      Object.entries(DUTY).map(([officeId, [morning = [], afternoon = []]]) => ({
        officeId,
        date: date.toISOString().slice(0, 10),
        shifts: [
          { from: "10:00", to: "14:00", staffIds: morning },
          { from: "15:30", to: "19:30", staffIds: afternoon },
        ],
      })),
    );
}

const RANKS: Record<string, string> = { director: "主任", "section-chief": "科长", officer: "科员", clerk: "办事员" };

/** Who can log in at a demo. */
export const demoPeople: DemoPerson[] = staff.map(({ id, name, unitId, rank, roles }) => {
  const unit = offices.flatMap(({ units }) => units).find((candidate) => candidate.id === unitId);
  const title = roles.includes("administrator") ? "系统管理员" : (RANKS[rank] ?? rank);
  return { staffId: id, name, unit: unit?.name.zh ?? unitId, rank: title };
});
