import { describe, expect, test } from "vitest";
import { durationMilliseconds } from "#infra/local/clock.ts";
import { scheduleTimes } from "#infra/local/schedule-times.ts";
import { probeStack } from "./fixtures/probe-stack.ts";

const probe = probeStack();

describe("moving the clock", () => {
  test("moves the functions' time and runs what is due, once", async () => {
    const before = probe.stack().now();
    const { ran, underWay } = await probe.advance("PT5H");
    const { now } = (await (await probe.get("/api/probe/now")).json()) as { now: string };
    expect(ran).toContain("hourly");
    expect(underWay).toEqual([]);
    expect(Date.parse(now) - before.getTime()).toBeGreaterThanOrEqual(5 * 3600 * 1000);
    expect((await probe.kept()).filter((what) => what === "schedule hourly")).toHaveLength(1);
  });

  test("moves the date of the answers", async () => {
    await probe.advance("P1D");
    const told = Date.parse((await probe.get("/api/probe/now")).headers.get("date") ?? "");
    expect(Math.abs(told - probe.stack().now().getTime())).toBeLessThan(5000);
  });

  test("runs a weekly schedule in its own time zone", async () => {
    const { ran } = await probe.advance("P7D");
    expect(ran).toContain("monday-morning");
  });

  test("deletes what has outlived its time to live", async () => {
    await probe.post("/api/probe/keep", "expires 60");
    await probe.post("/api/probe/keep", "expires 86400");
    await probe.advance("PT1H");
    expect((await probe.kept()).filter((what) => what.startsWith("expires"))).toEqual(["expires 86400"]);
  });

  test.each([
    ["back", { set: "2020-01-01T00:00:00Z" }],
    ["to no instant", { set: "tomorrow" }],
    ["to an instant without offset", { set: "2099-01-01T00:00:00" }],
    ["by no duration", { advance: "2 hours" }],
    ["by nothing", {}],
  ])("is refused %s", async (_what, move) => {
    const answer = await probe.post("/local/clock", JSON.stringify(move));
    expect([answer.status, Object.keys((await answer.json()) as object)]).toEqual([400, ["message"]]);
  });

  test("is refused to another page's script", async () => {
    const answer = await probe.post("/local/clock", '{"advance":"PT1H"}', { origin: "https://elsewhere.example" });
    expect(answer.status).toBe(403);
  });
});

test("a schedule can be made to stand still, and goes on from its next time", async () => {
  await probe.post("/local/schedules/hourly/pause");
  expect((await probe.advance("PT3H")).ran).not.toContain("hourly");
  await probe.post("/local/schedules/hourly/resume");
  expect((await probe.advance("PT2H")).ran).toContain("hourly");
  expect((await probe.post("/local/schedules/unheard-of/pause")).status).toBe(404);
});

test("a schedule can be run at any time", async () => {
  const answer = await probe.post("/local/schedules/monday-morning/run");
  expect(await answer.json()).toMatchObject({ ran: ["monday-morning"] });
  expect((await probe.post("/local/schedules/unheard-of/run")).status).toBe(404);
});

test.each([
  ["PT2H", 7_200_000],
  ["P3D", 259_200_000],
  ["P1DT1M30S", 86_490_000],
  ["P2W", 1_209_600_000],
  ["P", undefined],
  ["PT", undefined],
  ["2H", undefined],
])("%s lasts %s milliseconds", (text, milliseconds) => {
  expect(durationMilliseconds(text)).toBe(milliseconds);
});

test.each([
  ["rate(1 minute)", "2026-02-28T23:59:30Z", "2026-03-01T00:00:30Z"],
  ["rate(2 hours)", "2026-01-01T00:00:00Z", "2026-01-01T02:00:00Z"],
  ["cron(30 9 ? * MON *)", "2026-11-23T01:30:00Z", "2026-11-30T01:30:00Z"],
  ["cron(0/15 * * * ? *)", "2026-11-23T01:31:00Z", "2026-11-23T01:45:00Z"],
  ["cron(0 8 1 * ? *)", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"],
  ["cron(0 8 L * ? *)", "2028-02-01T00:00:00Z", "2028-02-29T00:00:00Z"],
  ["cron(0 8 ? 3-5 TUE-THU 2027)", "2026-11-23T00:00:00Z", "2027-03-02T00:00:00Z"],
  ["at(2026-12-01T08:00:00)", "2026-11-23T00:00:00Z", "2026-12-01T00:00:00Z"],
  ["at(2026-11-01T08:00:00)", "2026-11-23T00:00:00Z", undefined],
])("%s after %s is due at %s in Shanghai", (expression, after, due) => {
  expect(scheduleTimes(expression, "Asia/Shanghai")(new Date(after))?.toISOString()).toBe(
    due && new Date(due).toISOString(),
  );
});

test("a cron schedule keeps to the wall clock when clocks change", () => {
  const next = scheduleTimes("cron(0 9 * * ? *)", "Europe/Berlin");
  expect(next(new Date("2026-03-28T08:00:00Z"))?.toISOString()).toBe("2026-03-29T07:00:00.000Z");
});

test.each(["rate(5 weeks)", "cron(0 8 * * *)", "cron(0 8 1 * MON *)", "cron(61 8 * * ? *)", "every day"])(
  "%s is refused by name",
  (expression) => {
    expect(() => scheduleTimes(expression)).toThrow(expression);
  },
);
