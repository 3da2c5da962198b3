import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CaseFacts } from "#shared/domain/figures/facts.ts";
import { add, nothing, percentile, sum, tallyOf, workingDaysTaken } from "#shared/domain/figures/tally.ts";
import { closedCase, time } from "#test/figures/cases.ts";

const anyCase: fc.Arbitrary<CaseFacts> = fc
  .record({
    answerLate: fc.boolean(),
    handlingLate: fc.boolean(),
    notices: fc.nat(3),
    grade: fc.option(fc.integer({ min: 1, max: 5 })),
    outcome: fc.constantFrom("done", "answered", "declined", "redirected", "withdrawn"),
    escalations: fc.dictionary(fc.constantFrom("1", "2", "3"), fc.integer({ min: 1, max: 4 })),
    hours: fc.nat(400),
  })
  .map(({ hours, ...facts }) => {
    const concludedAt = new Date(Date.parse("2026-10-26T02:30:00.000Z") + hours * 3_600_000).toISOString();
    return closedCase({ ...facts, answeredAt: concludedAt, concludedAt });
  });

test("however cases are divided, their tallies add up to the tally of all", () => {
  fc.assert(
    fc.property(fc.array(anyCase, { maxLength: 30 }), fc.nat(30), (cases, at) => {
      const tallies = cases.map((facts) => tallyOf(facts, time));
      const whole = sum(tallies);
      expect(add(sum(tallies.slice(at)), sum(tallies.slice(0, at)))).toEqual(whole);
      expect(whole.closed).toBe(cases.length);
    }),
    { numRuns: 200 },
  );
});

test("a percentile is the value at its rank in the sorted list", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(50), { minLength: 1, maxLength: 60 }),
      fc.constantFrom(0.1, 0.5, 0.9, 1),
      (values, part) => {
        const counts: Record<string, number> = {};
        for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
        const sorted = values.toSorted((a, b) => a - b);
        expect(percentile(counts, part)).toBe(sorted[Math.ceil(part * values.length) - 1]);
      },
    ),
  );
});

test("of no case there is no percentile", () => {
  expect(percentile(nothing.handlingDays, 0.5)).toBeNull();
});

// Week of Monday 26 October 2026; Thursday 1 October to Wednesday 7 October are holidays, Saturday 10 October is worked.
describe("working days from receipt to outcome", () => {
  const taken: [string, Partial<CaseFacts>, number][] = [
    ["done on the day of receipt", { concludedAt: "2026-10-26T09:00:00.000Z" }, 0],
    ["done the next day", { concludedAt: "2026-10-27T03:00:00.000Z" }, 1],
    ["done after a weekend", { receivedAt: "2026-10-30T03:00:00.000Z", concludedAt: "2026-11-02T03:00:00.000Z" }, 1],
    [
      "done after the holidays, with the Saturday worked for them",
      { receivedAt: "2026-09-30T03:00:00.000Z", concludedAt: "2026-10-10T03:00:00.000Z" },
      3,
    ],
    [
      "waited for papers from Tuesday to Friday",
      {
        concludedAt: "2026-11-02T03:00:00.000Z",
        pauses: [{ from: "2026-10-27T03:00:00.000Z", to: "2026-10-30T03:00:00.000Z" }],
      },
      2,
    ],
    [
      "done while the clock stood still",
      {
        concludedAt: "2026-10-29T03:00:00.000Z",
        pauses: [{ from: "2026-10-27T03:00:00.000Z", to: "2026-11-06T03:00:00.000Z" }],
      },
      1,
    ],
  ];
  test.each(taken)("%s", (_what, facts, expected) => {
    expect(workingDaysTaken(closedCase(facts), time)).toBe(expected);
  });
});

test("time to the first answer is opening time: what comes on Friday evening and is answered on Monday at opening took none", () => {
  const facts = closedCase({ receivedAt: "2026-10-30T14:00:00.000Z", answeredAt: "2026-11-02T01:00:00.000Z" });
  expect(tallyOf(facts, time).answerTenths).toEqual({ 0: 1 });
});
