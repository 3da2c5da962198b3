import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import type { Challenge } from "altcha-lib/types";
import { describe, expect, test } from "vitest";
import { altchaChallenges } from "#shared/aws/altcha-challenges.ts";
import { checkProof, effortAt, issueChallenge } from "#shared/cases/proof-of-work.ts";
import type { Spent } from "#shared/ports/spent.ts";

const inMemorySpent = (): Spent => {
  const owners = new Map<string, string>();
  const counts = new Map<string, number>();
  return {
    spend: async (token, owner) => {
      const first = owners.get(token) ?? owner;
      owners.set(token, first);
      return first === owner;
    },
    count: async (bucket) => {
      const now = (counts.get(bucket) ?? 0) + 1;
      counts.set(bucket, now);
      return now;
    },
  };
};

const challenges = altchaChallenges(async () => "a key of this test");
const encoded = (payload: unknown) => Buffer.from(JSON.stringify(payload)).toString("base64");

/** A challenge with its solution, made at a moment, with the given effort. */
const solved = async (form: "inquiry" | "suggestion", { now = new Date().toISOString(), effort = 4 } = {}) => {
  const challenge = (await issueChallenge({ form, effort, now }, { spent: inMemorySpent(), challenges })) as Challenge;
  const solution = await solveChallenge({ challenge, deriveKey });
  return { challenge, solution: { counter: solution?.counter ?? -1, derivedKey: solution?.derivedKey ?? "" } };
};

const check = (altcha: string | undefined, { form = "inquiry", owner = "me", spent = inMemorySpent() } = {}) =>
  checkProof({ form: form as "inquiry", altcha, owner }, { spent, challenges });

describe("a proof of work", () => {
  test("is taken once it is solved", async () => {
    expect(await check(encoded(await solved("inquiry")))).toBeUndefined();
  });

  test("is taken again for the same submission, whose answer was lost", async () => {
    const spent = inMemorySpent();
    const proof = encoded(await solved("inquiry"));
    expect([await check(proof, { spent }), await check(proof, { spent })]).toEqual([undefined, undefined]);
  });

  test("is refused for another submission", async () => {
    const spent = inMemorySpent();
    const proof = encoded(await solved("inquiry"));
    await check(proof, { spent });
    expect(await check(proof, { spent, owner: "another" })).toMatchObject({ code: "proof-spent" });
  });

  test("replayed a thousand times at once is worth one submission", async () => {
    const spent = inMemorySpent();
    const proof = encoded(await solved("inquiry"));
    const verdicts = await Promise.all(
      Array.from({ length: 1000 }, (_, at) => check(proof, { spent, owner: `${at}` })),
    );
    expect(verdicts.filter((verdict) => verdict === undefined)).toHaveLength(1);
  });

  test("is worth nothing on another form", async () => {
    expect(await check(encoded(await solved("inquiry")), { form: "suggestion" })).toMatchObject({
      code: "proof-wrong",
    });
  });

  test("expires after ten minutes", async () => {
    const now = new Date(Date.now() - 10 * 60_000 - 2000).toISOString();
    expect(await check(encoded(await solved("inquiry", { now })))).toMatchObject({ code: "proof-expired" });
  });

  test("is asked for where there is none", async () => {
    expect(await check(undefined)).toMatchObject({ code: "proof-needed" });
  });

  type Payload = Awaited<ReturnType<typeof solved>>;
  const parameters = (change: object) => (payload: Payload) => ({
    ...payload,
    challenge: { ...payload.challenge, parameters: { ...payload.challenge.parameters, ...change } },
  });
  test.each<[string, (payload: Payload) => unknown]>([
    ["is not solved", (payload) => ({ ...payload, solution: { counter: 0, derivedKey: "00".repeat(32) } })],
    [
      "has a counter that was guessed",
      (payload) => ({ ...payload, solution: { ...payload.solution, derivedKey: "ab" } }),
    ],
    ["names another form", parameters({ data: { form: "inquiry", most: 1 } })],
    ["was made longer-lived", parameters({ expiresAt: 4_000_000_000 })],
    ["was made easier", parameters({ cost: 1 })],
    ["has another nonce", parameters({ nonce: "0".repeat(32) })],
    ["has a nonce that is no nonce", parameters({ nonce: "x" })],
    ["is not signed", ({ challenge, solution }) => ({ challenge: { parameters: challenge.parameters }, solution })],
    [
      "is signed by somebody else",
      (payload) => ({ ...payload, challenge: { ...payload.challenge, signature: "0".repeat(64) } }),
    ],
    ["is nothing", () => null],
    ["is a list", () => []],
  ])("is refused when it %s", async (_, change) => {
    expect(await check(encoded(change(await solved("inquiry"))))).toMatchObject({ code: "proof-wrong" });
  });

  test.each(["", "%%%", "bm90IGpzb24="])("that reads %j is refused", async (text) => {
    expect(await check(text)).toMatchObject({ code: "proof-wrong" });
  });
});

describe("the work", () => {
  test.each([
    [1, 600],
    [59, 600],
    [60, 1200],
    [240, 4800],
    [1_000_000, 9600],
  ])("after %i challenges in a minute takes at most %i steps", (asked, most) => {
    expect(effortAt(600, asked)).toBe(most);
  });

  test("rises while many ask and falls in the next minute", async () => {
    const spent = inMemorySpent();
    const most = async (now: string) => {
      const made = (await issueChallenge({ form: "inquiry", effort: 2, now }, { spent, challenges })) as Challenge;
      return made.parameters.data?.["most"];
    };
    for (let asked = 1; asked < 60; asked += 1) await most("2026-11-24T02:30:00.000Z");
    expect([await most("2026-11-24T02:30:59.000Z"), await most("2026-11-24T02:31:00.000Z")]).toEqual([4, 2]);
  });
});
