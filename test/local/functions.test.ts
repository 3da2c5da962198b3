import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { openClock } from "#infra/local/clock.ts";
import { FunctionProperties, type LocalFunction, localFunction } from "#infra/local/functions.ts";
import { temporaryFolder } from "./fixtures/temporary-folder.ts";

const bundle = (code: string) => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, "index.mjs"), code);
  return folder;
};

let started: LocalFunction[] = [];
afterEach(async () => {
  await Promise.all(started.map((target) => target.stop()));
  started = [];
});

const functionOf = (code: string, more: { Timeout?: number; ReservedConcurrentExecutions?: number } = {}) => {
  const target = localFunction({
    name: "probe",
    arn: "arn:aws:lambda:us-east-1:000000000000:function:probe",
    assetDir: bundle(code),
    properties: FunctionProperties.parse({
      Code: { S3Bucket: "b", S3Key: "k" },
      Handler: "index.handler",
      Runtime: "nodejs24.x",
      ...more,
    }),
    environment: { ONLY: "this" },
    clock: openClock(),
    log: () => undefined,
  });
  started.push(target);
  return target;
};

describe("a function", () => {
  test("sees its own environment and nothing of this process", async () => {
    const target = functionOf("export const handler = () => Object.keys(process.env)");
    expect(await target.invoke({})).toEqual({ result: ["ONLY"] });
  });

  test("keeps its state between events, one event at a time", async () => {
    const target = functionOf(
      `let running = 0, events = 0;
       export const handler = async () => {
         running += 1; events += 1;
         await new Promise((resolve) => setTimeout(resolve, 20));
         const seen = { running, events };
         running -= 1;
         return seen;
       };`,
      { ReservedConcurrentExecutions: 1 },
    );
    expect(await target.invoke({})).toEqual({ result: { running: 1, events: 1 } });
    expect(await target.invoke({})).toEqual({ result: { running: 1, events: 2 } });
  });

  test("starts more instances when events come at once, one for each processor and two at least", async () => {
    const target = functionOf(
      `import { threadId } from "node:worker_threads";
       export const handler = async () => { await new Promise((resolve) => setTimeout(resolve, 50)); return threadId; };`,
    );
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => target.invoke({})));
    const threads = new Set(outcomes.map((outcome) => ("result" in outcome ? outcome.result : undefined)));
    expect(threads.size).toBe(Math.max(2, availableParallelism()));
  });

  test.each<[string, string, object]>([
    [
      "throws",
      "export const handler = () => { throw new RangeError('too far') }",
      { errorType: "RangeError", errorMessage: "too far" },
    ],
    ["ends its process", "export const handler = () => process.exit(7)", { errorType: "Runtime.ExitError" }],
    ["can't be loaded", "throw new Error('no settings')", { errorMessage: "no settings" }],
    [
      "exports no handler",
      "export const other = 1",
      { errorMessage: expect.stringContaining("exports no function handler") },
    ],
    [
      "takes too long",
      "export const handler = () => new Promise(() => {})",
      { errorMessage: expect.stringContaining("Task timed out after 1.00 seconds") },
    ],
    [
      "never gives the thread back",
      "export const handler = () => { for (;;); }",
      { errorMessage: expect.stringContaining("Task timed out") },
    ],
  ])("that %s fails by name", async (_what, code, failure) => {
    const target = functionOf(code, { Timeout: 1 });
    expect(await target.invoke({})).toMatchObject({ failure });
  });

  test("that was ended is there again for the next event", async () => {
    const target = functionOf("export const handler = (event) => event.end ? process.exit(1) : 'here'");
    await target.invoke({ end: true });
    expect(await target.invoke({})).toEqual({ result: "here" });
  });

  test("finishes what it began on the old code, and takes the next event on the new", async () => {
    const target = functionOf(
      "export const handler = async () => { await new Promise((resolve) => setTimeout(resolve, 100)); return 'old' }",
    );
    const begun = target.invoke({});
    target.reload(bundle("export const handler = () => 'new'"));
    expect(await begun).toEqual({ result: "old" });
    expect(await target.invoke({})).toEqual({ result: "new" });
  });
});
