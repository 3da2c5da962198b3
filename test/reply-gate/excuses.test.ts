import { describe, expect, test } from "vitest";
import { excusedBy, excuseSource, settingOf, shownBy } from "#shared/domain/reply-gate/excuses.ts";
import type { Excuse, PhraseGroup } from "#shared/domain/reply-gate/phrase-rules.ts";
import { groups } from "#shared/domain/reply-gate/rule-data.ts";
import { checkReply } from "#shared/domain/reply-gate.ts";
import phrases from "#shared/rules/phrases.json" with { type: "json" };

/** The setting of the phrase that a sentence shows in 【】. */
const setting = (sentence: string) => {
  const [before = "", phrase = "", after = ""] = sentence.split(/[【】]/u);
  return settingOf({ before, phrase, after });
};

const shows = (pattern: string, sentence: string) =>
  shownBy([pattern], { relative: ["舅舅", "表(哥|姐)"] })(setting(sentence));

describe("a pattern of an excuse", () => {
  test.each([
    ["directly before the phrase", "据说【】", "据说【不知道】", "据说他【不知道】"],
    ["directly behind it", "【】是误会", "【不知道】是误会", "【不知道】，是误会"],
    ["somewhere in it", "【知】", "【不知道】", "知【不清楚】知"],
    ["at its beginning", "【^知】", "【知道不了】", "【不知道】"],
    ["before it, in it or running into it", "舅舅~】", "他舅【舅不管】", "他舅【不管】"],
    ["in a word list", "<relative>说【】", "表姐说【不知道】", "说【不知道】"],
    ["with a gap inside the clause", "据~【】", "据我所知【不知道】", "据此，我【不知道】"],
    ["with a gap of forty characters across commas", "据…【】", "据此，我【不知道】", "据此。我【不知道】"],
    ["from the beginning of a clause", "^我【】", "好，我【不知道】", "他和我【不知道】"],
    ["to the end of a clause", "【】的$", "【不知道】的呀。", "【不知道】的人"],
  ])("shows what stands %s", (_, pattern, excused, charged) => {
    expect([shows(pattern, excused), shows(pattern, charged)]).toEqual([true, false]);
  });

  test.each(["不知道", "【】【】", "【不【知】道】", "】【", "【不知道"])(
    "is refused if it shows its phrase not once: %s",
    (pattern) => {
      expect(() => excuseSource(pattern, {})).toThrow(RangeError);
    },
  );
});

describe("an excuse added to the rule data", () => {
  const excuse: Excuse = { because: "a rumour is told", patterns: ["听传言~【】"], unless: ["【不管】"] };
  const group = (id: string) => groups.find((one) => one.id === id) as PhraseGroup;
  const excuses = (changes: Partial<Excuse>, sentence: string, { id = "F01", own = false } = {}) =>
    excusedBy([{ ...excuse, ...changes }], {})(setting(sentence), group(id), () => own);

  test("is honoured, but not elsewhere", () => {
    expect([excuses({}, "听传言都【不知道】"), excuses({}, "我【不知道】")]).toEqual([true, false]);
  });

  test("is not honoured where it excuses nothing", () => {
    expect(excuses({}, "听传言【不管】")).toBe(false);
  });

  test("is honoured in its groups only", () => {
    expect([
      excuses({ groups: ["F01"] }, "听传言【不知道】"),
      excuses({ groups: ["F02"] }, "听传言【不知道】"),
    ]).toEqual([true, false]);
  });

  test("is honoured only in groups in which these words count", () => {
    const subjects = ["speaker"] as const;
    expect(["F01", "F12"].map((id) => excuses({ subjects }, "听传言【不知道】", { id }))).toEqual([true, false]);
  });

  test("is honoured only for the words of whom it names", () => {
    expect([true, false].map((own) => excuses({ own: true }, "听传言【不知道】", { own }))).toEqual([true, false]);
  });
});

test.each(phrases.context.excuses.flatMap(({ because, patterns }) => patterns.map((pattern) => [because, pattern])))(
  "%s: %s shows no phrase that stands alone",
  (_, pattern = "") => {
    expect(shownBy([pattern], phrases.words.lists)(setting("【囗】"))).toBe(false);
  },
);

test.each([
  ["staff are reported to say it", "有群众反映窗口人员答复不知道，我们已严肃批评。", "我不知道。"],
  ["it was so once and is otherwise now", "过去要收工本费，现在免费。", "要收工本费。"],
  ["it is dropped", "工本费早就取消了，您不用付钱。", "工本费五块。"],
  ["it is put right", "谁说办不了？能办。", "办不了。"],
])("%s: the gate lets it pass, and stops it where it isn't so", (_, excused, charged) => {
  expect([checkReply(excused).verdict === "ok", checkReply(charged).verdict === "ok"]).toEqual([true, false]);
});
