import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { type CalendarLayer, type CalendarYear, withYear } from "#shared/domain/calendar/calendar-data.ts";
import { type DayTerm, due, dueOn, earlier } from "#shared/domain/calendar/due.ts";
import { buildCalendar, explainDay, isWorkingDay } from "#shared/domain/calendar.ts";
import { calendarData } from "#shared/rules/rule-pack.ts";
import { naiveDue, naiveIsWorking, seeded } from "./naive-calendar.ts";
import vectors from "./vectors.json" with { type: "json" };

const calendar = buildCalendar(calendarData);
const workingDays = (receivedOn: string, amount: number): DayTerm => ({ receivedOn, amount, unit: "working-day" });
const naturalDays = (receivedOn: string, amount: number): DayTerm => ({ receivedOn, amount, unit: "natural-day" });

const dayFrom = (from: string, days: number) =>
  new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);

describe("a limit in days", () => {
  test.each(vectors.workingDays)("received $received, $workingDays working days: $due ($why)", (vector) => {
    const { dueOn, provisional } = due(calendar, workingDays(vector.received, vector.workingDays));
    expect({ dueOn, provisional }).toEqual({ dueOn: vector.due, provisional: vector.provisional ?? false });
  });

  test.each(vectors.naturalDaysRolledForward)(
    "received $received, $naturalDays natural days: $due ($why)",
    (vector) => {
      expect(dueOn(calendar, naturalDays(vector.received, vector.naturalDays))).toBe(vector.due);
    },
  );

  test("agrees with a day-by-day walk over the same data in 2,000 seeded cases", () => {
    const random = seeded(20260526);
    const office: CalendarLayer = {
      status: "published",
      document: "本单位安排",
      url: null,
      off: [{ name: "搬迁", from: "2025-11-03", to: "2025-11-07" }],
      work: [
        { name: "古尔邦节值班", from: "2026-05-28", to: "2026-05-29" },
        { name: "周六延时服务", from: "2024-03-16", to: "2024-03-16" },
      ],
    };
    const withOffice = buildCalendar(calendarData, office);
    for (let round = 0; round < 2000; round += 1) {
      const receivedOn = dayFrom("2021-06-01", random(2900));
      const amount = round % 20 === 0 ? random(1500) : random(40);
      const unit = random(2) === 0 ? "working-day" : "natural-day";
      const own = random(2) === 0;
      const { dueOn, provisional } = due(own ? withOffice : calendar, { receivedOn, amount, unit });
      const term = { receivedOn, amount, unit, own };
      const expected = naiveDue(
        receivedOn,
        amount,
        unit,
        own ? { ...office, off: [...office.off], work: [...office.work] } : undefined,
      );
      expect({ ...term, dueOn, provisional }).toEqual({ ...term, ...expected });
    }
  });

  test("is the same in every time zone of the process", () => {
    const script = new URL("./print-due-dates.ts", import.meta.url).pathname;
    const inZone = (TZ: string) =>
      execFileSync(process.execPath, [script], { env: { ...process.env, TZ }, encoding: "utf8" });
    const utc = inZone("UTC");
    expect(utc.split("\n").length).toBeGreaterThan(300);
    for (const zone of ["America/Los_Angeles", "Asia/Urumqi", "Asia/Shanghai", "Pacific/Kiritimati"])
      expect(inZone(zone)).toBe(utc);
  });

  test("of 0 days ends on the day of receipt if it is worked, else on the next working day", () => {
    expect(dueOn(calendar, workingDays("2026-05-26", 0))).toBe("2026-05-26");
    expect(dueOn(calendar, workingDays("2026-05-27", 0))).toBe("2026-06-01");
    expect(dueOn(calendar, naturalDays("2026-05-30", 0))).toBe("2026-06-01");
  });

  test("reaches ten years beyond the data without failing, and says it is provisional", () => {
    const { dueOn: end, provisional } = due(calendar, workingDays("2031-12-30", 3650));
    expect(end).toBe(naiveDue("2031-12-30", 3650, "working-day").dueOn);
    expect(provisional).toBe(true);
    expect(dueOn(calendar, naturalDays("1999-01-01", 3650))).toBe(naiveDue("1999-01-01", 3650, "natural-day").dueOn);
  });

  test("refuses a text that is no date", () => {
    for (const text of [
      "2026-02-29",
      "2026-13-01",
      "2026-6-1",
      "2026-06-01T00:00:00Z",
      "",
      "2026/06/01",
      "2026-00-10",
    ]) {
      expect(() => dueOn(calendar, workingDays(text, 1)), text).toThrow(RangeError);
    }
  });
});

