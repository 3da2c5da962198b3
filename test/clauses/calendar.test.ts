import { expect, test } from "vitest";
import { calendarData } from "#shared/rules/rule-pack.ts";
import { onStack } from "#test/scenarios/stack.ts";

const { ask, as, call, at, see, inbox } = onStack("2026-12-30T10:30:00+08:00");

test("SC-5 why this day: every counted and skipped day has its reason and basis", async () => {
  const answer = await call("GET", "/api/calendar/due?receivedOn=2026-05-26&days=3&unit=working-day");
  expect(answer.body).toMatchObject({ dueOn: "2026-06-03", provisional: false });
  expect(answer.body.steps).toContainEqual(
    expect.objectContaining({ date: "2026-05-27", counted: false, reason: "古尔邦节放假" }),
  );
  const makeUp = await call("GET", "/api/calendar/due?receivedOn=2026-09-18&days=1&unit=working-day");
  expect(makeUp.body).toMatchObject({ dueOn: "2026-09-20" });
});

test("SC-5 SC-1 a limit that runs into a year not published is provisional; once the year is loaded it is counted anew, with an event and a notice", async () => {
  const { number } = (await ask({ serviceCode: "GJ-05" })).body;
  const before = (await see("wang-min", number)).body.limits.find((each: { kind: string }) => each.kind === "handling");
  expect(before).toMatchObject({ dueOn: "2027-01-05", provisional: true });

  const { national, regional } = calendarData.years["2027"] ?? {};
  const loaded = (off: unknown) => ({
    national: { ...national, status: "published", off },
    regional: {
      ...regional,
      status: "published",
      off: [
        { name: "肉孜节", from: "2027-03-10", to: "2027-03-10" },
        { name: "古尔邦节", from: "2027-05-17", to: "2027-05-19" },
      ],
    },
  });
  const put = (by: string, body: unknown) => as(by)("PUT", "/api/staff/rules/calendar/2027", body);
  expect((await put("aysha", loaded([]))).status).toBe(403);
  const stray = await put("admin", loaded([{ name: "国庆节", from: "2029-10-01", to: "2029-10-03" }]));
  expect([stray.status, stray.body.code]).toEqual([422, "calendar-faults"]);
  expect((await put("admin", loaded([{ name: "元旦", from: "2027-01-01", to: "2027-01-04" }]))).status).toBe(200);

  await at("2026-12-30T10:40:00+08:00");
  const after = (await see("wang-min", number)).body;
  expect(after.limits.find((each: { kind: string }) => each.kind === "handling")).toMatchObject({
    dueOn: "2027-01-06",
    provisional: false,
  });
  expect(after.history.map((entry: { act: string }) => entry.act)).toContain("recalculate");
  await at("2026-12-30T10:50:00+08:00");
  expect((await inbox(after.caseworkerId)).map((notice) => [notice.kind, notice.number])).toContainEqual([
    "recalculated",
    number,
  ]);
});
