import { build } from "#test/simulation/build.ts";
import { proofOf } from "#test/simulation/challenges.ts";
import { calm } from "#test/simulation/faults.ts";
import { becomePresent } from "#test/simulation/present.ts";
import { randomFrom } from "#test/simulation/random.ts";
import { canaries } from "./canaries.ts";
import { type Check, none } from "./figure.ts";
import { misconfiguredGateway } from "./misconfigured-gateway.ts";
import { shippedHandlers } from "./shipped.ts";
import { twins } from "./twins.ts";
import { exportedFormulas, loggedInjections } from "./written-out.ts";

const START = Date.parse("2026-11-20T03:00:00Z");
const canary = {
  name: "金丝雀甲乙",
  phone: "13912345678",
  content: "canary-content-7f3a",
  subject: "canary-subject-51cc",
};

/** Puts a case into a fresh world, told over all its inboxes, and hands on everything that left the functions. */
async function furnished() {
  const handlers = await shippedHandlers();
  const built = build(handlers, randomFrom(11), calm, START);
  const { world, tables, queues, outside, api, audit } = built;
  const messages: string[] = [];
  const send: typeof queues.send = (command) => {
    messages.push(...command.input.Entries.map(({ MessageBody }) => MessageBody));
    return queues.send(command);
  };
  becomePresent({ world, tables, queues: Object.assign(Object.create(queues) as typeof queues, { send }), outside });
  let receipt: { number: string; secret: string } | undefined;
  let over = false;
  const script = async () => {
    const altcha = proofOf("inquiry", "of the canary", START + 3_600_000);
    const body = { channel: "web", office: "centre", ...canary, urgent: true, altcha };
    const headers = { "idempotency-key": "a-key-of-the-canary-0001" };
    receipt = (await api.once("POST /api/inquiries", { headers, body }))?.body;
    // Answers of every kind, refusals among them: what is refused is logged, if at all, without what was written.
    await api.once("POST /api/inquiries", { headers, body: { ...body, subject: "another" } });
    await api.once("POST /api/inquiries/{number}/messages", {
      params: { number: receipt?.number ?? "" },
      headers: { "receipt-secret": receipt?.secret ?? "" },
      body: { text: canary.content },
    });
    for (let day = 0; day < 4; day += 1) {
      await world.sleep(24 * 3_600_000);
      await audit();
    }
    await world.sleep(600_000);
    over = true;
  };
  void script();
  await world.live(() => over);
  return { ...built, handlers, messages, receipt: receipt ?? { number: "", secret: "" } };
}

/** Does something while what the functions log is kept apart. */
async function overhearing<Result>(
  work: (written: readonly string[]) => Promise<Result>,
): Promise<{ result: Result; written: string[] }> {
  const written: string[] = [];
  const { stdout, stderr } = process;
  const [out, err] = [stdout.write.bind(stdout), stderr.write.bind(stderr)];
  const listen = (chunk: string | Uint8Array) => {
    written.push(chunk.toString());
    return true;
  };
  stdout.write = listen as typeof stdout.write;
  stderr.write = listen as typeof stderr.write;
  try {
    return { result: await work(written), written };
  } finally {
    stdout.write = out;
    stderr.write = err;
  }
}

