import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { cdkLine, type Outputs } from "./cdk.ts";
import { findPython, installEmulator, startEmulator } from "./emulator.ts";
import { emulatorGaps } from "./emulator-gaps.ts";
import { startIssuer } from "./issuer.ts";
import { kindsMade, leftOver } from "./left-over.ts";
import { mainJob } from "./main-job.ts";
import { recentErrors } from "./recent-errors.ts";

const REGION = "eu-central-1";

/** The system is deployed by the CDK's own command line to an emulated cloud, used, changed, and removed. */
const started = performance.now();
const folder = mkdtempSync(path.join(tmpdir(), "shouwen-deploy-"));
const cleanUp: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })];

/** Ends everything that was begun, last first, once. */
let ending: Promise<void> | undefined;
const cleanedUp = (): Promise<void> => {
  ending ??= (async () => {
    for (let end = cleanUp.pop(); end !== undefined; end = cleanUp.pop()) await end();
  })();
  return ending;
};
// Whoever stops the check half-way finds nothing of it running either.
const stopped = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, async () => {
    stopped.abort();
    await cleanedUp();
    process.exit(130);
  });

let explain: (() => Promise<string[]>) | undefined;
const step = async <T>(sentence: string, act: () => Promise<T>): Promise<T> => {
  const begun = performance.now();
  try {
    const result = await act();
    console.log(`ok    ${sentence} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
    return result;
  } catch (error) {
    console.log(`FAIL  ${sentence}`);
    for (const line of (await explain?.().catch(() => [])) ?? []) console.log(`      ${line}`);
    throw error;
  }
};

try {
  const python = await findPython(folder);
  await step("the emulator is installed into an environment of its own", () => installEmulator(folder, python));
  const issuer = await startIssuer();
  cleanUp.push(issuer.stop);
  const { cloud, stop } = await step("it starts on the loopback interface, with TLS and IAM enforced", () =>
    startEmulator(folder, REGION, python),
  );
  cleanUp.push(stop);
  explain = () => recentErrors(cloud);
  const cdk = cdkLine(cloud, folder, issuer.url, stopped.signal);
  const deploy = async (trial?: Record<string, string>): Promise<Outputs> => {
    const outputs = await cdk(["deploy", "--all"], trial);
    if (outputs === undefined) throw new Error("The deployment gave no outputs");
    return outputs;
  };

  await step("a fresh account is bootstrapped", () => cdk(["bootstrap", `aws://000000000000/${REGION}`]));
  const before = await leftOver(cloud);
  const outputs = await step("both stacks are deployed", () => deploy());
  const job = mainJob({ cloud, issuer, outputs, folder });
  for (const [sentence, act] of job.beforeChange) await step(sentence, act);
  await step("one function is changed and deployed again", () => deploy({ TRIAL_CHANGED_FUNCTION: "check-reply" }));
  for (const [sentence, act] of job.afterChange) await step(sentence, act);
  await step("a function loses its rights in a deployment", () => deploy({ TRIAL_WITHOUT_RIGHTS: "TrackInquiry" }));
  for (const [sentence, act] of job.withoutRights) await step(sentence, act);
  await step("what the stacks made is seen, of every kind", async () => {
    const made = new Set(
      (await leftOver(cloud)).filter((name) => !before.includes(name)).map((name) => name.split(" ")[0]),
    );
    const missed = kindsMade.filter((kind) => !made.has(kind.split(" ")[0]));
    if (missed.length > 0) throw new Error(`None found: ${missed.join(", ")}`);
  });
  await step("the stacks are destroyed", () => cdk(["destroy", "--all", "--force"]));
  await step("nothing is left over", async () => {
    const left = (await leftOver(cloud)).filter((name) => !before.includes(name));
    if (left.length > 0) throw new Error(`Left over: ${left.join(", ")}`);
  });
  console.log(`\nNot shown, because the emulator can't:\n${emulatorGaps.map((gap) => `- ${gap}`).join("\n")}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (process.env["KEEP"] === "1") cleanUp.shift();
  process.exitCode = 1;
} finally {
  await cleanedUp();
  console.log(`${((performance.now() - started) / 1000).toFixed(0)} s`);
}
