import chineseDays from "chinese-days";
import { dueOn } from "#shared/domain/calendar/due.ts";
import { buildCalendar } from "#shared/domain/calendar.ts";
import { checkReply } from "#shared/domain/reply-gate.ts";
import { calendarData } from "#shared/rules/rule-pack.ts";
import { evasions, seeded } from "#test/reply-gate/evade.ts";
import { median } from "./measure.ts";

const nanoseconds = (work: () => unknown, times: number): number => {
  const start = process.cpuUsage();
  for (let turn = 0; turn < times; turn += 1) work();
  const { user, system } = process.cpuUsage(start);
  return ((user + system) * 1000) / times;
};

const inTurns = (works: readonly (readonly [() => unknown, times: number])[], rounds: number): readonly number[] => {
  const all = works.map((): number[] => []);
  for (let round = -2; round < rounds; round += 1)
    for (const [index, [work, times]] of works.entries()) {
      const took = nanoseconds(work, times);
      if (round >= 0) all[index]?.push(took);
    }
  return all.map(median);
};

/** Adding working days: ours for 1 and 250 days, the second source for 250, nanoseconds each. */
export function workingDays(rounds: number) {
  const calendar = buildCalendar(calendarData);
  const add = (amount: number) => () => dueOn(calendar, { receivedOn: "2025-03-03", amount, unit: "working-day" });
  const [one = 0, many = 0, theirs = 0] = inTurns(
    [
      [add(1), 20_000],
      [add(250), 20_000],
      [() => chineseDays.findWorkday(250, "2025-03-03"), 20],
    ],
    rounds,
  );
  return { one, many, theirs };
}

/** The reply check on texts made to be slow: the slowest of so many of 2,000 characters, and how it grows to 20,000. */
export function replyCheck(texts: number) {
  const random = seeded(1);
  const seeds = [
    "不归我管",
    "不知道",
    "您若不清楚流程，我们可以",
    "不",
    "请到",
    "aaaaaaaa",
    "不 清 楚",
    "　不　归　我",
  ];
  const make = (length: number): string => {
    let made = "";
    while (made.length < length) {
      const part = seeds[Math.floor(random() * seeds.length)] ?? "不";
      const evasion = evasions[Math.floor(random() * evasions.length)];
      made += random() < 0.5 && evasion ? evasion.apply(part, random) : part;
    }
    return made.slice(0, length);
  };
  // By the wall: of a single call the processor's time would count in what the compiler and the collector do beside it.
  const milliseconds = (text: string) => {
    const start = performance.now();
    checkReply(text);
    return performance.now() - start;
  };
  const warmUp = 300;
  let slowest = 0;
  for (let turn = 0; turn < texts + warmUp; turn += 1) {
    const text = make(2000);
    let took = milliseconds(text);
    // A text that is slow is so every time; whatever else the machine does is not its doing.
    for (let again = 0; again < 7 && took > slowest; again += 1) took = Math.min(took, milliseconds(text));
    if (turn >= warmUp) slowest = Math.max(slowest, took);
  }
  // The same text ten times over: another one would be slower or faster for what is in it.
  const short = make(2000);
  const long = short.repeat(10);
  const [of2000 = 0, of20000 = 0] = inTurns(
    [
      [() => checkReply(short), 20],
      [() => checkReply(long), 2],
    ],
    15,
  );
  return { slowest, usual: of2000 / 1e6, growth: of20000 / of2000 };
}
