import { beforeAll, describe, expect, test } from "vitest";
import { freshKey, inquiry, onStack } from "./stack.ts";

const { as, at, call, command, inbox } = onStack("2026-10-26T10:30:00+08:00");

const visit = async (fields: Record<string, unknown> = {}) => {
  const { channel: _channel, ...said } = inquiry(fields);
  const answer = await as("aysha")(
    "POST",
    "/api/staff/inquiries",
    { ...said, channel: "visit", contactedStaff: ["aysha"] },
    { "idempotency-key": freshKey() },
  );
  return answer.body as { number: string; secret: string };
};

interface Figure {
  readonly code: string;
  readonly value: unknown;
  readonly of?: unknown;
  readonly definition: { readonly zh: string; readonly en: string };
  readonly parts?: readonly { readonly code: string; readonly value: unknown }[];
}

const valuesOf = (figures: readonly Figure[]) =>
  Object.fromEntries(
    figures.map(({ code, value, parts }) => [
      code,
      parts ? Object.fromEntries(parts.map((part) => [part.code, part.value])) : value,
    ]),
  );

const WEEK = "from=2026-10-26&to=2026-11-01";
const cases: Record<string, { number: string; secret: string }> = {};

// A week in October: one answered and done at once and rated, one answered late, one introduced elsewhere, one left lying.
beforeAll(async () => {
  const [done, late, elsewhere, left] = [await visit(), await visit(), await visit(), await visit()];
  Object.assign(cases, { done, late, elsewhere, left });
  // Some minutes short of half an hour: what the requests themselves take must not be what is rounded.
  await at("2026-10-26T10:57:00+08:00");
  await command("aysha", done.number, { type: "accept" });
  await command("aysha", done.number, { type: "complete", text: "已为您办好，款项明天到账。" });
  await call("POST", `/api/inquiries/${done.number}/rating`, { grade: 5 }, { "receipt-secret": done.secret });
  await command("aysha", elsewhere.number, {
    type: "redirect",
    outsideBodyId: "tax-bureau",
    explanation: "个人所得税退税由税务部门办理。",
  });
  await at("2026-10-28T10:30:00+08:00");
  await command("aysha", late.number, { type: "complete", text: "让您久等了，已为您办好。" });
}, 60_000);

describe("FIR-1 the figures of a week", () => {
  test("are those of its cases, counted by hand", async () => {
    const { status, body } = await as("gulinar")("GET", `/api/staff/figures?${WEEK}&unit=collection`);
    expect(status).toBe(200);
    expect(valuesOf(body.figures)).toMatchObject({
      closed: 3,
      "on-time-rate": 100,
      "answer-on-time-rate": 66.7,
      "first-answer-median": 0.5,
      "handling-median": 0,
      "handling-p90": 2,
      outcomes: { done: 2, answered: 0, declined: 0, redirected: 1, withdrawn: 0 },
      escalations: { 1: 1, 2: 0 },
      "one-time-notices": 0,
      "satisfaction-rate": 100,
      "response-rate": 33.3,
      grades: { 5: 1, 4: 0 },
      open: 1,
      overdue: 1,
    });
  });

  test("stand next to their definitions, in Chinese and English", async () => {
    const { body } = await as("gulinar")("GET", `/api/staff/figures?${WEEK}`);
    for (const { definition } of body.figures as Figure[])
      expect([definition.zh, definition.en].map((text) => text.length > 10)).toEqual([true, true]);
  });

  test("are the sum of the units", async () => {
    const { body } = await as("zhang-jianguo")("GET", `/api/staff/figures?${WEEK}`);
    const closed = body.units.map((row: { unitId: string; closed: number }) => [row.unitId, row.closed]);
    expect([closed.length, Object.fromEntries(closed)]).toEqual([
      5,
      { collection: 3, withdrawal: 0, credit: 0, office: 0, "moyu-branch": 0 },
    ]);
  });

  test.each([
    ["an officer", "aysha", "", 403],
    ["an officer, of the own unit", "aysha", "&unit=collection", 403],
    ["a head, of the own unit", "wang-min", "&unit=collection", 200],
    ["a head, of another unit", "chen-hao", "&unit=collection", 403],
    ["the office, of a unit that is none", "gulinar", "&unit=nowhere", 403],
    ["the director", "zhang-jianguo", "", 200],
  ])("asked for by %s get their due answer", async (_who, staffId, more, expected) => {
    expect((await as(staffId)("GET", `/api/staff/figures?${WEEK}${more}`)).status).toBe(expected);
  });

  test("of a period that ends before it begins are refused with the field", async () => {
    const { status, body } = await as("gulinar")("GET", "/api/staff/figures?from=2026-11-01&to=2026-10-01");
    expect([status, body.errors]).toEqual([400, [expect.objectContaining({ path: "query.to" })]]);
  });
});

