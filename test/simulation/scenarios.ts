import { rules } from "#shared/rules/decision-rules.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What the people of a scenario can do. Each does it until it is done, as people do. */
export interface Hands {
  /** Begins the case: a citizen does, or a member of staff. */
  readonly begin: (fields?: Fields, staff?: string) => Promise<void>;
  readonly command: (staff: string, command: Fields) => Promise<void>;
  readonly citizen: (
    what: "messages" | "materials" | "rating" | "appointment" | "cancelling",
    body: Fields,
  ) => Promise<void>;
  /** Lets hours pass, swept every four hours or as often as is said. */
  readonly pass: (hours: number, every?: number) => Promise<void>;
  /** Desk times that can be booked. */
  readonly slotIds: readonly string[];
}

/** How a case of a kind is begun and worked on. */
export interface Kind {
  readonly table: "inquiries" | "suggestions" | "conduct" | "inspections";
  readonly begin: string;
  readonly path: string;
  /** What every case of the kind begins with. */
  readonly fields: Fields;
  /** The form whose proof of work a citizen brings, where one begins it. */
  readonly form?: "inquiry" | "suggestion";
}

/** A life of one case from beginning to end. */
export interface Scenario {
  readonly name: string;
  readonly kind: Kind;
  readonly script: (hands: Hands) => Promise<void>;
  readonly stage: string;
  /** Inboxes in which something lies at the end, besides others. */
  readonly told?: readonly string[];
}

const inquiry: Kind = {
  table: "inquiries",
  begin: "POST /api/inquiries",
  path: "/api/staff/inquiries/{number}",
  fields: {
    channel: "web",
    office: "centre",
    subject: "提取",
    content: "我想提取公积金。",
    name: "某人",
    phone: "13900000001",
  },
  form: "inquiry",
};

const suggestion: Kind = {
  table: "suggestions",
  begin: "POST /api/suggestions",
  path: "/api/staff/suggestions/{number}",
  fields: { category: "complaint", content: "窗口的人态度生硬。", office: "centre" },
  form: "suggestion",
};

const conduct: Kind = {
  table: "conduct",
  begin: "POST /api/staff/conduct",
  path: "/api/staff/conduct/{id}",
  fields: { staffId: "clerk-c", category: "cold-reception", facts: "查岗时发现。" },
};

const inspection: Kind = {
  table: "inspections",
  begin: "POST /api/staff/inspections",
  path: "/api/staff/inspections/{number}",
  fields: {
    unitId: "credit",
    category: "untidy-workplace",
    inspectedOn: "2026-11-19",
    severity: "minor",
    finding: "宣传材料摆放不整齐。",
    mustRectify: true,
  },
};

const text = "您好，已为您办好，款项明天到账。";
const paper = rules.services.get("TQ-01")?.materials[0]?.id ?? "";
const say = { text, confirmed: true };

