import { describe, expect, test } from "vitest";
import { addMinutes, dayOf } from "#shared/domain/calendar/local-date.ts";
import {
  addWorkingMinutes,
  type ClockPause,
  deadline,
  endOfWorkingDay,
  isOpen,
  type OpeningHours,
  reminderAt,
  type Term,
  workingMinutesBetween,
} from "#shared/domain/calendar/working-hours.ts";
import { buildCalendar } from "#shared/domain/calendar.ts";
import { calendarData, hours } from "#shared/rules/rule-pack.ts";
import { naiveIsWorking, seeded } from "./naive-calendar.ts";

const calendar = buildCalendar(calendarData);
const hotan = hours.find(({ code }) => code === "hotan") as OpeningHours;
const beijing = (time: string) => new Date(`${time.replace(" ", "T")}:00+08:00`).toISOString();
const shown = (instant: string) =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");

describe("opening time", () => {
  test.each([
    ["2026-11-20 10:00", 60, "2026-11-20 11:00", "within a session"],
    ["2026-11-20 13:30", 60, "2026-11-20 16:00", "over the midday break"],
    ["2026-11-20 13:00", 60, "2026-11-20 14:00", "ends with the session, not with the next one's opening"],
    ["2026-11-20 19:00", 60, "2026-11-23 10:30", "over a weekend"],
    ["2026-11-20 22:00", 30, "2026-11-23 10:30", "begins in the evening"],
    ["2026-05-26 19:30", 60, "2026-06-01 10:30", "over 古尔邦节, in summer hours"],
    ["2026-09-30 19:30", 60, "2026-10-08 10:30", "from summer hours over a holiday into winter hours"],
    ["2026-09-19 12:00", 90, "2026-09-20 11:30", "on a make-up Sunday"],
    ["2026-11-20 12:00", 0, "2026-11-20 12:00", "of nothing is now"],
    ["2026-11-20 15:00", 0, "2026-11-20 15:30", "of nothing, while closed, is the next opening"],
  ])("%s + %i minutes = %s: %s", (from, minutes, to) => {
    expect(shown(addWorkingMinutes(calendar, hotan, beijing(from), minutes))).toBe(to);
  });

  test("between two moments is what a minute-by-minute count finds, and adding it back returns, in 150 seeded cases", () => {
    const random = seeded(1015);
    const open = (ms: number) => {
      const local = new Date(ms + 8 * 3_600_000).toISOString();
      const [date, time] = [local.slice(0, 10), local.slice(11, 16)];
      const summer = date.slice(5, 7) >= "05" && date.slice(5, 7) <= "09";
      const afternoon = summer ? time >= "16:00" && time < "20:00" : time >= "15:30" && time < "19:30";
      return naiveIsWorking(date) && ((time >= "10:00" && time < "14:00") || afternoon);
    };
    for (let round = 0; round < 150; round += 1) {
      const start = Date.UTC(2026, 3, 25) + random(200 * 24 * 60) * 60_000;
      const length = random(6 * 24 * 60);
      let count = 0;
      for (let minute = 0; minute < length; minute += 1) if (open(start + minute * 60_000)) count += 1;
      const [from, to] = [new Date(start).toISOString(), new Date(start + length * 60_000).toISOString()];
      expect([from, workingMinutesBetween(calendar, hotan, from, to)]).toEqual([from, count]);
      const reached = addWorkingMinutes(calendar, hotan, from, count + 1);
      expect([from, workingMinutesBetween(calendar, hotan, from, reached)]).toEqual([from, count + 1]);
    }
  });

  test("never runs backwards", () => {
    expect(workingMinutesBetween(calendar, hotan, beijing("2026-11-20 12:00"), beijing("2026-11-20 11:00"))).toBe(0);
  });

  test.each([
    ["2026-11-20 10:00", true],
    ["2026-11-20 14:00", false],
    ["2026-11-21 11:00", false],
    ["2026-09-20 19:59", true],
  ])("at %s the office is open: %s", (at, open) => {
    expect(isOpen(calendar, hotan, beijing(at))).toBe(open);
  });
});

