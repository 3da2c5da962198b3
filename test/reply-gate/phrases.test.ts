import { describe, expect, test } from "vitest";
import { patternSource } from "#shared/domain/reply-gate/pattern.ts";
import phrases from "#shared/rules/phrases.json" with { type: "json" };

const patterns = phrases.groups.flatMap((group) => group.patterns.map((pattern) => [group.id, pattern] as const));

describe("a pattern of the rule data", () => {
  test.each(patterns)("%s %s matches no empty text", (_, pattern) => {
    expect(
      new RegExp(`^(?:${patternSource(pattern, phrases.words.lists, "open")})`, "u").exec("，")?.[0] ?? "unmatched",
    ).not.toBe("");
  });

  test.each(["不*知道", "(不|没)+", "不{2}", "[不]知道", "不.知道"])(
    "is refused if it repeats or escapes: %s",
    (pattern) => {
      expect(() => patternSource(pattern, {}, "open")).toThrow(RangeError);
    },
  );

  test("is refused if it names an unknown list", () => {
    expect(() => patternSource("<nobody>", {}, "open")).toThrow(RangeError);
  });
});

test.each([...phrases.groups, ...phrases.scenarios, phrases.salutations, phrases.courtesy])(
  "%o says what it rests on and whether it is confirmed",
  (value) => {
    expect([value.basis === "", ["confirmed", "proposed"].includes(value.status)]).toEqual([false, true]);
  },
);
