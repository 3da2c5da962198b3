import type { operations } from "#shared/contracts/operations.ts";

type Operations = typeof operations;

/** A route of the staff; one that is new and stands in no row below does not compile. */
export type StaffRoute = {
  [Route in keyof Operations]: Operations[Route]["access"] extends "staff" ? Route : never;
}[keyof Operations];

/** Who asks, in the order of the columns: how they stand to the cases asked for, and which of the demo people that is. */
export const askers = {
  "the caseworker, whom complaint and suspicion are about": "aysha",
  "an officer of another unit": "rena",
  "the head of the caseworker's unit": "wang-min",
  "the head of another unit": "chen-hao",
  "the office": "gulinar",
  "the director": "zhang-jianguo",
  "the administrator": "admin",
  "somebody who has left": "kaisar",
} as const;

/** What each of them gets: `y` an answer or a refusal that has nothing to do with rights, `n` 403, `h` 404 as if it weren't there. */
interface Row {
  readonly may: string;
  readonly query?: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

const everybody = "yyyyyyyn";
const officeOnly = "nnnnyynn";

const contact = {
  channel: "phone",
  contactedStaff: ["rena"],
  office: "centre",
  subject: "提取",
  content: "询问提取",
  name: "某人",
  phone: "13900000001",
};

/** A notice of holidays that leaves all of them out: whoever may load one is told so. */
const order = { status: "published", document: "通知", url: null, off: [], work: [] };

/** Role × route, own case or another's: what the directory and the relation to the case make of it. */
export const matrix: Readonly<Record<StaffRoute, Row>> = {
  "GET /api/staff/me": { may: everybody },
  "GET /api/staff/inbox": { may: everybody },
  "POST /api/staff/inbox/{notice}/acknowledge": { may: "hhhhhhhn" },
  "GET /api/staff/inquiries": { may: "nynyyynn", query: "view=unit&unit=withdrawal" },
  "POST /api/staff/inquiries": { may: everybody, body: contact },
  "POST /api/staff/inquiries/preview": {
    may: everybody,
    body: { channel: "phone", contactedStaff: ["rena"], office: "centre" },
  },
  "GET /api/staff/inquiries/{number}": { may: "yhyhyyhn" },
  "POST /api/staff/inquiries/{number}/commands": { may: "yhnhnnhn", body: { type: "accept" } },
  "POST /api/staff/replies/check": { may: everybody, body: { text: "您好" } },
  "GET /api/staff/directory/{kind}": { may: everybody },
  "PUT /api/staff/directory/{kind}": { may: "nnnnnnyn", body: {} },
  "PUT /api/staff/directory/{kind}/{id}": { may: "nnnnnnyn", body: {} },
  "GET /api/staff/rules/calendar/{year}": { may: everybody },
  "PUT /api/staff/rules/calendar/{year}": { may: "nnnnnnyn", body: { national: order, regional: order } },
  "GET /api/staff/suggestions": { may: everybody },
  "POST /api/staff/suggestions": { may: officeOnly, body: { category: "opinion", content: "请多开窗口。" } },
  "GET /api/staff/suggestions/{number}": { may: "hhhhyyhn" },
  "POST /api/staff/suggestions/{number}/commands": { may: "hhhhyyhn", body: { type: "open" } },
  "GET /api/staff/box-openings": { may: officeOnly },
  "POST /api/staff/box-openings": { may: officeOnly, body: { office: "centre", found: 0 } },
  "GET /api/staff/conduct": { may: everybody },
  "POST /api/staff/conduct": {
    may: officeOnly,
    body: { staffId: "rena", category: "cold-reception", facts: "查岗时发现。" },
  },
  "GET /api/staff/conduct/{id}": { may: "hhhhyyhn" },
  "POST /api/staff/conduct/{id}/commands": { may: "hhhhyyhn", body: { type: "hear", facts: "请说明。" } },
  "GET /api/staff/inspections": { may: everybody },
  "POST /api/staff/inspections": {
    may: officeOnly,
    body: {
      unitId: "collection",
      category: "untidy-workplace",
      inspectedOn: "2026-11-23",
      severity: "minor",
      finding: "桌面零乱。",
      mustRectify: true,
    },
  },
  "GET /api/staff/inspections/{number}": { may: "hhyhyyhn" },
  "POST /api/staff/inspections/{number}/commands": { may: "hhyhyyhn", body: { type: "rectify", text: "已整改。" } },
  "GET /api/staff/figures": { may: "nnynyynn", query: "from=2026-11-01&to=2026-11-30&unit=collection" },
  "GET /api/staff/export.csv": { may: officeOnly, query: "from=2026-11-01&to=2026-11-30" },
  "GET /api/staff/digests": { may: officeOnly },
  "GET /api/staff/digests/{week}": { may: "nnnnhhnn" },
};