describe("a deadline", () => {
  const cases: [string, string, Term, string][] = [
    ["days end with the working day", "2026-05-26 11:00", { amount: 3, unit: "working-day" }, "2026-06-03 20:00"],
    ["winter days end earlier", "2026-11-20 11:00", { amount: 3, unit: "working-day" }, "2026-11-25 19:30"],
    [
      "natural days end with the working day",
      "2026-11-19 11:00",
      { amount: 3, unit: "natural-day" },
      "2026-11-23 19:30",
    ],
    ["at once means today", "2026-11-20 11:00", { amount: 0, unit: "working-day" }, "2026-11-20 19:30"],
    [
      "at once, asked after closing, means the next working day",
      "2026-11-20 21:00",
      { amount: 0, unit: "working-day" },
      "2026-11-23 19:30",
    ],
    [
      "working hours run over the weekend's edge",
      "2026-11-20 18:30",
      { amount: 2, unit: "working-hour" },
      "2026-11-23 11:00",
    ],
    ["urgent minutes run at night", "2026-11-20 23:50", { amount: 30, unit: "minute" }, "2026-11-21 00:20"],
    [
      "a submission before midnight UTC counts by the date in Shanghai",
      "2026-11-20 00:30",
      { amount: 1, unit: "working-day" },
      "2026-11-23 19:30",
    ],
  ];
  test.each(cases)("%s", (_sentence, startedAt, term, expected) => {
    const { dueAt, dueOn } = deadline(calendar, hotan, beijing(startedAt), term);
    expect([shown(dueAt), dueOn]).toEqual([expected, expected.slice(0, 10)]);
  });

  const pause = (from: string, to: string): ClockPause => ({ pausedAt: beijing(from), resumedAt: beijing(to) });
  const paused: [string, Term, ClockPause[], string][] = [
    [
      "keeps the days that were left",
      { amount: 3, unit: "working-day" },
      [pause("2026-11-03 11:00", "2026-11-16 11:00")],
      "2026-11-18 19:30",
    ],
    [
      "on the last day ends the day it resumes",
      { amount: 3, unit: "working-day" },
      [pause("2026-11-05 11:00", "2026-11-16 11:00")],
      "2026-11-16 19:30",
    ],
    [
      "resumed after closing ends the next working day",
      { amount: 3, unit: "working-day" },
      [pause("2026-11-05 11:00", "2026-11-16 21:00")],
      "2026-11-17 19:30",
    ],
    [
      "after the deadline changes nothing",
      { amount: 3, unit: "working-day" },
      [pause("2026-11-05 19:31", "2026-11-16 11:00")],
      "2026-11-05 19:30",
    ],
    [
      "keeps the working hours that were left",
      { amount: 4, unit: "working-hour" },
      [pause("2026-11-02 12:00", "2026-11-03 11:00")],
      "2026-11-03 14:00",
    ],
    [
      "keeps the minutes that were left",
      { amount: 30, unit: "minute" },
      [pause("2026-11-02 11:10", "2026-11-02 12:00")],
      "2026-11-02 12:20",
    ],
    [
      "adds up with a second one",
      { amount: 5, unit: "working-day" },
      [pause("2026-11-03 11:00", "2026-11-05 11:00"), pause("2026-11-09 11:00", "2026-11-16 11:00")],
      "2026-11-18 19:30",
    ],
  ];
  test.each(paused)("with a pause %s", (_sentence, term, pauses, expected) => {
    expect(shown(deadline(calendar, hotan, beijing("2026-11-02 11:00"), term, pauses).dueAt)).toBe(expected);
  });

  test("into an unpublished year is provisional, urgent minutes never are", () => {
    const startedAt = beijing("2026-12-31 19:00");
    expect(deadline(calendar, hotan, startedAt, { amount: 2, unit: "working-hour" }).provisional).toBe(true);
    expect(deadline(calendar, hotan, beijing("2026-12-31 23:50"), { amount: 30, unit: "minute" }).provisional).toBe(
      false,
    );
  });
});

test.each([
  [
    "half of a day's limit is reached in opening time",
    "2026-11-20 11:00",
    "2026-11-23 19:30",
    "working-day",
    0.5,
    "2026-11-23 10:30",
  ],
  [
    "half of thirty minutes is fifteen, at night too",
    "2026-11-20 23:50",
    "2026-11-21 00:20",
    "minute",
    0.5,
    "2026-11-21 00:05",
  ],
] as const)("a reminder after %s", (_sentence, from, dueAt, unit, part, expected) => {
  expect(shown(reminderAt(calendar, hotan, beijing(from), { dueAt: beijing(dueAt), unit, part }))).toBe(expected);
});

test("the working day ends with its last session, by season", () => {
  expect(
    ["2026-09-30", "2026-10-08", "2026-04-30", "2026-05-06"].map((date) =>
      shown(endOfWorkingDay(hotan, date)).slice(11),
    ),
  ).toEqual(["20:00", "19:30", "19:30", "20:00"]);
});

test("a moment belongs to the date in Shanghai, whatever its offset", () => {
  expect([
    dayOf("2026-06-02T16:00:00Z"),
    dayOf("2026-06-02T15:59:59.999Z"),
    dayOf("2026-06-03T02:00:00+06:00"),
  ]).toEqual(["2026-06-03", "2026-06-02", "2026-06-03"]);
});

test("a moment without an offset is refused, because each process would read it otherwise", () => {
  expect(() => dayOf("2026-06-02T16:00:00")).toThrow(RangeError);
  expect(() => addMinutes("2026-06-02", 5)).toThrow(RangeError);
});
