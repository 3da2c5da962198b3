import { parseArgs } from "node:util";
import { startLocalStack } from "#infra/local/stack.ts";
import { fuzz } from "./fuzz.ts";
import { STARTS_AT } from "./known.ts";

const { values } = parseArgs({
  options: { requests: { type: "string", default: "500" }, seed: { type: "string" }, only: { type: "string" } },
});
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const started = performance.now();
const stack = await startLocalStack({ demo: "directory", startAt: STARTS_AT });
try {
  const seen = await fuzz(stack, Number(values.requests), seed, values.only);
  for (const { route, valid, broken, done, statuses } of seen)
    console.log(
      `${route.padEnd(50)} ${valid} valid, ${done} of them done, ${broken} broken: ${JSON.stringify(statuses)}`,
    );
  const sum = seen.reduce((total, each) => total + each.valid + each.broken, 0);
  const failures = seen.flatMap((each) => each.failures.slice(0, 3).map((failure) => `${each.route}: ${failure}`));
  for (const failure of failures) console.log(`\n${failure}`);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(
    `${sum} requests to ${seen.length} operations, ${failures.length === 0 ? "all answered as described" : "SOME NOT AS DESCRIBED"}, ${seconds} s (seed ${seed})`,
  );
  process.exitCode = failures.length === 0 ? 0 : 1;
} finally {
  await stack.stop();
}
