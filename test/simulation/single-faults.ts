import type { ConductRecord } from "#shared/domain/conduct/conduct.ts";
import type { Answer } from "./api.ts";
import { type Built, build } from "./build.ts";
import { proofOf } from "./challenges.ts";
import { calm } from "./faults.ts";
import type { FunctionName, Handler } from "./handlers.ts";
import { randomFrom } from "./random.ts";
import { comeToRest } from "./rest.ts";
import { type Hands, type Kind, type Scenario, scenarios } from "./scenarios.ts";
import { type Blow, BrokenInvariant, blows } from "./world.ts";

const START = Date.parse("2026-11-20T03:00:00Z");
const HOUR = 3_600_000;

/** What is kept of a case once it has begun. */
interface Held {
  number: string;
  secret: string;
}

/** What a citizen does: where it is sent, and as what it stands in the history. */
const deeds = {
  messages: ["messages", "message"],
  materials: ["materials", "announceMaterials"],
  rating: ["rating", "rate"],
  appointment: ["appointment", "bookAppointment"],
  cancelling: ["appointment", "cancelAppointment"],
} as const;

const handsIn = ({ world, api, watch, audit, slotIds }: Built, { kind }: Scenario, held: Held): Hands => {
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
  const entries = () => caseOf(watch, kind, held)?.document.history ?? [];
  const isDoneSince = (act: string) => {
    const from = entries().length;
    return () =>
      entries()
        .slice(from)
        .some((entry) => entry.act === act);
  };
  return {
    slotIds,
    begin: (fields = {}, staff) => {
      const altcha = kind.form && proofOf(kind.form, "of the scenario", START + HOUR);
      const ask = {
        headers: { "idempotency-key": "key-of-the-scenario-0123456789" },
        body: { ...kind.fields, ...fields, ...(altcha && { altcha }) },
        ...(staff !== undefined && { staff }),
      };
      return keepTrying(
        "the beginning",
        async () => {
          const answer = await api.once(kind.begin, ask);
          if (answer?.status === 201)
            Object.assign(held, { number: answer.body.number ?? answer.body.id, secret: answer.body.secret ?? "" });
          return answer;
        },
        () => held.number !== "",
      );
    },
    command: (staff, command) => {
      const isDone = isDoneSince(String(command["type"]));
      const params = { [kind.path.includes("{id}") ? "id" : "number"]: encodeURIComponent(held.number) };
      return keepTrying(
        String(command["type"]),
        async () => {
          const seen = await api.once(`GET ${kind.path}`, { params, staff });
          if (seen?.status !== 200) return undefined;
          const headers = { "if-match": seen.etag };
          return api.once(`POST ${kind.path}/commands`, { params, staff, headers, body: command });
        },
        isDone,
      );
    },
    citizen: (what, body) => {
      const ask = { params: { number: held.number }, headers: { "receipt-secret": held.secret }, body };
      const [path, act] = deeds[what];
      return keepTrying(what, () => api.once(`POST /api/inquiries/{number}/${path}`, ask), isDoneSince(act));
    },
    pass: async (hours, every = 4) => {
      for (let passed = 0; passed < hours; passed += every) {
        await world.sleep(every * HOUR);
        await audit();
      }
    },
  };
};

/** The case of a scenario as it was last written; of a register, the record it stands in. */
const caseOf = (watch: Built["watch"], { table }: Kind, { number }: Held) =>
  watch.case(table, table === "conduct" ? number.slice(0, Math.max(0, number.lastIndexOf("~"))) : number);

/** The stages of all cases of the kind there are: of one beginning there is one. */
const stagesOf = (watch: Built["watch"], { table }: Kind): readonly string[] =>
  watch.keysIn(table).flatMap((key) => {
    const state = watch.case(table, key)?.state as unknown;
    const { cases } = state as Partial<ConductRecord>;
    return cases ? cases.map(({ stage }) => stage) : [(state as { readonly stage: string }).stage];
  });

/** Plays a scenario with one request to a service failing once; hands back how many requests there were. */
export async function play(
  scenario: Scenario,
  handlers: Readonly<Record<FunctionName, Handler>>,
  strike?: { readonly at: number; readonly how: Blow },
): Promise<{ readonly requests: number; readonly broken?: Error }> {
  const built = build(handlers, randomFrom(7), calm, START, strike);
  const { world, watch, inboxes } = built;
  const held: Held = { number: "", secret: "" };
  let over = false;
  void scenario.script(handsIn(built, scenario, held)).then(() => {
    over = true;
  });
  await world.live(() => over);
  const { requests } = world.counted;
  if (!world.broken) await comeToRest(built);
  if (!world.broken && caseOf(watch, scenario.kind, held) === undefined)
    world.stopAt(new BrokenInvariant("1", `${held.number} was acknowledged and is lost`));
  const stages = stagesOf(watch, scenario.kind);
  if (!world.broken && stages.join() !== scenario.stage)
    world.stopAt(new BrokenInvariant("scenario", `ended in ${stages.join(" and ")}, not in one ${scenario.stage}`));
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
