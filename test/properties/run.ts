import { parseArgs } from "node:util";
import fc from "fast-check";
import { live, type Step } from "./life.ts";

const { values } = parseArgs({
  options: {
    sequences: { type: "string", default: "20000" },
    length: { type: "string", default: "50" },
    seed: { type: "string" },
  },
});
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const nat = fc.nat(1_000_000);
const step: fc.Arbitrary<Step> = fc.record({
  who: nat,
  what: nat,
  pick: nat,
  wait: fc.oneof(fc.nat(90), fc.nat(3000)),
});
const length = Number(values.length);
const counted = { commits: 0, lives: 0 };
const refusals = new Map<string, number>();
const started = performance.now();

fc.assert(
  fc.property(step, fc.array(step, { minLength: length, maxLength: length, size: "max" }), (start, steps) => {
    const lived = live(start, steps);
    counted.lives += 1;
    counted.commits += lived.commits;
    for (const [code, times] of lived.refusals) refusals.set(code, (refusals.get(code) ?? 0) + times);
  }),
  { numRuns: Number(values.sequences), seed, endOnFailure: process.env["NO_SHRINK"] === "1" },
);

const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(
  `${counted.lives} lives of ${length} steps, ${counted.commits} commits, 0 broken invariants, ${seconds} s (seed ${seed})`,
);
console.log(
  `Refusals met: ${[...refusals]
    .sort((a, b) => b[1] - a[1])
    .map(([code, times]) => `${code} ${times}`)
    .join(", ")}`,
);
