import { beforeAll, expect, test } from "vitest";
import {
  type SuggestionCommand,
  type SuggestionCommandType,
  suggestionCommands,
} from "#shared/domain/suggestion/commands.ts";
import type { SuggestionStage } from "#shared/domain/suggestion/suggestion.ts";
import { freshKey, onStack } from "#test/scenarios/stack.ts";
import { hire, people } from "./cast.ts";
import { type Scenario, tryCommands } from "./matrix.ts";

const { as, call } = onStack("2026-11-30T10:20:00+08:00");
beforeAll(() => hire(as));

const about = { staffIds: ["rena"], unitIds: [] };
const review: SuggestionCommand = { type: "review", category: "complaint", topic: "attitude", about };
const reply = { text: "您好，我们已核实处理，谢谢您的监督。" };
const published = { text: "窗口服务态度问题。", reply: "已核实并改进。" };

const bodies: Readonly<Record<SuggestionCommandType, object>> = {
  open: {},
  review,
  assign: { staffId: "liu-fang" },
  returnAssignment: { reason: "不属于我科。" },
  reply,
  message: reply,
  publish: published,
  close: { reason: "涉及个人隐私，不宜公开。" },
  convert: { office: "centre", subject: "提取咨询" },
  openConduct: { staffId: "rena", category: "cold-reception", facts: "态度问题。" },
};

/** A complaint that names nobody, carried on by the office step by step. */
const complaint = async (steps: readonly SuggestionCommand[]) => {
  const body = { category: "complaint", content: "排队时工作人员不理人。" };
  const { body: receipt } = await call("POST", "/api/suggestions", body, { "idempotency-key": freshKey() });
  const { number } = receipt as { number: string };
  const at = `/api/staff/suggestions/${number}`;
  for (const step of steps) {
    const version = (await as("gulinar")("GET", at)).headers.get("etag") ?? "";
    const done = await as("gulinar")("POST", `${at}/commands`, step, { "if-match": version });
    if (done.status !== 200) throw new Error(`${step.type}: ${JSON.stringify(done.body)}`);
  }
  return { id: number };
};

const office = { gulinar: ["office"], "zhang-jianguo": ["director"] };
const assigned = { ...office, "liu-fang": ["assignee"] };
const replied: readonly SuggestionCommand[] = [
  review,
  { type: "assign", staffId: "liu-fang" },
  { type: "reply", ...reply },
];

/** Every stage at which it can rest; the one in which an errand runs lasts no longer than the request that ordered it. */
const stages: Readonly<Record<Exclude<SuggestionStage, "converting">, Omit<Scenario, "stage">>> = {
  received: { stands: office, make: () => complaint([]) },
  opened: { stands: office, make: () => complaint([{ type: "open" }]) },
  reviewed: { stands: office, make: () => complaint([review]) },
  assigned: { stands: assigned, make: () => complaint([review, { type: "assign", staffId: "liu-fang" }]) },
  replied: { stands: assigned, make: () => complaint(replied) },
  published: { stands: assigned, make: () => complaint([...replied, { type: "publish", ...published }]) },
  closed: { stands: assigned, make: () => complaint([...replied, { type: "close", reason: "不宜公开。" }]) },
};

test.each(Object.keys(stages) as (keyof typeof stages)[])(
  "every command on a complaint that is %s, as everybody, over HTTP, is what its table says; for whom it is about there is none",
  async (stage) => {
    const scenario = { stage, ...stages[stage] };
    const { tried, wrong } = await tryCommands("suggestions", suggestionCommands, bodies, scenario, as);
    expect(wrong).toEqual([]);
    expect(tried).toBe(people.length * Object.keys(suggestionCommands).length);
  },
);