const forgedMessages = async (count: number) => {
  const { world, tables, watch, handlers, receipt } = await furnished();
  const before = JSON.stringify([tables.items("notices"), tables.items("inquiries"), tables.items("conduct")]);
  const random = randomFrom(3);
  const ids = watch.inquiry(receipt.number)?.inquiry.outbox.map(({ id }) => id) ?? [];
  const pieces = [receipt.number, "QZZZZ-ZZZZZ", "clerk-c", "", "x".repeat(300), ...ids, "handling.1:7", "__proto__"];
  const forge = (): string =>
    random.chance(0.1)
      ? random.pick(["", "null", "[]", "{", '"text"', "\u0000", "{}".repeat(1000)])
      : JSON.stringify({
          kind: random.pick(["inquiry", "suggestion", "conduct", "inspection", "__proto__", 1]),
          number: random.pick(pieces),
          noticeId: random.pick([...pieces, `${random.pick(["urgent", "escalation"])}.${random.below(9)}.clerk-b`]),
          recipientId: "clerk-b",
        });
  let over = false;
  let failed = 0;
  const script = async () => {
    for (let sent = 0; sent < count; sent += 10) {
      const Records = Array.from({ length: 10 }, (_, index) => ({ messageId: `${sent + index}`, body: forge() }));
      const outcome = await world.invoke("deliver-notice", () => handlers["deliver-notice"]({ Records }, {}));
      if (!("answer" in outcome)) failed += 1;
    }
    over = true;
  };
  void script();
  await world.live(() => over);
  const after = JSON.stringify([tables.items("notices"), tables.items("inquiries"), tables.items("conduct")]);
  const through = [
    ...(after === before ? [] : ["something stored changed"]),
    ...(failed > 0 ? [`${failed} runs failed`] : []),
  ];
  return none(count, "forged and replayed messages to the consumer", through);
};

const replays = async (count: number) => {
  const handlers = await shippedHandlers();
  const { world, api, watch } = build(handlers, randomFrom(5), calm, START);
  const altcha = proofOf("inquiry", "spent over and over", START + 3_600_000);
  const statuses: (number | undefined)[] = [];
  let over = false;
  const submit = async (index: number) => {
    const body = { channel: "web", office: "centre", ...canary, altcha };
    const headers = { "idempotency-key": `key-of-a-replay-${String(index).padStart(6, "0")}` };
    statuses.push((await api.once("POST /api/inquiries", { headers, body }))?.status);
  };
  // In runs of their own, so that every request takes its time and they overtake one another.
  void Promise.all(Array.from({ length: count }, (_, index) => submit(index))).then(() => {
    over = true;
  });
  await world.live(() => over);
  const accepted = statuses.filter((status) => status === 201).length;
  return {
    tried: `${count.toLocaleString("en")} submissions at once with one proof of work`,
    result: `${accepted} accepted, ${watch.numbers().length} stored`,
    holds: accepted === 1 && watch.numbers().length === 1,
  };
};

/** Attacks on what runs behind the door, in the simulated world. */
export const inTheWorld: readonly Check[] = [
  {
    attack:
      "Claims that a misconfigured gateway lets through: issuer, audience, times, kind, algorithm, lists, none at all",
    control: "Claims and algorithm checked again in code before anything is read",
    run: async () => (await overhearing(misconfiguredGateway)).result,
  },
  {
    attack: "Forged or replayed queue messages",
    control: "A message is a number and an id; what is delivered is read from the case",
    run: async (size) => (await overhearing(() => forgedMessages(size === "full" ? 100_000 : 5_000))).result,
  },
  {
    attack: "A proof of work spent twice",
    control: "A single-use nonce, bound to the submission",
    run: async () => (await overhearing(() => replays(1_000))).result,
  },
  {
    attack:
      "Personal data in logs, queues, indexes, notices, what goes out, digests, exports and refusals; addresses anywhere",
    control: "Ids only; names masked in lists; no address and no agent kept",
    run: async () => (await overhearing(canaries)).result,
  },
  {
    attack: "Formulas and scripts in a file of cases",
    control: "Fields are written as texts, by the route that exports them",
    run: async () => (await overhearing(exportedFormulas)).result,
  },
  {
    attack: "Log injection: line breaks, terminal codes, pieces of JSON in headers, paths, ids and bodies",
    control: "One JSON record a line, with ids only; an error by its name and place, without its words",
    run: async () => (await overhearing(loggedInjections)).result,
  },
  {
    attack: "The accused reads, or infers from what changes",
    control: "Tables and key of their own, 404, coarse dates, no counts",
    run: async () => (await overhearing(async () => twins(await shippedHandlers()))).result,
  },
];
