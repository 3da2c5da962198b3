import { build } from "#test/simulation/build.ts";
import { proofOf } from "#test/simulation/challenges.ts";
import { calm } from "#test/simulation/faults.ts";
import type { FunctionName, Handler } from "#test/simulation/handlers.ts";
import type { Random } from "#test/simulation/random.ts";
import { type Figure, none } from "./figure.ts";

type Handlers = Readonly<Record<FunctionName, Handler>>;

const START = Date.parse("2026-11-20T03:00:00Z");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

// Everything takes the same time in both worlds: what differs is then of the complaint and nothing else.
const still: Random = {
  next: () => 0.5,
  chance: (probability) => probability > 0.5,
  below: (end) => Math.floor(end / 2),
  between: (least, most) => Math.floor((least + most) / 2),
  pick: (list) => list[0] as (typeof list)[number],
};

const about = {
  "clerk-c": { staffName: "clerk-c" },
  "clerk-w": { unit: "withdrawal" },
  "head-c": { staffName: "head-c" },
  chief: { staffName: "chief" },
} as const;

const stages = ["received", "opened", "reviewed", "assigned", "replied", "published", "closed"];
const views = ["mine", "unit", "due", "overdue", "urgent"];

/** Twelve days of a centre in which somebody is, or is not, complained about; hands back everything they are sent. */
async function livedBy(who: keyof typeof about, isComplaint: boolean, handlers: Handlers): Promise<readonly string[]> {
  const { world, api, audit } = build(handlers, still, calm, START);
  const keeper = who === "chief" ? "director" : "chief";
  const sent: string[] = [];
  const until = (after: number) => world.sleep(START + after - world.time());
  const write = (key: string, category: string, more: object) =>
    api.once("POST /api/suggestions", {
      headers: { "idempotency-key": `key-of-a-letter-${key}` },
      body: { category, content: "请改进。", ...more, altcha: proofOf("suggestion", key, START + 30 * DAY) },
    });
  let number = "SAAAA-AAAAA";
  const command = async (body: object) => {
    const params = { number };
    const seen = await api.once("GET /api/staff/suggestions/{number}", { params, staff: keeper });
    const headers = { "if-match": seen?.etag ?? "" };
    const ask = { params, staff: keeper, headers, body };
    const answer = await api.once("POST /api/staff/suggestions/{number}/commands", ask);
    if (answer?.status !== 200) throw new Error(`${keeper} could not ${JSON.stringify(body)}: ${answer?.status}`);
  };
  let register = "";
  const look = async () => {
    const asks: readonly (readonly [route: string, ask: object])[] = [
      ["GET /api/staff/me", {}],
      ["GET /api/staff/inbox", {}],
      ...views.map((view) => ["GET /api/staff/inquiries", { query: { view } }] as const),
      ["GET /api/staff/suggestions", {}],
      ["GET /api/staff/suggestions", { query: { limit: "1" } }],
      ...stages.map((state) => ["GET /api/staff/suggestions", { query: { state } }] as const),
      ["GET /api/staff/suggestions/{number}", { params: { number } }],
      [
        "POST /api/staff/suggestions/{number}/commands",
        { params: { number }, headers: { "if-match": '"1"' }, body: { type: "open" } },
      ],
      ["GET /api/staff/conduct", {}],
      ["GET /api/staff/conduct/{id}", { params: { id: encodeURIComponent(register) } }],
    ];
    for (const [route, ask] of asks) {
      const answer = await api.once(route, { ...ask, staff: who });
      const bytes = `${route} ${JSON.stringify(answer)}`.replaceAll(number, "its number");
      // When in a minute a message was delivered depends on what else was in its batch: on AWS, on everything.
      sent.push(bytes.replaceAll(/(T\d\d:\d\d):\d\d\.\d{3}Z/g, "$1"));
    }
  };
  let over = false;
  const script = async () => {
    await write("of-somebody-else", "opinion", {});
    const facts = { staffId: who, category: "cold-reception", facts: "查岗时发现。" };
    const opened = { staff: keeper, headers: { "idempotency-key": "key-of-a-suspicion-0001" }, body: facts };
    register = (await api.once("POST /api/staff/conduct", opened))?.body.id;
    await until(HOUR);
    if (isComplaint) number = (await write("of-complaint", "complaint", { about: about[who] }))?.body.number;
    await until(2 * HOUR);
    await look();
    if (isComplaint) {
      await command({
        type: "review",
        category: "complaint",
        topic: "attitude",
        about: { staffIds: [who], unitIds: [] },
      });
      await command({ type: "openConduct", staffId: who, category: "cold-reception", facts: "态度问题。" });
    }
    for (let day = 1; day <= 12; day += 1) {
      await until(day * DAY);
      await audit();
      await until(day * DAY + HOUR);
      await look();
      if (isComplaint && day === 9)
        await command({ type: "reply", text: "您好，已核实处理，谢谢监督。", confirmed: true });
    }
    over = true;
  };
  script().catch(world.stopAt);
  await world.live(() => over);
  if (world.broken) throw world.broken;
  return sent;
}

/** Lives each world twice, with and without the complaint, and compares byte for byte what the person complained about is sent. */
export async function twins(handlers: Handlers): Promise<Figure> {
  const through: string[] = [];
  let compared = 0;
  for (const who of Object.keys(about) as (keyof typeof about)[]) {
    const [withIt, without] = [await livedBy(who, true, handlers), await livedBy(who, false, handlers)];
    compared += without.length;
    if (withIt.length !== without.length) through.push(`${who}: ${withIt.length} answers and ${without.length}`);
    for (const [index, answer] of without.entries())
      if (withIt[index] !== answer) through.push(`${who}: ${withIt[index]?.slice(0, 300)} and ${answer.slice(0, 300)}`);
  }
  const people = Object.keys(about).length;
  return none(
    compared,
    `answers to ${people} people over twelve days, with and without a complaint about them`,
    through,
  );
}