describe("the days on the way", () => {
  test("name every skipped day of 古尔邦节 with its order", () => {
    const { steps } = due(calendar, workingDays("2026-05-26", 3));
    expect(steps.map(({ date, counted, reason }) => `${date} ${counted ? "计" : "－"} ${reason}`)).toEqual([
      "2026-05-26 － 收到当日，不计入",
      "2026-05-27 － 古尔邦节放假",
      "2026-05-28 － 古尔邦节放假",
      "2026-05-29 － 古尔邦节放假",
      "2026-05-30 － 古尔邦节放假",
      "2026-05-31 － 古尔邦节放假",
      "2026-06-01 计 工作日（星期一）",
      "2026-06-02 计 工作日（星期二）",
      "2026-06-03 计 工作日（星期三）",
    ]);
    expect(steps[1]?.basis).toContain("令第174号");
  });

  test("name a make-up Sunday with the national notice", () => {
    expect(due(calendar, workingDays("2026-09-18", 1)).steps.slice(1)).toEqual([
      { date: "2026-09-19", counted: false, reason: "周末（星期六）", basis: calendarData.weekBasis },
      { date: "2026-09-20", counted: true, reason: "国庆节调休上班", basis: "国办发明电〔2025〕7号" },
    ]);
  });

  test("say why a limit in natural days rolls past a holiday", () => {
    const { steps } = due(calendar, naturalDays("2026-05-25", 3));
    expect(steps.map(({ counted }) => counted)).toEqual([false, true, true, true, false, false, false, false]);
    expect(steps.at(-2)).toMatchObject({ date: "2026-05-31", reason: "休息日，期限顺延（古尔邦节放假）" });
    expect(steps.at(-1)).toMatchObject({ date: "2026-06-01", reason: "顺延至此（工作日（星期一））" });
  });

  test("count exactly the amount and end on the due date, in 500 seeded cases", () => {
    const random = seeded(7);
    for (let round = 0; round < 500; round += 1) {
      const receivedOn = dayFrom("2022-11-01", random(2200));
      const amount = random(30);
      const unit = random(2) === 0 ? "working-day" : "natural-day";
      const { steps, dueOn: end } = due(calendar, { receivedOn, amount, unit });
      expect([steps.filter(({ counted }) => counted).length, steps.at(-1)?.date]).toEqual([amount, end]);
    }
  });
});

describe("a pause", () => {
  const paused = (amount: number, from: string, to: string, unit: DayTerm["unit"] = "working-day") =>
    due(calendar, { receivedOn: "2026-11-02", amount, unit, pauses: [{ from, to }] });

  test("gives back exactly the working days that were left", () => {
    expect(paused(3, "2026-11-03", "2026-11-16").dueOn).toBe("2026-11-18");
  });

  test("on the last day leaves the day on which the materials come in", () => {
    expect(paused(3, "2026-11-05", "2026-11-16").dueOn).toBe("2026-11-16");
  });

  test("after the end changes nothing", () => {
    expect(paused(3, "2026-11-06", "2026-11-16").dueOn).toBe("2026-11-05");
  });

  test("of natural days still ends on a working day", () => {
    expect(paused(5, "2026-11-04", "2026-11-11", "natural-day").dueOn).toBe("2026-11-16");
  });

  test("shows its days as not counted", () => {
    const { steps } = paused(3, "2026-11-03", "2026-11-05");
    expect(steps.filter(({ reason }) => reason.startsWith("暂停计时")).map(({ date }) => date)).toEqual([
      "2026-11-04",
      "2026-11-05",
    ]);
    expect(steps.filter(({ counted }) => counted)).toHaveLength(3);
  });
});

describe("promise and statute", () => {
  const withdrawal = (receivedOn: string) =>
    earlier(due(calendar, workingDays(receivedOn, 3)), due(calendar, naturalDays(receivedOn, 3)));

  test("a withdrawal promised in 3 working days is due by the statute when that falls first", () => {
    const { due: binding, bound, promise, statute } = withdrawal("2026-05-26");
    expect([binding.dueOn, bound, promise.dueOn, statute?.dueOn]).toEqual([
      "2026-06-01",
      "statute",
      "2026-06-03",
      "2026-06-01",
    ]);
  });

  test("the promise binds when both fall on one day, and when no statute sets a limit", () => {
    expect(withdrawal("2026-11-02").bound).toBe("promise");
    expect(earlier({ dueOn: "2026-11-05" }, null)).toMatchObject({ bound: "promise", statute: null });
  });
});

describe("a year whose notice is not loaded", () => {
  const layer = (off: CalendarLayer["off"], work: CalendarLayer["work"] = []): CalendarLayer => ({
    status: "published",
    document: "试验用通知",
    url: null,
    off,
    work,
  });

  test("gives a provisional date, and a certain one when the year is loaded", () => {
    const term = workingDays("2026-12-30", 3);
    expect(due(calendar, term)).toMatchObject({ dueOn: "2027-01-05", provisional: true });
    const notice: CalendarYear = {
      national: layer(
        [{ name: "元旦", from: "2027-01-01", to: "2027-01-04" }],
        [{ name: "元旦", from: "2027-01-09", to: "2027-01-09" }],
      ),
      regional: layer([]),
    };
    expect(due(buildCalendar(withYear(calendarData, 2027, notice)), term)).toMatchObject({
      dueOn: "2027-01-06",
      provisional: false,
    });
  });

  test("stays provisional while only the national notice is published", () => {
    const known = calendarData.years["2027"];
    if (!known) throw new Error("2027 is missing from the data");
    const half = withYear(calendarData, 2027, { ...known, national: { ...known.national, status: "published" } });
    expect(due(buildCalendar(half), workingDays("2026-12-30", 3)).provisional).toBe(true);
  });

  test("knows the holidays that fall on the same date every year", () => {
    expect(explainDay(calendar, "2030-10-01")).toMatchObject({
      working: false,
      reason: "国庆节放假",
      provisional: true,
    });
    expect(isWorkingDay(calendar, "2030-10-04")).toBe(true);
  });
});

test("every day from 2020 to 2035 is explained as it is counted and as the walk finds it", () => {
  for (let day = 0; day < 5844; day += 1) {
    const date = dayFrom("2020-01-01", day);
    const working = isWorkingDay(calendar, date);
    expect([date, explainDay(calendar, date).working, naiveIsWorking(date)]).toEqual([date, working, working]);
  }
});
