import { beforeAll, describe, expect, test } from "vitest";
import { type Operation, operations } from "#shared/contracts/operations.ts";
import { type Right, type RightName, rights } from "#shared/domain/rights.ts";
import { type Answer, freshKey, inquiry, onStack } from "#test/scenarios/stack.ts";
import { cast, hire, LEFT, type Person, people } from "./cast.ts";

const { as } = onStack("2026-11-30T10:20:00+08:00");

const units = ["collection", "withdrawal", "moyu-branch"] as const;
type Unit = (typeof units)[number];

/** One use of a right over HTTP, about a unit and by a person. */
interface Try {
  readonly route: string;
  readonly right: RightName;
  readonly path?: (unit: Unit, who: Person) => string;
  readonly body?: (unit: Unit, who: Person) => unknown;
  /** About whoever asks. */
  readonly aboutOneself?: true;
  /** How one sees that it was granted, where nothing is refused and one only sees less. */
  readonly granted?: (answer: Answer, unit: Unit) => boolean;
}

const officerOf = { collection: "aysha", withdrawal: "rena", "moyu-branch": "zhao-lei" } as const;
const contact = (unit: Unit) => {
  const { channel: _, ...said } = inquiry({ office: unit === "moyu-branch" ? "moyu" : "centre" });
  return { ...said, channel: "visit", contactedStaff: [officerOf[unit]] };
};
const visitTo = (unitId: Unit) => ({
  unitId,
  category: "untidy-workplace",
  inspectedOn: "2026-11-30",
  severity: "minor",
  finding: "填表台没有笔。",
  mustRectify: true,
});
const breachOf = (staffId: string) => ({ staffId, category: "cold-reception", facts: "态度问题。" });

/** What lies in each unit before anybody tries. */
const cases = new Map<string, string>();
const inspections = new Map<string, string>();
let outsideBody: { readonly id: string };
let year: unknown;

beforeAll(async () => {
  await hire(as);
  const made = async (path: string, body: unknown) => {
    const answer = await as("gulinar")("POST", path, body, { "idempotency-key": freshKey() });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body.number as string;
  };
  for (const unit of units) {
    cases.set(unit, await made("/api/staff/inquiries", contact(unit)));
    inspections.set(unit, await made("/api/staff/inspections", visitTo(unit)));
  }
  outsideBody = (await as("admin")("GET", "/api/staff/directory/outside-bodies")).body.items[0];
  year = (await as("admin")("GET", "/api/staff/rules/calendar/2026")).body;
});

const lists = (numbers: ReadonlyMap<string, string>) => (answer: Answer, unit: Unit) =>
  answer.status === 200 &&
  (answer.body.items as { readonly number: string }[]).some(({ number }) => number === numbers.get(unit));

const period = "from=2026-11-01&to=2026-11-30";

/** Each right on each route that asks for it. */
const tries: readonly Try[] = [
  { route: "GET /api/staff/me", right: "inbox.read" },
  { route: "GET /api/staff/inbox", right: "inbox.read" },
  {
    route: "POST /api/staff/inbox/{notice}/acknowledge",
    right: "inbox.acknowledge",
    path: () => "/api/staff/inbox/nothing/acknowledge",
    // There is no such notice: that is said to whoever may ask.
    granted: ({ status }) => status === 404,
  },
  { route: "POST /api/staff/replies/check", right: "reply.check", body: () => ({ text: "您好。" }) },
  { route: "POST /api/staff/inquiries", right: "inquiries.record", body: contact },
  {
    route: "POST /api/staff/inquiries/preview",
    right: "inquiries.record",
    body: () => ({ channel: "visit", contactedStaff: ["aysha"], office: "centre" }),
  },
  { route: "GET /api/staff/inquiries", right: "inquiries.list-own", path: () => "/api/staff/inquiries?view=mine" },
  {
    route: "GET /api/staff/inquiries",
    right: "inquiries.find-by-phone",
    path: () => "/api/staff/inquiries?phone=13900000001&limit=100",
    granted: lists(cases),
  },
  {
    route: "GET /api/staff/inquiries",
    right: "inquiries.list-unit",
    path: (unit) => `/api/staff/inquiries?view=overdue&unit=${unit}`,
  },
  {
    route: "GET /api/staff/inquiries",
    right: "inquiries.list-all",
    path: () => "/api/staff/inquiries?view=all&limit=100",
    granted: (answer) => units.every((unit) => lists(cases)(answer, unit)),
  },
  {
    route: "GET /api/staff/figures",
    right: "figures.read-unit",
    path: (unit) => `/api/staff/figures?${period}&unit=${unit}`,
  },
  {
    route: "GET /api/staff/figures",
    right: "figures.read-all",
    path: () => `/api/staff/figures?${period}`,
    granted: ({ status, body }) =>
      status === 200 && body.figures.some((each: { code: string }) => each.code === "suggestions"),
  },
  { route: "GET /api/staff/export.csv", right: "figures.export", path: () => `/api/staff/export.csv?${period}` },
  { route: "GET /api/staff/digests", right: "digests.read" },
  {
    route: "GET /api/staff/digests/{week}",
    right: "digests.read",
    path: () => "/api/staff/digests/2026-W40",
    granted: ({ status }) => status === 404,
  },
  { route: "GET /api/staff/directory/{kind}", right: "directory.read", path: () => "/api/staff/directory/staff" },
  {
    route: "PUT /api/staff/directory/{kind}",
    right: "directory.write",
    path: () => "/api/staff/directory/outside-bodies",
    body: () => outsideBody,
  },
  {
    route: "PUT /api/staff/directory/{kind}/{id}",
    right: "directory.write",
    path: () => `/api/staff/directory/outside-bodies/${outsideBody.id}`,
    body: () => outsideBody,
  },
  {
    route: "GET /api/staff/rules/calendar/{year}",
    right: "directory.read",
    path: () => "/api/staff/rules/calendar/2026",
  },
  {
    route: "PUT /api/staff/rules/calendar/{year}",
    right: "directory.write",
    path: () => "/api/staff/rules/calendar/2026",
    body: () => year,
  },
  {
    route: "POST /api/staff/suggestions",
    right: "suggestions.record",
    body: () => ({ category: "suggestion", content: "叫号屏字太小。" }),
  },
  { route: "GET /api/staff/box-openings", right: "suggestions.open-box" },
  {
    route: "POST /api/staff/box-openings",
    right: "suggestions.open-box",
    body: () => ({ office: "centre", found: 0 }),
  },
  { route: "POST /api/staff/conduct", right: "register.open-case", body: () => breachOf("zhao-lei") },
  {
    route: "POST /api/staff/conduct",
    right: "register.open-case",
    aboutOneself: true,
    body: (_, who) => breachOf(who),
  },
  { route: "GET /api/staff/inspections", right: "inspection.read", granted: lists(inspections) },
  {
    route: "GET /api/staff/inspections/{number}",
    right: "inspection.read",
    path: (unit) => `/api/staff/inspections/${inspections.get(unit)}`,
  },
  { route: "POST /api/staff/inspections", right: "inspection.record", body: visitTo },
  {
    route: "POST /api/staff/inspections/{number}/commands",
    right: "inspection.rectify",
    path: (unit) => `/api/staff/inspections/${inspections.get(unit)}/commands`,
    body: () => ({ type: "rectify", text: "笔已补齐。" }),
    // On a version nobody has seen: whoever may carry on is told so, others that there is nothing.
    granted: ({ status }) => status === 412,
  },
];

