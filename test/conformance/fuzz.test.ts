import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalStack, startLocalStack } from "#infra/local/stack.ts";
import { fuzz } from "./fuzz.ts";
import { STARTS_AT } from "./known.ts";

let stack: LocalStack;
beforeAll(async () => {
  stack = await startLocalStack({ demo: "directory", startAt: STARTS_AT });
}, 120_000);
afterAll(() => stack?.stop());

test("every operation answers requests that keep to the description, and ones that break it, as it says", async () => {
  const seen = await fuzz(stack, 15, 1);
  expect(seen.flatMap(({ route, failures }) => failures.map((failure) => `${route}: ${failure}`))).toEqual([]);
  expect(seen.length).toBeGreaterThanOrEqual(25);
}, 300_000);
