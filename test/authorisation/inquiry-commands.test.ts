import { beforeAll, describe, expect, test } from "vitest";
import { type StaffCommandType, staffCommands } from "#shared/domain/inquiry/commands.ts";
import type { Stage } from "#shared/domain/inquiry/inquiry.ts";
import { freshKey, inquiry, onStack } from "#test/scenarios/stack.ts";
import { hire } from "./cast.ts";
import { type Scenario, tryCommands } from "./matrix.ts";

const { as, call, command } = onStack("2026-11-30T10:20:00+08:00");
const SLOT = "centre~20261202T040000Z~1";
const OTHER_SLOT = "centre~20261202T050000Z~1";

beforeAll(async () => {
  await hire(as);
  for (const [id, hour] of [
    [SLOT, "12"],
    [OTHER_SLOT, "13"],
  ] as const) {
    const slot = {
      officeId: "centre",
      desk: "1",
      startsAt: `2026-12-02T${hour}:00:00+08:00`,
      endsAt: `2026-12-02T${hour}:30:00+08:00`,
      place: "提取科3号窗口",
      withId: "rena",
      capacity: 50,
    };
    const { status } = await as("admin")("PUT", `/api/staff/directory/slots/${id}`, slot);
    expect(status).toBe(200);
  }
});

const text = "您好，请带身份证到归集科1号窗口办理，电话0903-0000101。";
const reason = "按规定办理。";

const bodies: Readonly<Record<StaffCommandType, object>> = {
  accept: {},
  reply: { text },
  complete: { text },
  decline: { unmetCondition: "未满半年", regulation: "住房公积金管理条例", article: "第二十四条", explanation: text },
  notifyMaterials: { missing: ["TQ-08-M1"], serviceCode: "TQ-08" },
  receiveMaterials: { received: [] },
  refer: { unitId: "credit", reason },
  receiveReferral: {},
  returnReferral: { reason },
  giveFeedback: { outcome: "answered", text },
  consult: { question: "哪个科室主办？" },
  designate: { leadUnitId: "withdrawal", reason },
  assist: { text: "贷款部分可以办理。" },
  redirect: { outsideBodyId: "tax-bureau", explanation: text },
  appoint: { slotId: SLOT },
  reschedule: { slotId: OTHER_SLOT },
  keepAppointment: {},
  missAppointment: { by: "citizen" },
  reportUrgent: { reason },
  acknowledgeUrgent: {},
  extend: { amount: 1, reason },
  pause: { code: "citizen-request", explanation: reason },
  resume: {},
  close: {},
  reopen: { reason },
  followUp: { text },
  reassign: { staffId: "rena", reason },
};

type Step = readonly [who: string, command: { readonly type: StaffCommandType } & Record<string, unknown>];

/** A visit of which aysha is first responder, carried on step by step; a rating at the end, if one is named. */
const visit = async (steps: readonly Step[], { urgent = false, grade }: { urgent?: boolean; grade?: number } = {}) => {
  const { channel: _, ...said } = inquiry({ urgent });
  const contact = { ...said, channel: "visit", contactedStaff: ["aysha"] };
  const receipt = await as("aysha")("POST", "/api/staff/inquiries", contact, { "idempotency-key": freshKey() });
  const { number, secret } = receipt.body as { number: string; secret: string };
  for (const [who, step] of steps) {
    const { status, body } = await command(who, number, step);
    if (status !== 200) throw new Error(`${who} ${step.type}: ${JSON.stringify(body)}`);
  }
  if (grade !== undefined) {
    const rated = await call("POST", `/api/inquiries/${number}/rating`, { grade }, { "receipt-secret": secret });
    if (rated.status !== 200) throw new Error(JSON.stringify(rated.body));
  }
  return { id: number };
};

const own = {
  aysha: ["caseworker", "first-responder", "colleague"],
  adil: ["colleague"],
  "wang-min": ["in-charge", "colleague"],
  gulinar: ["supervisor"],
  // In charge of every unit, as head of the centre.
  "zhang-jianguo": ["director", "in-charge"],
};

