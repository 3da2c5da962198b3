import { beforeAll, expect, test } from "vitest";
import { staff } from "#infra/local/demo-directory.ts";
import { type ConductCommand, type ConductCommandType, conductCommands } from "#shared/domain/conduct/commands.ts";
import type { ConductStage } from "#shared/domain/conduct/conduct.ts";
import { freshKey, onStack } from "#test/scenarios/stack.ts";
import { hire, people } from "./cast.ts";
import { type Scenario, tryCommands } from "./matrix.ts";

const { as } = onStack("2026-11-30T10:20:00+08:00");
beforeAll(() => hire(as));

const reasons = { reasons: "经核查属实。" };

const bodies: Readonly<Record<ConductCommandType, object>> = {
  hear: { facts: "请陈述。" },
  state: { text: "当时在接电话。" },
  waive: {},
  verify: { ...reasons, serious: false },
  dismiss: reasons,
  setMeasure: { measure: "criticism" },
  recordRetraining: { note: "已完成培训。" },
  appeal: { text: "我不同意。" },
  decideAppeal: { outcome: "upheld", ...reasons },
};

let newcomers = 0;

type Step = readonly [who: "concerned" | "gulinar" | "zhang-jianguo", command: ConductCommand];

/** A suspected breach of somebody new in 归集科, carried on step by step. */
const breach = async (steps: readonly Step[]) => {
  newcomers += 1;
  const concerned = `newcomer-${newcomers}`;
  const entry = { ...staff.find(({ id }) => id === "aysha"), id: concerned, name: `新职工${newcomers}` };
  await as("admin")("PUT", `/api/staff/directory/staff/${concerned}`, entry);
  const opened = await as("gulinar")(
    "POST",
    "/api/staff/conduct",
    { staffId: concerned, category: "cold-reception", facts: "态度问题。" },
    { "idempotency-key": freshKey() },
  );
  const { id } = opened.body as { id: string };
  const at = `/api/staff/conduct/${encodeURIComponent(id)}`;
  for (const [who, step] of steps) {
    const actor = as(who === "concerned" ? concerned : who);
    const version = (await actor("GET", at)).headers.get("etag") ?? "";
    const done = await actor("POST", `${at}/commands`, step, { "if-match": version });
    if (done.status !== 200) throw new Error(`${who} ${step.type}: ${JSON.stringify(done.body)}`);
  }
  return { id, others: { concerned } };
};

const office = { gulinar: ["office"], "zhang-jianguo": ["director", "head", "appeal-authority"] };
const everybody = { ...office, concerned: ["concerned"], "wang-min": ["head"] };
const put: Step = ["gulinar", { type: "hear", facts: "请陈述。" }];
const heard: readonly Step[] = [put, ["concerned", { type: "state", text: "当时在接电话。" }]];
const verified: readonly Step[] = [...heard, ["gulinar", { type: "verify", ...reasons, serious: false }]];
const measured: readonly Step[] = [...verified, ["gulinar", { type: "setMeasure", measure: "criticism" }]];
const appealed: readonly Step[] = [...measured, ["concerned", { type: "appeal", text: "我不同意。" }]];
const decided: readonly Step[] = [
  ...appealed,
  ["zhang-jianguo", { type: "decideAppeal", outcome: "upheld", ...reasons }],
];

/** Every stage. Until it is put to the person, it exists for the office and the director only. */
const stages: Readonly<Record<ConductStage, Omit<Scenario, "stage">>> = {
  suspected: { stands: office, make: () => breach([]) },
  hearing: { stands: everybody, make: () => breach([put]) },
  heard: { stands: everybody, make: () => breach(heard) },
  verified: { stands: everybody, make: () => breach(verified) },
  measured: { stands: everybody, make: () => breach(measured) },
  appealed: { stands: everybody, make: () => breach(appealed) },
  closed: { stands: everybody, make: () => breach(decided) },
};

test.each(Object.keys(stages) as ConductStage[])(
  "every command on a breach that is %s, as everybody and whom it is about, over HTTP, is what the table of the register says",
  async (stage) => {
    const scenario = { stage, ...stages[stage] };
    const { tried, wrong } = await tryCommands("conduct", conductCommands, bodies, scenario, as);
    expect(wrong).toEqual([]);
    expect(tried).toBe((people.length + 1) * Object.keys(conductCommands).length);
  },
);
