import { describe, expect, test } from "vitest";
import { inquiryReceived, suggestionReceived } from "#shared/contracts/acknowledgements.ts";
import { fieldMessage, fieldMessages, type MessageCode, messages, sentence } from "#shared/contracts/messages.ts";
import { uyghurFieldMessages, uyghurMessages, uyghurWords } from "#shared/contracts/messages-ug.ts";
import { languages } from "#shared/contracts/text.ts";
import { words } from "#shared/contracts/words.ts";
import { refuse } from "#shared/domain/refusal.ts";
import { RequestProblem, refusalAnswer, requestProblemAnswer } from "#shared/lambda/problem.ts";

const codes = Object.keys(messages) as MessageCode[];
const blanks = (text: string) => text.match(/\{\w+\}/g)?.sort() ?? [];
const arabic = /[\u0600-\u06ff]/;
const chinese = /[\u4e00-\u9fff]/;

describe("every sentence of the API", () => {
  test("is there in Uyghur letters and no other", () => {
    const texts = [uyghurMessages, uyghurFieldMessages, uyghurWords].flatMap((each) => Object.entries(each));
    expect(texts.length).toBeGreaterThan(140);
    expect(texts.filter(([, text]) => !arabic.test(text) || chinese.test(text))).toEqual([]);
  });

  test("has the same blanks in every language", () => {
    const differing = codes.filter((code) => {
      const { zh, en } = messages[code];
      return [en, uyghurMessages[code]].some((text) => `${blanks(text)}` !== `${blanks(zh)}`);
    });
    expect(differing).toEqual([]);
  });

  test("names stages, commands, relations and faulty fields in every language", () => {
    expect(Object.keys(uyghurWords).sort()).toEqual(Object.keys(words).sort());
    expect(Object.keys(uyghurFieldMessages).sort()).toEqual(Object.keys(fieldMessages).sort());
  });
});

test("blanks are filled in the reader's own words", () => {
  const params = { stage: "closed", command: "refer" };
  const told = languages.map((language) => sentence("wrong-stage", language, params).text);
  expect(told.map((text, at) => [languages[at], /closed|已办结|تاماملاندى/.exec(text)?.[0]])).toEqual([
    ["zh-CN", "已办结"],
    ["ug", "تاماملاندى"],
    ["en", "closed"],
  ]);
});

test("an unconfirmed translation comes with the Chinese sentence that counts", () => {
  const answer = refusalAnswer(refuse("unknown-office", "FIR-3", { office: "x" }), "ug");
  expect(answer.headers["content-language"]).toBe("ug");
  expect(JSON.parse(answer.body)).toMatchObject({
    detail: "x نومۇرلۇق كۆزنەك يوق. تىزىملىكتىن تاللاڭ.",
    authoritative: "没有编号为 x 的办事处，请从列表中选择。",
  });
  expect(JSON.parse(refusalAnswer(refuse("stale"), "en").body)).not.toHaveProperty("authoritative");
});

test("faulty fields are explained in the language of the sentence", () => {
  const problem = new RequestProblem("invalid", [{ path: "subject", code: "too_big" }]);
  const [error] = JSON.parse(requestProblemAnswer(problem, "ug").body).errors;
  expect(error.message).toBe(fieldMessage("too_big", "ug"));
  expect(fieldMessage("nobody-knows", "ug")).toBe(uyghurFieldMessages["custom"]);
});

test("a receipt speaks the writer's language, and Chinese to whoever has none", () => {
  const responder = { name: "热娜", office: "中心", phone: "0903-1" };
  expect(languages.map((language) => inquiryReceived(language, responder).slice(0, 5))).toEqual([
    "您好，您的",
    "ياخشى",
    "Hello",
  ]);
  expect(suggestionReceived("tlh")).toBe(suggestionReceived("zh-CN"));
});
