import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalStack, startLocalStack } from "#infra/local/stack.ts";
import { fuzz } from "./fuzz.ts";

let stack: LocalStack;
beforeAll(async () => {
  stack = await startLocalStack({ demo: "directory", startAt: "2026-11-23T10:30:00+08:00" });
}, 120_000);
afterAll(() => stack?.stop());

test("every operation answers requests that keep to the description, and ones that break it, as it says", async () => {
  const seen = await fuzz(stack, 5, 1);
  expect(seen.flatMap(({ route, failures }) => failures.map((failure) => `${route}: ${failure}`))).toEqual([]);
  expect(seen.length).toBeGreaterThanOrEqual(25);
}, 180_000);
