import { describe, expect, test } from "vitest";
import { withYear } from "#shared/domain/calendar/calendar-data.ts";
import { buildCalendar } from "#shared/domain/calendar.ts";
import { extendLimit, type Limit, recalculateLimit, resumeLimit, startLimit } from "#shared/domain/limits.ts";
import { workingTime } from "#shared/domain/working-time.ts";
import { rules, timeOf } from "#shared/rules/decision-rules.ts";
import { calendarData, hours } from "#shared/rules/rule-pack.ts";

const time = timeOf("centre", {});

const handlingOf = (code: string, startedAt: string): Limit => {
  const service = rules.services.get(code);
  if (!service) throw new Error(`no service ${code}`);
  const { promise, statute } = service;
  return startLimit(rules.limits.handling, { id: "handling.1", ownerId: "s1", startedAt, promise, statute }, time);
};

describe("a handling limit", () => {
  test("is the statute's where that is earlier than the promise", () => {
    const limit = handlingOf("TQ-02", "2026-05-26T11:00:00+08:00");
    expect([limit.dueAt, limit.promise.dueOn, limit.statute?.dueOn]).toEqual([
      "2026-06-01T12:00:00.000Z",
      "2026-06-03",
      "2026-06-01",
    ]);
  });

  test("is the promise's where the duty of the statute is the employer's", () => {
    const limit = handlingOf("GJ-03", "2026-11-20T11:00:00+08:00");
    expect([limit.dueOn, limit.statute]).toEqual(["2026-11-23", undefined]);
  });

  test("reminds its owner before it ends and climbs to the head and the director after", () => {
    const limit = handlingOf("TQ-02", "2026-11-20T11:00:00+08:00");
    expect(limit.ladder.map(({ level, to, at }) => [level, to, at])).toEqual([
      [0, "accountable", "2026-11-23T07:45:00.000Z"],
      [1, "head", "2026-11-23T11:30:00.000Z"],
      [2, "director", "2026-11-24T11:30:00.000Z"],
    ]);
  });

  test("stands still from the notice until the materials are in", () => {
    const running = handlingOf("DK-03", "2026-11-02T11:00:00+08:00");
    const paused: Limit = { ...running, pauses: [{ from: "2026-11-04T11:00:00+08:00", reason: "materials" }] };
    const resumed = resumeLimit(paused, "2026-11-16T11:00:00+08:00", time);
    expect([running.dueOn, resumed.dueOn]).toEqual(["2026-11-09", "2026-11-19"]);
  });

  test("that was overdue when it was paused climbs at once when it goes on", () => {
    const running = handlingOf("DK-03", "2026-11-02T11:00:00+08:00");
    const paused: Limit = { ...running, pauses: [{ from: "2026-11-12T11:00:00+08:00", reason: "materials" }] };
    const { dueAt, ladder } = resumeLimit(paused, "2026-11-16T11:00:00+08:00", time);
    expect(dueAt).toBe(running.dueAt);
    expect(ladder.map(({ level, at }) => [level, at])).toEqual([
      [0, running.dueAt],
      ...running.ladder.filter(({ level }) => level > 0).map(({ level, at }) => [level, at]),
    ]);
  });

  test("does not pass the statute when the promise is extended", () => {
    const extended = extendLimit(handlingOf("TQ-01", "2026-11-16T11:00:00+08:00"), 5, 0, time);
    expect([extended.promise.dueOn, extended.dueOn]).toEqual(["2026-11-24", "2026-11-19"]);
  });

  test("that runs into a year not published is provisional, and counted anew once the year is loaded", () => {
    const limit = startLimit(
      rules.limits.handling,
      {
        id: "handling.1",
        ownerId: "s1",
        startedAt: "2026-12-30T11:00:00+08:00",
        promise: { amount: 3, unit: "working-day", basis: "" },
      },
      time,
    );
    expect([limit.dueOn, limit.provisional]).toEqual(["2027-01-05", true]);
    const year = calendarData.years["2027"];
    const [hotan] = hours;
    if (!year || !hotan) throw new Error("no 2027");
    const published = {
      national: {
        ...year.national,
        status: "published" as const,
        off: [{ name: "元旦", from: "2027-01-01", to: "2027-01-04" }],
      },
      regional: { ...year.regional, status: "published" as const },
    };
    const loaded = workingTime(buildCalendar(withYear(calendarData, 2027, published)), hotan);
    expect(recalculateLimit(limit, loaded)).toMatchObject({ dueOn: "2027-01-06", provisional: false });
  });
});