/** What is done again and again, each request to a service in it made to fail once in every way. */
export const scenarios: readonly Scenario[] = [
  {
    name: "an urgent question, acknowledged and answered",
    kind: inquiry,
    script: async ({ begin, command }) => {
      await begin({ urgent: true });
      await command("head-c", { type: "acknowledgeUrgent" });
      await command("clerk-c", { type: "accept" });
      await command("clerk-c", { type: "complete", ...say });
    },
    stage: "closed",
    told: ["head-c"],
  },
  {
    name: "a question nobody answers",
    kind: inquiry,
    script: async ({ begin, pass }) => {
      await begin();
      await pass(100);
    },
    stage: "registered",
    told: ["clerk-c", "head-c", "director"],
  },
  {
    name: "a referral with its feedback",
    kind: inquiry,
    script: async ({ begin, command }) => {
      await begin();
      await command("clerk-c", { type: "refer", unitId: "withdrawal", reason: "属提取业务" });
      await command("head-w", { type: "receiveReferral", caseworkerId: "clerk-w" });
      await command("clerk-w", { type: "giveFeedback", outcome: "done", ...say });
      await command("clerk-c", { type: "close" });
    },
    stage: "closed",
    told: ["head-w", "clerk-c"],
  },
  {
    name: "missing papers, then a bad rating",
    kind: inquiry,
    script: async ({ begin, command, citizen }) => {
      await begin({ serviceCode: "TQ-01" });
      await command("clerk-c", { type: "notifyMaterials", missing: [paper] });
      await citizen("materials", {});
      await command("clerk-c", { type: "receiveMaterials", received: [paper] });
      await command("clerk-c", { type: "complete", ...say });
      await citizen("rating", { grade: 1 });
      await command("head-c", { type: "followUp", ...say });
    },
    stage: "closed",
    told: ["clerk-c", "head-c"],
  },
  {
    name: "a question to the superior, several departments, a message after the end",
    kind: inquiry,
    script: async ({ begin, command, citizen }) => {
      await begin();
      await command("clerk-c", { type: "consult", question: "由谁主办？" });
      await command("head-c", {
        type: "designate",
        leadUnitId: "credit",
        assistingUnitIds: ["office"],
        reason: "贷款为主",
      });
      await command("chief", { type: "assist", text });
      await command("head-l", { type: "complete", ...say });
      await citizen("messages", { text: "还没有到账" });
    },
    stage: "accepted",
    told: ["head-c", "chief", "head-l"],
  },
  {
    name: "an appointment, moved, cancelled",
    kind: inquiry,
    script: async ({ begin, command, citizen, slotIds }) => {
      await begin({ serviceCode: "TQ-01" });
      await citizen("appointment", { slotId: slotIds[0] });
      await citizen("appointment", { slotId: slotIds[1] });
      await citizen("cancelling", { cancel: true });
      await command("clerk-c", { type: "complete", ...say });
    },
    stage: "closed",
  },
  {
    name: "a complaint about somebody, answered by another and published",
    kind: suggestion,
    script: async ({ begin, command }) => {
      await begin({ about: { staffName: "clerk-w" } });
      await command("chief", { type: "open" });
      await command("chief", {
        type: "review",
        category: "complaint",
        topic: "attitude",
        about: { staffIds: ["clerk-w"], unitIds: [] },
      });
      await command("chief", { type: "assign", staffId: "head-c" });
      await command("head-c", { type: "reply", ...say });
      await command("chief", { type: "publish", text: "有人反映窗口服务。", reply: text, confirmed: true });
      await command("chief", { type: "close", reason: "已答复" });
    },
    stage: "closed",
    told: ["head-c"],
  },
  {
    name: "a complaint nobody opens",
    kind: suggestion,
    script: async ({ begin, pass }) => {
      await begin();
      await pass(24 * 8, 24);
    },
    stage: "received",
    told: ["chief", "director"],
  },
  {
    name: "a suspected breach, heard, measured, appealed against and upheld",
    kind: conduct,
    script: async ({ begin, command }) => {
      await begin({}, "chief");
      await command("chief", { type: "hear", facts: "请就此事作出说明。" });
      await command("clerk-c", { type: "state", text: "情况属实，另有原因。" });
      await command("chief", { type: "verify", reasons: "经核实。", serious: false });
      await command("chief", { type: "setMeasure", measure: "criticism" });
      await command("clerk-c", { type: "appeal", text: "处理过重。" });
      await command("director", { type: "decideAppeal", outcome: "upheld", reasons: "经复核。" });
    },
    stage: "closed",
    told: ["clerk-c", "director"],
  },
  {
    name: "an inspection whose finding is put right after its limit",
    kind: inspection,
    script: async ({ begin, command, pass }) => {
      await begin({}, "chief");
      await pass(24 * 10, 24);
      await command("head-l", { type: "rectify", text: "已整理好。" });
    },
    stage: "rectified",
    told: ["head-l", "chief", "director"],
  },
];