const accepted: Step = ["aysha", { type: "accept" }];
const referred: Step = ["aysha", { type: "refer", unitId: "withdrawal", reason }];
const consulted: Step = ["aysha", { type: "consult", question: "哪个科室主办？" }];

/** Every stage; a new one doesn't compile without its row. */
const stages: Readonly<Record<Stage, Omit<Scenario, "stage">>> = {
  registered: { stands: own, make: () => visit([]) },
  accepted: { stands: own, make: () => visit([accepted]) },
  referred: {
    stands: {
      ...own,
      rena: ["referral-target"],
      "chen-hao": ["referral-target"],
      "zhang-jianguo": ["director", "in-charge", "referral-target"],
    },
    make: () => visit([referred]),
  },
  consulted: {
    stands: { ...own, "wang-min": ["in-charge", "colleague", "superior"] },
    make: () => visit([consulted]),
  },
  "awaiting-materials": {
    stands: own,
    make: () => visit([accepted, ["aysha", { type: "notifyMaterials", serviceCode: "TQ-08", missing: ["TQ-08-M1"] }]]),
  },
  paused: {
    stands: own,
    make: () => visit([accepted, ["wang-min", { type: "pause", code: "citizen-request", explanation: reason }]]),
  },
  appointed: {
    stands: { ...own, rena: ["host"] },
    make: () => visit([accepted, ["aysha", { type: "appoint", slotId: SLOT }]]),
  },
  concluded: {
    stands: own,
    make: () =>
      visit([
        referred,
        ["rena", { type: "receiveReferral" }],
        ["rena", { type: "giveFeedback", outcome: "answered", text }],
      ]),
  },
  closed: { stands: own, make: () => visit([["aysha", { type: "complete", text }]]) },
  "follow-up": {
    stands: {
      ...own,
      aysha: ["first-responder", "colleague"],
      "wang-min": ["caseworker", "in-charge", "colleague"],
    },
    make: () => visit([["aysha", { type: "complete", text }]], { grade: 1 }),
  },
};

/** What changes who has to do with a case without changing its stage. */
const besides: Readonly<Record<string, Scenario>> = {
  "urgent and not acknowledged": {
    stage: "registered",
    stands: { ...own, "wang-min": ["in-charge", "colleague", "superior"] },
    make: () => visit([], { urgent: true }),
  },
  "received by another department": {
    stage: "accepted",
    stands: {
      aysha: ["first-responder", "colleague"],
      adil: ["colleague"],
      "wang-min": ["colleague"],
      rena: ["caseworker", "referral-target", "colleague"],
      "chen-hao": ["in-charge", "referral-target", "colleague"],
      gulinar: ["supervisor"],
      "zhang-jianguo": ["director", "in-charge", "referral-target"],
    },
    make: () => visit([referred, ["rena", { type: "receiveReferral" }]]),
  },
  "with an assisting department": {
    stage: "accepted",
    stands: { ...own, "liu-fang": ["assistant"], "zhang-jianguo": ["director", "in-charge", "assistant"] },
    make: () =>
      visit([
        consulted,
        [
          "wang-min",
          { type: "designate", leadUnitId: "collection", leadId: "aysha", assistingUnitIds: ["credit"], reason },
        ],
      ]),
  },
};

describe("every command as everybody, over HTTP, is what the table of the life of an inquiry says", () => {
  test.each<[string, Scenario]>([
    ...(Object.keys(stages) as Stage[]).map((stage): [string, Scenario] => [stage, { stage, ...stages[stage] }]),
    ...Object.entries(besides),
  ])("%s", async (_, scenario) => {
    const { tried, wrong } = await tryCommands("inquiries", staffCommands, bodies, scenario, as);
    expect(wrong).toEqual([]);
    expect(tried).toBe(10 * Object.keys(staffCommands).length);
  });
});
