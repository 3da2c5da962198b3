import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalStack, startLocalStack } from "#infra/local/stack.ts";
import { type Operation, operations } from "#shared/contracts/operations.ts";
import type { SuggestionCommand } from "#shared/domain/suggestion/commands.ts";

/** A run of the centre: what was put in, by the names this test has for it. */
interface Run {
  readonly stack: LocalStack;
  readonly numbers: Map<string, string>;
}

type Route = keyof typeof operations;
type GetRoute = Extract<Route, `GET ${string}`>;

const period = "from=2026-11-01&to=2026-12-31";
const views = ["mine", "unit", "due", "overdue", "urgent", "all"];
const stages = ["received", "opened", "reviewed", "assigned", "replied", "published", "closed"];
const of = (path: string, names: readonly string[]) => (number: (name: string) => string) =>
  names.map((name) => path + number(name));

/** Everything that can be fetched. A new route doesn't compile without saying what there is to fetch from it. */
const fetched: Readonly<
  Record<GetRoute, readonly string[] | ((number: (name: string) => string) => readonly string[])>
> = {
  "GET /api/healthz": ["/api/healthz"],
  "GET /api/openapi.json": ["/api/openapi.json"],
  "GET /api/services": ["/api/services"],
  "GET /api/services/{code}": ["/api/services/TQ-01"],
  "GET /api/offices": ["/api/offices"],
  "GET /api/calendar/due": ["/api/calendar/due?receivedOn=2026-11-23&days=3&unit=working-day"],
  "GET /api/appointments/slots": ["/api/appointments/slots?office=centre"],
  "GET /api/inquiries/{number}": of("/api/inquiries/", ["the inquiry", "the complaint"]),
  "GET /api/suggestions/{number}": of("/api/suggestions/", ["the suggestion", "the complaint"]),
  "GET /api/published/figures": ["/api/published/figures"],
  "GET /api/published/suggestions": ["/api/published/suggestions"],
  "GET /api/staff/me": ["/api/staff/me"],
  "GET /api/staff/inbox": ["/api/staff/inbox", "/api/staff/inbox?limit=1"],
  "GET /api/staff/inquiries": [
    ...views.map((view) => `/api/staff/inquiries?view=${view}`),
    "/api/staff/inquiries?view=overdue&unit=withdrawal",
    "/api/staff/inquiries?phone=13900000009",
  ],
  "GET /api/staff/inquiries/{number}": of("/api/staff/inquiries/", ["the inquiry", "the complaint"]),
  "GET /api/staff/suggestions": [
    "/api/staff/suggestions",
    "/api/staff/suggestions?limit=1",
    ...stages.map((state) => `/api/staff/suggestions?state=${state}`),
  ],
  "GET /api/staff/suggestions/{number}": of("/api/staff/suggestions/", ["the suggestion", "the complaint"]),
  "GET /api/staff/box-openings": ["/api/staff/box-openings"],
  "GET /api/staff/conduct": ["/api/staff/conduct", "/api/staff/conduct?limit=1", "/api/staff/conduct?stage=suspected"],
  "GET /api/staff/conduct/{id}": ["rena", "chen-hao", "gulinar", "zhang-jianguo"].map(
    (person) => `/api/staff/conduct/${person}~1`,
  ),
  "GET /api/staff/inspections": ["/api/staff/inspections?from=2026-11&to=2026-12"],
  "GET /api/staff/inspections/{number}": of("/api/staff/inspections/", ["the inspection"]),
  "GET /api/staff/figures": [`/api/staff/figures?${period}`, `/api/staff/figures?${period}&unit=withdrawal`],
  "GET /api/staff/export.csv": [`/api/staff/export.csv?${period}`],
  "GET /api/staff/digests": ["/api/staff/digests"],
  "GET /api/staff/digests/{week}": ["48", "49", "50"].map((week) => `/api/staff/digests/2026-W${week}`),
  "GET /api/staff/directory/{kind}": ["offices", "staff", "roster", "outside-bodies", "slots"].map(
    (kind) => `/api/staff/directory/${kind}`,
  ),
  "GET /api/staff/rules/calendar/{year}": ["/api/staff/rules/calendar/2026"],
};

const bearer = async (stack: LocalStack, who: string) => ({ authorization: `Bearer ${await stack.token(who)}` });

