import { rules } from "#shared/rules/decision-rules.ts";
import type { Answer } from "./api.ts";
import { type Built, build } from "./build.ts";
import { proofOf } from "./challenges.ts";
import type { Receipts } from "./citizen.ts";
import { calm } from "./faults.ts";
import type { FunctionName, Handler } from "./handlers.ts";
import { randomFrom } from "./random.ts";
import { comeToRest } from "./rest.ts";
import { type Blow, BrokenInvariant, blows } from "./world.ts";

type Command = Record<string, unknown>;

interface Hands {
  readonly submit: (fields?: Record<string, unknown>) => Promise<void>;
  readonly command: (staff: string, command: Command) => Promise<void>;
  readonly citizen: (what: "messages" | "materials" | "rating", body: unknown) => Promise<void>;
  /** Lets hours pass, swept every half hour. */
  readonly pass: (hours: number) => Promise<void>;
}

interface Scenario {
  readonly name: string;
  readonly script: (hands: Hands) => Promise<void>;
  readonly stage: string;
  /** Inboxes in which something lies at the end, besides others. */
  readonly told?: readonly string[];
}

const text = "您好，已为您办好，款项明天到账。";
const paper = rules.services.get("TQ-01")?.materials[0]?.id ?? "";
const say = { text, confirmed: true };

/** What is done again and again, each request to a service in it made to fail once in every way. */
export const scenarios: readonly Scenario[] = [
  {
    name: "an urgent question, acknowledged and answered",
    script: async ({ submit, command }) => {
      await submit({ urgent: true });
      await command("head-c", { type: "acknowledgeUrgent" });
      await command("clerk-c", { type: "accept" });
      await command("clerk-c", { type: "complete", ...say });
    },
    stage: "closed",
    told: ["head-c"],
  },
  {
    name: "a question nobody answers",
    script: async ({ submit, pass }) => {
      await submit();
      await pass(100);
    },
    stage: "registered",
    told: ["clerk-c", "head-c", "director"],
  },
  {
    name: "a referral with its feedback",
    script: async ({ submit, command }) => {
      await submit();
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
    script: async ({ submit, command, citizen }) => {
      await submit({ serviceCode: "TQ-01" });
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
    script: async ({ submit, command, citizen }) => {
      await submit();
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
];

const START = Date.parse("2026-11-20T03:00:00Z");
const HOUR = 3_600_000;

const handsIn = ({ world, api, watch, audit }: Built, receipts: Receipts): Hands => {
  const held = () => [...receipts.byKey.values()][0] ?? { number: "", secret: "" };
  const inquiry = () => watch.inquiry(held().number)?.inquiry;
  const keepTrying = async (what: string, once: () => Promise<Answer | undefined>, isDone: () => boolean) => {
    for (let turn = 0; turn < 8 && !isDone(); turn += 1) {
      const answer = await once();
      if (answer && answer.status >= 400 && answer.status < 500 && answer.status !== 412 && !isDone())
        world.stopAt(
          new BrokenInvariant("scenario", `${what} was answered ${answer.status} ${JSON.stringify(answer.body)}`),
        );
      await world.sleep(2_000);
    }
    if (!isDone()) world.stopAt(new BrokenInvariant("scenario", `${what} could not be done`));
    await world.sleep(1_000);
  };
  const entries = () => watch.inquiry(held().number)?.document.history ?? [];
  return {
    submit: (fields = {}) => {
      const key = "key-of-the-scenario-0123456789";
      const body = {
        channel: "web",
        office: "centre",
        subject: "提取",
        content: "我想提取公积金。",
        name: "某人",
        phone: "13900000001",
        ...fields,
        altcha: proofOf("inquiry", "of the scenario", START + HOUR),
      };
      const headers = { "idempotency-key": key };
      return keepTrying(
        "submit",
        async () => {
          const answer = await api.once("POST /api/inquiries", { headers, body });
          if (answer?.status === 201) receipts.byKey.set(key, answer.body);
          return answer;
        },
        () => receipts.byKey.has(key),
      );
    },
    command: (staff, command) => {
      const from = entries().length;
      const params = { number: held().number };
      return keepTrying(
        String(command["type"]),
        async () => {
          const seen = await api.once("GET /api/staff/inquiries/{number}", { params, staff });
          if (seen?.status !== 200) return undefined;
          const headers = { "if-match": seen.etag };
          return api.once("POST /api/staff/inquiries/{number}/commands", { params, staff, headers, body: command });
        },
        () =>
          entries()
            .slice(from)
            .some(({ act }) => act === command["type"]),
      );
    },
    citizen: (what, body) => {
      const before = entries().length;
      const act = { messages: "message", materials: "announceMaterials", rating: "rate" }[what];
      const ask = { params: { number: held().number }, headers: { "receipt-secret": held().secret }, body };
      return keepTrying(
        what,
        () => api.once(`POST /api/inquiries/{number}/${what}`, ask),
        () =>
          entries()
            .slice(before)
            .some((entry) => entry.act === act),
      );
    },
    pass: async (hours) => {
      for (let half = 0; half < hours * 2 && inquiry(); half += 8) {
        await world.sleep(4 * HOUR);
        await audit();
      }
    },
  };
};

/** Plays a scenario with one request to a service failing once; hands back how many requests there were. */
export async function play(
  scenario: Scenario,
  handlers: Readonly<Record<FunctionName, Handler>>,
  strike?: { readonly at: number; readonly how: Blow },
): Promise<{ readonly requests: number; readonly broken?: Error }> {
  const built = build(handlers, randomFrom(7), calm, START, strike);
  const { world, watch, tables, inboxes } = built;
  const receipts: Receipts = {
    byKey: new Map(),
    isStored: (number) => tables.find("inquiries", number) !== undefined,
    holdsText: () => true,
  };
  let over = false;
  void scenario.script(handsIn(built, receipts)).then(() => {
    over = true;
  });
  await world.live(() => over);
  const { requests } = world.counted;
  if (!world.broken) await comeToRest(built, receipts);
  const cases = watch.numbers().map((number) => watch.inquiry(number));
  if (!world.broken && cases.length !== 1)
    world.stopAt(new BrokenInvariant("1", `${cases.length} cases of one submission`));
  if (!world.broken && cases[0]?.inquiry.stage !== scenario.stage)
    world.stopAt(new BrokenInvariant("scenario", `ended in ${cases[0]?.inquiry.stage}, not ${scenario.stage}`));
  for (const staff of scenario.told ?? [])
    if (![...inboxes.values()].flat().includes(staff))
      world.stopAt(new BrokenInvariant("scenario", `nothing lies in the inbox of ${staff}`));
  return { requests, ...(world.broken && { broken: world.broken }) };
}

/** Fails each request of each scenario once in each way; `every` n-th only, for a quick look. Throws at the first that does harm. */
export async function enumerate(
  handlers: Readonly<Record<FunctionName, Handler>>,
  every: number,
): Promise<readonly { readonly name: string; readonly requests: number; readonly runs: number }[]> {
  const results = [];
  for (const scenario of scenarios) {
    const plain = await play(scenario, handlers);
    if (plain.broken) throw new Error(`${scenario.name}, undisturbed: ${plain.broken.message}`);
    let runs = 0;
    for (let at = 1; at <= plain.requests; at += every)
      for (const how of blows) {
        const { broken } = await play(scenario, handlers, { at, how });
        if (broken) throw new Error(`${scenario.name}, request ${at} ${how}: ${broken.message}`);
        runs += 1;
      }
    results.push({ name: scenario.name, requests: plain.requests, runs });
  }
  return results;
}