/** What the table of rights says, for somebody of the cast. */
function hasRight(right: Right, who: Person, unit: Unit, aboutOneself: boolean): boolean {
  const person = cast[who];
  const roles: readonly string[] = person.roles;
  const inCharge: readonly string[] = person.inChargeOf;
  if (right.notOneself && aboutOneself) return false;
  if (right.roles === "everybody" || right.roles.some((role) => roles.includes(role))) return true;
  return (right.unit === "member" && person.unitId === unit) || (right.unit !== undefined && inCharge.includes(unit));
}

async function attempt({ route, path, body }: Try, who: string, unit: Unit): Promise<Answer> {
  const [method = "", at = ""] = route.split(" ");
  return as(who)(method, path?.(unit, who as Person) ?? at, body?.(unit, who as Person), {
    ...(method === "POST" && { "idempotency-key": freshKey(), "if-match": '"99"' }),
  });
}

describe("every route of the staff, as everybody, over HTTP, grants what the table of rights says", () => {
  const named = tries.map((each): [string, Try] => [
    `${each.route} by ${each.right}${each.aboutOneself ? ", about oneself" : ""}`,
    each,
  ]);

  test.each(named)("%s", async (_, each) => {
    const wrong: string[] = [];
    for (const who of people)
      for (const unit of units) {
        const answer = await attempt(each, who, unit);
        const granted = each.granted?.(answer, unit) ?? (answer.status >= 200 && answer.status < 300);
        const wanted = hasRight(rights[each.right], who, unit, each.aboutOneself ?? false);
        if (granted !== wanted) wrong.push(`${who} on ${unit}: ${answer.status} ${answer.body.code ?? ""}`);
        if (!wanted && ![200, 403, 404].includes(answer.status)) wrong.push(`${who} is told ${answer.status}`);
      }
    expect(wrong).toEqual([]);
  });

  test.each(named)("%s: nothing for somebody who has left, whatever they were", async (_, each) => {
    const answer = await attempt(each, LEFT, "collection");
    expect([answer.status, answer.body.code]).toEqual([403, "not-in-directory"]);
  });
});

describe("the matrix", () => {
  const ofRoutes = Object.entries<Operation>(operations).flatMap(([route, operation]) =>
    operation.access === "staff" ? operation.rights.map((right) => `${route} ${right}`) : [],
  );
  // These are tried with every command and at every stage in the matrices beside this one.
  const byRelation =
    /^\S+ \/api\/staff\/(inquiries|suggestions|conduct)(\/\{\w+\}(\/commands)?)? (inquiry|suggestion|conduct)\.(read|command)$/;

  test("holds every right of every route: a new one without its row fails here", () => {
    const wanted = ofRoutes.filter((each) => !byRelation.test(each)).sort();
    expect([...new Set(tries.map(({ route, right }) => `${route} ${right}`))].sort()).toEqual(wanted);
  });

  test("leaves no right of the table untried", () => {
    expect([...new Set(tries.map(({ right }) => right))].sort()).toEqual(Object.keys(rights).sort());
  });
});