const send = async (stack: LocalStack, who: string | undefined, path: string, body: object, headers: object = {}) => {
  const answer = await fetch(stack.url + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...(who && (await bearer(stack, who))), ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${who} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as { number: string };
};

const command = async (stack: LocalStack, who: string, path: string, body: object) => {
  const seen = await fetch(stack.url + path, { headers: await bearer(stack, who) });
  return send(stack, who, `${path}/commands`, body, { "if-match": seen.headers.get("etag") ?? "" });
};

const reply = "您好，我们已核实处理，谢谢您的监督。";

/** Three weeks of the centre: a visit, a word for the box and an inspection, and a complaint about somebody, or none. */
async function weeks(complaint?: { readonly about: string; readonly left?: true }): Promise<Run> {
  const stack = await startLocalStack({ demo: "directory", startAt: "2026-11-23T10:30:00+08:00" });
  const numbers = new Map<string, string>();
  const key = (name: string) => ({ "idempotency-key": `two-runs-one-world-${name.replaceAll(" ", "-")}` });
  const keep = async (name: string, made: Promise<{ readonly number: string }>) =>
    void numbers.set(name, (await made).number);
  const visit = {
    channel: "visit",
    contactedStaff: ["rena"],
    office: "centre",
    subject: "提取进度",
    content: "材料办到哪一步了？",
    name: "周晓燕",
    phone: "13900000009",
  };
  const inspection = {
    unitId: "withdrawal",
    category: "untidy-workplace",
    inspectedOn: "2026-11-23",
    severity: "minor",
    finding: "填表台没有笔。",
    mustRectify: false,
  };
  await keep("the inquiry", send(stack, "rena", "/api/staff/inquiries", visit, key("the inquiry")));
  const word = { category: "suggestion", content: "空调太冷。" };
  await keep("the suggestion", send(stack, undefined, "/api/suggestions", word, key("the suggestion")));
  const inspector = "gulinar";
  await keep("the inspection", send(stack, inspector, "/api/staff/inspections", inspection, key("the inspection")));
  await command(stack, "rena", `/api/staff/inquiries/${numbers.get("the inquiry")}`, { type: "complete", text: reply });
  if (complaint) {
    const { about, left } = complaint;
    const said = { category: "complaint", content: "态度恶劣。", about: { staffName: about } };
    await keep("the complaint", send(stack, undefined, "/api/suggestions", said, key("the complaint")));
    const keeper = about === "gulinar" ? "zhang-jianguo" : "gulinar";
    const steps: readonly SuggestionCommand[] = [
      { type: "review", category: "complaint", topic: "attitude", about: { staffIds: [about], unitIds: [] } },
      { type: "openConduct", staffId: about, category: "cold-reception", facts: "态度问题。" },
      { type: "reply", text: reply },
    ];
    if (!left)
      for (const step of steps)
        await command(stack, keeper, `/api/staff/suggestions/${numbers.get("the complaint")}`, step);
  }
  for (const day of ["2026-11-27", "2026-12-07", "2026-12-14"]) await stack.moveClock({ set: `${day}T10:30:00+08:00` });
  return { stack, numbers };
}

/** A cursor hides instants and numbers from whoever compares: it is read. */
const readable = (text: string) =>
  text.replaceAll(/(?<="cursor":")[\w-]+(?=")/g, (cursor) => Buffer.from(cursor, "base64url").toString("utf8"));

/** All that a person can fetch, route by route, as the bytes that come. Both runs live in real time: instants are kept to the hour. */
async function everythingFor(who: string, { stack, numbers }: Run): Promise<Readonly<Record<string, string>>> {
  const nowhere = "S0000-00000";
  const named = (text: string) =>
    [...numbers, ["the complaint", nowhere] as const]
      .reduce((all, [name, number]) => all.replaceAll(number, `<${name}>`), text)
      .replaceAll(/(\d{4}-\d\d-\d\dT\d\d):\d\d:\d\d(\.\d{3})?Z/g, "$1")
      // A case of the register that was opened by itself has a random name.
      .replaceAll(/~[\w-]{6,}/g, "~some")
      .replaceAll(stack.url, "");
  const headers = await bearer(stack, who);
  const found: Record<string, string> = {};
  for (const paths of Object.values(fetched))
    for (const path of typeof paths === "function" ? paths((name) => numbers.get(name) ?? nowhere) : paths) {
      const answer = await fetch(stack.url + path, { headers });
      found[named(path)] = named(`${answer.status} ${answer.headers.get("etag")} ${readable(await answer.text())}`);
    }
  const tried = await fetch(`${stack.url}/api/staff/suggestions/${numbers.get("the complaint") ?? nowhere}/commands`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json", "if-match": '"1"' },
    body: '{"type":"open"}',
  });
  found["a command on it"] = named(`${tried.status} ${await tried.text()}`);
  return found;
}

let calm: Run;
beforeAll(async () => {
  calm = await weeks();
});
afterAll(() => calm.stack.stop());

const toItsEnd = { what: "worked on to its end" } as const;

test.each<{ readonly about: string; readonly left?: true; readonly what: string }>([
  { about: "rena", ...toItsEnd },
  { about: "rena", left: true, what: "left lying until the director is told" },
  { about: "chen-hao", ...toItsEnd },
  { about: "gulinar", ...toItsEnd },
  { about: "zhang-jianguo", ...toItsEnd },
])(
  "nothing the person can fetch differs by a byte from a world without the complaint about $about, $what",
  async (complaint) => {
    const run = await weeks(complaint);
    try {
      const seen = await everythingFor(complaint.about, run);
      expect(seen).toEqual(await everythingFor(complaint.about, calm));
      // It is there: whoever keeps it finds it.
      const keeper = complaint.about === "gulinar" ? "zhang-jianguo" : "gulinar";
      const path = `/api/staff/suggestions/${run.numbers.get("the complaint")}`;
      expect((await fetch(run.stack.url + path, { headers: await bearer(run.stack, keeper) })).status).toBe(200);
    } finally {
      await run.stack.stop();
    }
  },
  180_000,
);

test("every route that can be fetched is among those compared", () => {
  const gets = Object.entries<Operation>(operations).flatMap(([route]) => (route.startsWith("GET ") ? [route] : []));
  expect(Object.keys(fetched).sort()).toEqual(gets.sort());
});
