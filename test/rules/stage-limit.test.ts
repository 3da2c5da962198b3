import { expect, test } from "vitest";
import { buildCalendar } from "#shared/domain/calendar.ts";
import { escalationAt, stageLimit } from "#shared/domain/stage-limit.ts";
import { hours, limits, rulePack } from "#shared/rules/rule-pack.ts";

const calendar = buildCalendar(rulePack.calendar);
const ladderOf = (code: Parameters<typeof stageLimit>[1], dueAt: string) =>
  stageLimit(limits, code).ladder.map((step) => {
    const [hotan] = hours;
    if (!hotan) throw new Error("no opening hours");
    return [step.to, escalationAt(calendar, hotan, dueAt, step)];
  });

test("a missed first answer reaches the head at the breach and the director at the end of the next working day", () => {
  expect(ladderOf("first-answer", "2026-05-26T12:00:00.000Z")).toEqual([
    ["head", "2026-05-26T12:00:00.000Z"],
    ["director", "2026-06-01T12:00:00.000Z"],
  ]);
});

test("an unacknowledged urgent report reaches the director at the breach and the office half an hour later, at night too", () => {
  expect(ladderOf("acknowledge-urgent", "2026-05-27T18:00:00.000Z")).toEqual([
    ["director", "2026-05-27T18:00:00.000Z"],
    ["office", "2026-05-27T18:30:00.000Z"],
  ]);
});

test("a stage without a limit is a bug and says so", () => {
  expect(() => stageLimit([], "handling")).toThrow("No limit for handling");
});
