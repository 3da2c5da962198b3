import { expect, test } from "vitest";
import { dayReason } from "#shared/contracts/day-reasons.ts";
import { due } from "#shared/domain/calendar/due.ts";
import { officeTime } from "#shared/rules/decision-rules.ts";

const { calendar } = officeTime("", {});
const chinese = /[\u4e00-\u9fff]/;
// Four years with every holiday and make-up day there is, by both ways of counting, with a pause, and with a last day that moves.
const reasons = ["working-day", "natural-day"].flatMap((unit) =>
  Array.from({ length: 48 }, (_, month) => {
    const receivedOn = `${2023 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;
    const pauses = [{ from: `${receivedOn.slice(0, 8)}03`, to: `${receivedOn.slice(0, 8)}05` }];
    return [0, 30].flatMap((amount) =>
      due(calendar, { receivedOn, amount, unit: unit as "working-day", pauses }).steps.map(({ reason }) => reason),
    );
  }).flat(),
);

test.each(["ug", "en"] as const)("every reason of the calendar is told in %s without a Chinese letter", (language) => {
  const distinct = [...new Set(reasons)];
  expect(distinct.length).toBeGreaterThan(30);
  expect(distinct.filter((reason) => chinese.test(dayReason(reason, language)))).toEqual([]);
});

test("a name nobody has translated stays as it is", () => {
  expect(dayReason("县庆放假", "en")).toBe("县庆: holiday");
  expect(dayReason("周末（星期六）", "zh-CN")).toBe("周末（星期六）");
});