describe("the export", () => {
  const exported = (path: string) => as("gulinar")("GET", path);

  test("is a table that a spreadsheet opens, without a name, a telephone or a subject", async () => {
    const { status, body, headers } = await exported(`/api/staff/export.csv?${WEEK}`);
    const lines = (body as string).split("\r\n");
    expect([status, headers.get("content-type"), lines.length]).toEqual([200, "text/csv; charset=utf-8", 5]);
    expect(lines[0]).toMatch(/^\ufeff?编号,办理部门/);
    expect(lines.find((line) => line.startsWith(cases["late"]?.number ?? "none"))).toMatch(
      /,collection,visit,.*2026-10-26,2026-10-28,是,2026-10-28,.*,2,否,done,0,1,$/,
    );
    expect(body).not.toMatch(/阿卜杜拉|13900000001|购房提取/);
  });

  test("comes in pages that together are the same table", async () => {
    const whole = (await exported(`/api/staff/export.csv?${WEEK}`)).body;
    let together = "";
    let pages = 0;
    for (let path: string | undefined = `/api/staff/export.csv?${WEEK}&limit=1`; path !== undefined; pages += 1) {
      const page = await exported(path);
      together += page.body;
      path = /<([^>]+)>; rel="next"/.exec(page.headers.get("link") ?? "")?.[1];
    }
    expect([together, pages]).toEqual([whole, 4]);
  });

  test.each(["aysha", "wang-min"])("is not for %s", async (staffId) => {
    expect((await as(staffId)("GET", `/api/staff/export.csv?${WEEK}`)).status).toBe(403);
  });
});

describe("FIR-9 on Monday morning", () => {
  beforeAll(() => at("2026-11-02T09:01:00+08:00"));

  test("there is a digest of the week with its figures, what is overdue and what is missing", async () => {
    const { status, body } = await as("zhang-jianguo")("GET", "/api/staff/digests/2026-W44");
    expect(status).toBe(200);
    expect(valuesOf(body.figures)).toMatchObject({ closed: 3, escalations: { 1: 1 } });
    expect(body).toMatchObject({ from: "2026-10-26", to: "2026-11-01", overdue: { total: 1 } });
    expect(body.overdue.items).toMatchObject([{ number: cases["left"]?.number, unitId: "collection" }]);
    expect(body.proposedRules).toBeGreaterThan(100);
  });

  test.each(["zhang-jianguo", "gulinar"])("%s is told of it once, however often it is started", async (staffId) => {
    const again = await call("POST", "/local/schedules/weekly-digest-mondays/run");
    const told = (await inbox(staffId)).filter(({ kind }) => kind === "digest");
    expect([again.status, told.map(({ number }) => number)]).toEqual([200, ["2026-W44"]]);
  });

  test("it is among the digests, for the supervision alone", async () => {
    const { body } = await as("gulinar")("GET", "/api/staff/digests");
    const answers = [await as("wang-min")("GET", "/api/staff/digests"), await as("aysha")("GET", "/api/staff/digests")];
    expect([body.items.map(({ week }: { week: string }) => week), answers.map(({ status }) => status)]).toEqual([
      ["2026-W44"],
      [403, 403],
    ]);
  });

  test("everybody can read the figures of October, small numbers hidden, and no complaints", async () => {
    const { status, body } = await call("GET", "/api/published/figures");
    expect([status, body.month]).toEqual([200, "2026-10"]);
    const [month, year] = body.periods;
    expect([month.from, month.to, year.from, year.to]).toEqual([
      "2026-10-01",
      "2026-10-31",
      "2026-01-01",
      "2026-10-31",
    ]);
    expect(valuesOf(month.figures)).toMatchObject({
      closed: "<5",
      "on-time-rate": "<5",
      outcomes: { done: "<5", redirected: "<5" },
      suggestions: { opinion: "<5", suggestion: "<5", praise: "<5" },
    });
    expect(valuesOf(month.figures)).not.toHaveProperty("suggestions.complaint");
  });

  test("the month counted at night is the month counted from its cases", async () => {
    const ofMonth = await as("gulinar")("GET", "/api/staff/figures?from=2026-10-01&to=2026-10-31&unit=collection");
    const ofCases = await as("gulinar")("GET", "/api/staff/figures?from=2026-10-02&to=2026-10-31&unit=collection");
    expect(valuesOf(ofMonth.body.figures)).toEqual(valuesOf(ofCases.body.figures));
  });

  test("a rating that comes late is counted by the next night", async () => {
    const late = cases["late"] ?? { number: "", secret: "" };
    await call("POST", `/api/inquiries/${late.number}/rating`, { grade: 4 }, { "receipt-secret": late.secret });
    await at("2026-11-03T09:00:00+08:00");
    const { body } = await as("gulinar")("GET", "/api/staff/figures?from=2026-10-01&to=2026-10-31&unit=collection");
    expect(valuesOf(body.figures)).toMatchObject({ grades: { 5: 1, 4: 1 }, "response-rate": 66.7 });
  });
});
