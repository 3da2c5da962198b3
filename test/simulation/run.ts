import { parseArgs } from "node:util";
import { compareWithEmulator } from "./against-emulator.ts";
import { loadHandlers } from "./handlers.ts";
import { sourcesBefore } from "./older.ts";
import { huntAll } from "./plant.ts";
import { simulate } from "./simulate.ts";
import { enumerate } from "./single-faults.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "2000" },
    seed: { type: "string" },
    from: { type: "string", default: "1" },
    root: { type: "string" },
    quiet: { type: "boolean", default: false },
    planted: { type: "boolean", default: false },
    only: { type: "string" },
    single: { type: "boolean", default: false },
    every: { type: "string", default: "1" },
    lanes: { type: "string", default: "2" },
    twice: { type: "string", default: "50" },
    emulator: { type: "string" },
  },
});

if (values.planted) {
  const hunted = await huntAll(
    { seeds: Number(values.seeds), lanes: Number(values.lanes), only: values.only },
    ({ fault, foundBy, seconds }) =>
      console.log(
        `${foundBy ? "found " : "MISSED"} ${fault.name}  [${foundBy ?? `not in ${values.seeds} seeds`}] ${seconds.toFixed(1)} s`,
      ),
  );
  const missed = hunted.filter(({ foundBy }) => foundBy === undefined);
  console.log(`${hunted.length} faults planted, ${hunted.length - missed.length} found`);
  process.exit(missed.length > 0 ? 1 : 0);
}

const handlers = await loadHandlers(values.root);
const older = values.single ? handlers : await loadHandlers(sourcesBefore(values.root));

if (values.single) {
  const results = await enumerate(handlers, Number(values.every));
  for (const { name, requests, runs } of results)
    console.log(`${name}: ${requests} requests, ${runs} runs with one of them failing, 0 broken invariants`);
  process.exit(0);
}

if (values.emulator !== undefined) {
  const seeds = Array.from({ length: Number(values.emulator) }, (_, index) => Number(values.from) + index);
  const { requests, refused, tables, differing } = await compareWithEmulator(seeds, handlers);
  if (differing !== undefined) console.log(`The simulated tables are not like the emulator's: ${differing}`);
  else
    console.log(
      `${seeds.length} seeds, ${requests} requests to ${tables.size} tables (${refused} of them refused): answered by the simulated tables and by the emulator alike`,
    );
  process.exit(differing === undefined ? 0 : 1);
}

const first = Number(values.seed ?? values.from);
const last = values.seed === undefined ? first + Number(values.seeds) - 1 : first;
const sum = { requests: 0, steps: 0, commits: 0, cases: 0 };
const digests: string[] = [];
const started = performance.now();

for (let seed = first; seed <= last; seed += 1) {
  const lived = await simulate(seed, handlers, older);
  if (lived.broken) {
    console.log(`Seed ${seed}: invariant ${lived.broken.message}`);
    if (!values.quiet) console.log(`Replay: npm run sim -- --seed ${seed}   (SIM_SHOW=1 shows every step)`);
    process.exit(1);
  }
  for (const name of ["requests", "steps", "commits", "cases"] as const) sum[name] += lived[name];
  digests.push(lived.digest);
}

// Backwards, so that each is lived after other worlds than before: nothing of one may reach the next.
const twice = digests.slice(0, Number(values.twice)).entries();
const differing: number[] = [];
for (const [index, digest] of [...twice].reverse()) {
  const again = await simulate(first + index, handlers, older);
  if (again.digest !== digest) differing.push(first + index);
  if (values.seed !== undefined)
    console.log(`Trace ${digest}, again ${again.digest}: ${again.digest === digest ? "the same" : "DIFFERENT"}`);
}
if (differing.length > 0) {
  console.log(`Seeds ${differing.join(", ")}: another trace when they are lived again`);
  process.exit(1);
}
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(
  `${last - first + 1} seeds, ${sum.cases} cases, ${sum.commits} commits, ${sum.requests} requests to services, ${sum.steps} events: 0 broken invariants, ${seconds} s`,
);
process.exit(0);
