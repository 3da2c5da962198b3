import { describe, expect, test } from "vitest";
import { onStack } from "./stack.ts";

const { as, ask, call, later, inbox } = onStack("2026-12-30T10:30:00+08:00");
const admin = as("admin");

describe("an entry of the directory", () => {
  test("is kept under the id it bears, with or without that in the path", async () => {
    const { items } = (await admin("GET", "/api/staff/directory/outside-bodies")).body;
    const [body] = items;
    const changed = { ...body, phone: "0903-1234567" };
    expect((await admin("PUT", "/api/staff/directory/outside-bodies", changed)).body).toEqual(changed);
    expect((await admin("PUT", `/api/staff/directory/outside-bodies/${body.id}`, changed)).body).toEqual(changed);
    const differing = await admin("PUT", "/api/staff/directory/outside-bodies/other", changed);
    expect([differing.status, differing.body.code]).toEqual([422, "id-differs"]);
    const after = (await admin("GET", "/api/staff/directory/outside-bodies")).body.items;
    expect(after).toHaveLength(items.length);
    expect((await as("aysha")("PUT", "/api/staff/directory/outside-bodies", changed)).status).toBe(403);
  });

  const day = (shift: Record<string, unknown>) => ({
    officeId: "centre",
    date: "2027-01-09",
    shifts: [{ from: "10:00", to: "19:30", staffIds: ["rena"], ...shift }],
  });

  test.each([
    ["a shift past midnight", day({ from: "18:00", to: "08:00" }), 400, "invalid", /00:00/],
    ["a time that does not exist", day({ to: "24:30" }), 400, "invalid", /格式/],
    ["somebody unknown on duty", day({ staffIds: ["nobody"] }), 422, "unknown-staff", /nobody/],
    [
      "what is an entry of another kind",
      { id: "housing-bureau", name: { zh: "住建局" }, address: "", phone: "", matters: [] },
      422,
      "entry-of-another-kind",
      /roster/,
    ],
  ])("of a roster is refused with %s", async (_what, entry, status, code, says) => {
    const answer = await admin("PUT", "/api/staff/directory/roster", entry);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(JSON.stringify(answer.body)).toMatch(says);
  });

  test("of a member of staff is refused when their leave ends before it begins", async () => {
    const rena = (await admin("GET", "/api/staff/directory/staff")).body.items.find(
      (each: { id: string }) => each.id === "rena",
    );
    const leave = [{ from: "2027-01-09", to: "2027-01-05" }];
    expect((await admin("PUT", "/api/staff/directory/staff", { ...rena, leave })).status).toBe(400);
  });
});

describe("the calendar", () => {
  const due = async (office: string) =>
    (await call("GET", `/api/calendar/due?receivedOn=2026-06-02&days=1&unit=working-day&office=${office}`)).body;

  test("takes the orders of one office for itself, which count there and nowhere else", async () => {
    const year = (await admin("GET", "/api/staff/rules/calendar/2026")).body;
    const moving = {
      status: "published",
      document: "墨玉县管理部搬迁公告",
      url: null,
      off: [{ name: "搬迁", from: "2026-06-03", to: "2026-06-03" }],
      work: [],
    };
    const unknown = await admin("PUT", "/api/staff/rules/calendar/2026", { ...year, offices: { nowhere: moving } });
    expect([unknown.status, unknown.body.code]).toEqual([422, "unknown-office"]);
    expect((await admin("PUT", "/api/staff/rules/calendar/2026", { ...year, offices: { moyu: moving } })).status).toBe(
      200,
    );
    expect((await due("centre")).dueOn).toBe("2026-06-03");
    const moyu = await due("moyu");
    expect(moyu.dueOn).toBe("2026-06-04");
    expect(moyu.steps[1]).toMatchObject({ date: "2026-06-03", counted: false, basis: "墨玉县管理部搬迁公告" });
    const again = (await admin("GET", "/api/staff/rules/calendar/2026")).body;
    expect((await admin("PUT", "/api/staff/rules/calendar/2026", again)).status).toBe(200);
  });

  test("once a year is loaded moves the provisional dates of inquiries and suggestions alike, with an event and a notice (SC-5)", async () => {
    const { number } = (await ask({ serviceCode: "DK-03" })).body;
    const note = { category: "complaint", content: "等了很久", office: "centre" };
    const box = (await call("POST", "/api/suggestions", note, { "idempotency-key": `calendar-moves-${Date.now()}` }))
      .body;
    const limitOf = (view: { limits: { kind: string }[] }, kind: string) =>
      view.limits.find((limit) => limit.kind === kind) as { dueOn: string; provisional: boolean } | undefined;
    const see = async () => {
      const inquiry = (await as("gulinar")("GET", `/api/staff/inquiries/${number}`)).body;
      const suggestion = (await as("gulinar")("GET", `/api/staff/suggestions/${box.number}`)).body;
      return { inquiry, suggestion, dates: [limitOf(inquiry, "handling"), limitOf(suggestion, "complaint-reply")] };
    };
    const before = await see();
    expect(before.dates).toMatchObject([{ provisional: true }, { provisional: true, dueOn: "2027-01-21" }]);
    const published = (document: string, off: unknown[]) => ({
      status: "published",
      document,
      url: null,
      off,
      work: [],
    });
    const loaded = await admin("PUT", "/api/staff/rules/calendar/2027", {
      national: published("国办发明电〔2026〕9号", [{ name: "元旦", from: "2027-01-01", to: "2027-01-05" }]),
      regional: published("自治区2027年放假通知", [
        { name: "肉孜节", from: "2027-03-10", to: "2027-03-10" },
        { name: "古尔邦节", from: "2027-05-17", to: "2027-05-19" },
      ]),
    });
    expect(loaded.status).toBe(200);
    await later("PT3M");
    const after = await see();
    expect(after.dates).toMatchObject([{ provisional: false }, { provisional: false, dueOn: "2027-01-25" }]);
    for (const view of [after.inquiry, after.suggestion])
      expect(view.history.flatMap((entry: { events: string[] }) => entry.events)).toContain("LimitMoved");
    await later("PT2M");
    expect((await inbox("gulinar")).map((notice) => [notice.kind, notice.number])).toContainEqual([
      "recalculated",
      box.number,
    ]);
  });
});
