import { parseArgs } from "node:util";
import fc from "fast-check";
import { live } from "./life.ts";
import { liveInOffice } from "./office-life.ts";
import type { Step } from "./step.ts";

const { values } = parseArgs({
  options: {
    sequences: { type: "string", default: "20000" },
    length: { type: "string", default: "50" },
    seed: { type: "string" },
    planted: { type: "boolean", default: false },
  },
});

if (values.planted) {
  // Not at the top: a copy of the sources with a fault in it has no simulation beside it.
  const { huntAll } = await import("../simulation/plant.ts");
  const hunted = await huntAll({ seeds: 0, lanes: 2, by: "properties" }, ({ fault, foundBy, seconds }) =>
    console.log(`${foundBy ? "found " : "MISSED"} ${fault.name}  [${foundBy ?? "not at all"}] ${seconds.toFixed(1)} s`),
  );
  const missed = hunted.filter(({ foundBy }) => foundBy === undefined);
  console.log(`${hunted.length} guards removed, the lack of ${hunted.length - missed.length} found`);
  process.exit(missed.length > 0 ? 1 : 0);
}
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

const runs = { numRuns: Number(values.sequences), seed, endOnFailure: process.env["NO_SHRINK"] === "1" };
const steps = fc.array(step, { minLength: length, maxLength: length, size: "max" });
const count = (lived: { commits: number; refusals: ReadonlyMap<string, number> }): void => {
  counted.lives += 1;
  counted.commits += lived.commits;
  for (const [code, times] of lived.refusals) refusals.set(code, (refusals.get(code) ?? 0) + times);
};

fc.assert(
  fc.property(step, steps, (start, taken) => count(live(start, taken))),
  runs,
);
await fc.assert(
  fc.asyncProperty(step, steps, async (start, taken) => count(await liveInOffice(start, taken))),
  runs,
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
