import { describe, expect, test } from "vitest";
import { isRefusal } from "#shared/domain/refusal.ts";
import { centre, granted } from "#test/fakes/centre.ts";

const NOW = "2026-11-23T02:37:12.345Z";

describe("what is stored of an anonymous writer", () => {
  test("has no moment finer than the hour", async () => {
    const at = centre();
    const receipt = await at.putIn({ content: "叫号屏字太小。" }, NOW);
    granted(await at.say(receipt, "二楼的也小。", "2026-11-23T05:21:09.876Z"));
    const written = at.ports.suggestions.all()[0]?.document.history.map((entry) => entry.at);
    expect([written, JSON.stringify(at.ports.suggestions.all()).includes("37:12")]).toEqual([
      ["2026-11-23T02:00:00.000Z", "2026-11-23T05:00:00.000Z"],
      false,
    ]);
  });

  test("tells nobody at the minute of writing", async () => {
    const at = centre();
    const receipt = await at.putIn({ content: "叫号屏字太小。" }, NOW);
    granted(await at.command("gulinar", receipt.number, { type: "open" }, NOW));
    granted(await at.say(receipt, "二楼的也小。", "2026-11-23T05:21:09.876Z"));
    const toldAt = async (now: string) => {
      await at.sweep(now);
      return at.inboxOf("gulinar").filter((notice) => notice.kind === "message").length;
    };
    expect([await toldAt("2026-11-23T05:22:00.000Z"), await toldAt("2026-11-23T06:00:00.000Z")]).toEqual([0, 1]);
  });

  test("can't be found by guessing what was written: neither submission nor text has a digest anybody could make", async () => {
    const guess = { category: "suggestion", content: "叫号屏字太小。" } as const;
    const at = centre();
    await at.putIn(guess, NOW);
    const [stored] = at.ports.suggestions.all();
    const guesses = [JSON.stringify(guess), guess.content].map(at.ports.digests.digest);
    expect(guesses.filter((digest) => JSON.stringify(stored).includes(digest))).toEqual([]);
  });

  test("is what they wrote and nothing that comes with a request", async () => {
    const at = centre();
    await at.putIn({ content: "叫号屏字太小。" }, NOW, "the key of the browser");
    const [stored] = at.ports.suggestions.all();
    expect([
      Object.keys(stored ?? {}).sort(),
      Object.keys(stored?.document.texts ?? {}),
      JSON.stringify(stored).includes("the key of the browser"),
    ]).toEqual([["document", "number", "secretDigest", "submissionDigest", "suggestion"], ["1.content"], false]);
  });

  test("keeps its order when staff have answered in the same hour", async () => {
    const at = centre();
    const receipt = await at.putIn({}, NOW);
    granted(await at.command("gulinar", receipt.number, { type: "open" }, "2026-11-23T02:50:00.000Z"));
    granted(await at.say(receipt, "再补一句。", "2026-11-23T02:55:00.000Z"));
    const moments = at.ports.suggestions.all()[0]?.document.history.map((entry) => entry.at) ?? [];
    expect(moments).toEqual([...moments].sort());
  });
});

test("a named writer's word is recorded to the moment", async () => {
  const at = centre();
  await at.putIn({ name: "王军", phone: "13900000002" }, NOW);
  expect(at.ports.suggestions.all()[0]?.suggestion.receivedAt).toBe(NOW);
});

test("a wrong secret and an unknown number get the same answer", async () => {
  const at = centre();
  const { number } = await at.putIn({}, NOW);
  const [wrong, unknown] = await Promise.all([
    at.track({ number, secret: "AAAA-AAAA-AAAA-AAAA" }),
    at.track({ number: "S0000-00000", secret: "AAAA-AAAA-AAAA-AAAA" }),
  ]);
  expect([isRefusal(wrong), wrong]).toEqual([true, unknown]);
});
