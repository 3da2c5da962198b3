import { describe, expect, test } from "vitest";
import { withYear } from "#shared/domain/calendar/calendar-data.ts";
import { buildCalendar } from "#shared/domain/calendar.ts";
import type { Context } from "#shared/domain/decision.ts";
import { append } from "#shared/domain/history.ts";
import type { StaffCommand } from "#shared/domain/inquiry/commands.ts";
import { decide } from "#shared/domain/inquiry/decide.ts";
import { fold } from "#shared/domain/inquiry/history.ts";
import { register } from "#shared/domain/inquiry/register.ts";
import { isRefusal } from "#shared/domain/refusal.ts";
import { type WorkingTime, workingTime } from "#shared/domain/working-time.ts";
import { rules, timeOf } from "#shared/rules/decision-rules.ts";
import { calendarData, hours } from "#shared/rules/rule-pack.ts";
import { directory } from "#test/properties/world.ts";

const contextAt = (now: string, time: WorkingTime = timeOf("centre", {}), actorId = "clerk-c"): Context => ({
  now,
  actorId,
  rules,
  directory,
  time,
  checkReply: () => ({ verdict: "ok", findings: [] }),
});

/** A case of clerk-c, taken in at this moment. */
function takenIn(at: string) {
  const decision = register(
    {
      number: "QAAAA-AAAAA",
      channel: "web",
      officeId: "centre",
      language: "zh-CN",
      serviceCode: null,
      subject: "事由",
      content: "内容",
      name: "某人",
      phone: "1390000",
      urgent: false,
      firstResponder: {
        staffId: "clerk-c",
        officeId: "centre",
        unitId: "collection",
        reason: "on-duty",
        clause: "FIR-3",
        candidates: ["clerk-c"],
      },
    },
    contextAt(at),
  );
  const commit = { at, actor: { kind: "citizen" }, act: "register", ...decision } as const;
  return fold(append(undefined, commit, String, String));
}

const answered: StaffCommand = { type: "reply", text: "您好，已为您查到。" };

/** What a command does, in words: rungs with whom they reach, limits that end or move. */
function done(inquiry: ReturnType<typeof takenIn>, command: StaffCommand, context: Context): readonly string[] {
  const decision = decide(inquiry, command, context);
  if (isRefusal(decision)) return [decision.code];
  return decision.events.flatMap((event) => {
    if (event.type === "StepRaised") return `${event.limitId} ${event.level} ${event.recipientId}`;
    if (event.type === "LimitMoved") return `${event.id} moved to ${event.dates.dueOn}`;
    return event.type === "LimitMet" ? `${event.id} met` : [];
  });
}

describe("a command that comes after a limit has passed", () => {
  const inquiry = takenIn("2026-11-20T03:00:00.000Z");

  test("records the breach and who hears of it before it meets the limit", () => {
    expect(done(inquiry, answered, contextAt("2026-11-24T02:00:00.000Z"))).toEqual([
      "first-answer.1 1 head-c",
      "first-answer.1 met",
    ]);
  });

  test("records every level that is due by then", () => {
    expect(done(inquiry, answered, contextAt("2026-11-25T02:00:00.000Z"))).toEqual([
      "first-answer.1 1 head-c",
      "first-answer.1 2 director",
      "first-answer.1 met",
    ]);
  });

  test("records nothing when it is refused", () => {
    expect(done(inquiry, { type: "complete" }, contextAt("2026-11-24T02:00:00.000Z"))).toEqual(["answer-owed"]);
  });

  test("blames nobody for a day the corrected calendar takes off, of which no sweep has heard", () => {
    const year = calendarData.years["2027"];
    const [hotan] = hours;
    if (!year || !hotan) throw new Error("no 2027");
    const off = [{ name: "元旦", from: "2027-01-01", to: "2027-01-04" }];
    const published = {
      national: { ...year.national, status: "published" as const, off },
      regional: { ...year.regional, status: "published" as const },
    };
    const corrected = workingTime(buildCalendar(withYear(calendarData, 2027, published)), hotan);
    const overNewYear = takenIn("2026-12-30T03:00:00.000Z");
    const evening = "2027-01-07T12:00:00.000Z";
    const close: StaffCommand = { type: "complete", text: "您好，已为您办好。" };
    const ofHandling = (context: Context) =>
      done(overNewYear, close, context).filter((each) => each.startsWith("handling"));
    expect(ofHandling(contextAt(evening))).toEqual(["handling.1 1 head-c", "handling.1 met"]);
    expect(ofHandling(contextAt(evening, corrected))).toEqual(["handling.1 moved to 2027-01-08", "handling.1 met"]);
  });
});

test("a command in time decides nothing but what was asked", () => {
  expect(done(takenIn("2026-11-20T03:00:00.000Z"), answered, contextAt("2026-11-20T04:00:00.000Z"))).toEqual([
    "first-answer.1 met",
  ]);
});
