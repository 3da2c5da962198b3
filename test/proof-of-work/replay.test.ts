import { expect, test } from "vitest";
import { solvedChallenge } from "#infra/local/solved-challenge.ts";
import { freshKey, inquiry, onStack } from "#test/scenarios/stack.ts";

const { call, stack } = (() => {
  const actors = onStack("2026-11-24T10:30:00+08:00", { proofOfWork: "required" });
  return { call: actors.call, stack: () => actors.stack };
})();

const ask = (altcha: string | undefined, key = freshKey()) =>
  call("POST", "/api/inquiries", inquiry({ altcha }), { "idempotency-key": key });

test("a form without a proof is refused in words that name the telephone", async () => {
  const { status, body } = await ask(undefined);
  expect([status, body.code, body.detail]).toEqual([422, "proof-needed", expect.stringContaining("窗口")]);
});

test("one proof, sent two hundred times at once under different keys, makes one inquiry", async () => {
  const proof = await solvedChallenge(stack().url, "inquiry");
  const answers = await Promise.all(Array.from({ length: 200 }, () => ask(proof)));
  const codes = answers.filter(({ status }) => status !== 503).map(({ status, body }) => body.code ?? status);
  expect(codes.filter((code) => code === 201)).toHaveLength(1);
  expect(new Set(codes)).toEqual(new Set([201, "proof-spent"]));
});

test("a proof made for the suggestion box opens no other form", async () => {
  const { body } = await ask(await solvedChallenge(stack().url, "suggestion"));
  expect(body.code).toBe("proof-wrong");
});

test("the same submission sent again with its proof gets the same receipt", async () => {
  const proof = await solvedChallenge(stack().url, "inquiry");
  const key = freshKey();
  const [first, second] = [await ask(proof, key), await ask(proof, key)];
  expect([second.status, second.body]).toEqual([201, first.body]);
});
