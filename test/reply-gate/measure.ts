import { checkReply } from "#shared/domain/reply-gate.ts";
import { evasions, homophoneSpellings, respellBySound, seeded } from "./evade.ts";
import { disguises } from "./evade-disguises.ts";
import { learn } from "./learn.ts";
import { type Labelled, readCorpus } from "./read-corpus.ts";

export type Judged = Labelled & { file: string; verdict: string };

export type Share = { hits: number; of: number };

export const percent = ({ hits, of }: Share) => (of === 0 ? 100 : (100 * hits) / of);

const firstAuthor = ["refusals", "brush-offs", "good", "second-pass", "unseen"];
const secondAuthor = ["refusals", "brush-offs", "helping", "good", "look-alikes", "more-good"].map(
  (name) => `second-author/${name}`,
);

/** Sets that were scored once before anybody looked at a verdict, then mended. */
export const blindSets = ["counter-speech", "office-days", "plain-words", "last-look"].map((name) => `blind/${name}`);

/** Later sets by writers who had not seen the gate, each scored once before it was learned from. */
export const laterSets = [
  "county-counter",
  "hotline-letters",
  "grammar",
  "message-board",
  "many-voices",
  "examiner",
  "impartial-judge",
  "sixteen-labels",
  "city-desk",
  "lines-and-letters",
  "last-examiner",
  "fair-examiner",
  "mystery-shopper",
  "linguist",
  "loose-tongues",
  "mirror-words",
  "hotline-supervisor",
  "careful-tester",
].map((name) => `blind/${name}`);

/** Every Chinese sentence there is, with its file: what the second reading learns from. */
export function wholeCorpus(): (Labelled & { file: string })[] {
  return [...firstAuthor, ...secondAuthor, ...blindSets, ...laterSets, "fragments"].flatMap((name) =>
    readCorpus(name).flatMap((one) => (["english", "uyghur"].includes(one.kind) ? [] : [{ ...one, file: name }])),
  );
}

/** The labelled sentences of some files of the corpus, or of all, with the gate's verdict. */
export function judgedCorpus(names: readonly string[] = [...firstAuthor, ...secondAuthor]): Judged[] {
  return names.flatMap((name) =>
    readCorpus(name).map((one) => ({ ...one, file: name, verdict: checkReply(one.text).verdict })),
  );
}

/** The sentences of one file, judged with a second reading that learned from all others only. */
export function judgedUnread(name: string): Judged[] {
  const weights = learn(wholeCorpus().filter((one) => one.file !== name));
  return readCorpus(name).map((one) => ({ ...one, file: name, verdict: checkReply(one.text, {}, weights).verdict }));
}

/** How many of the refusals that are stopped alone are flagged still when good sentences stand before, behind and around them. */
export function insideLongerReplies(sets: readonly (readonly Judged[])[]): Share {
  const flagged = sets.flatMap((judged) => {
    const weights = learn(wholeCorpus().filter((one) => one.file !== judged[0]?.file));
    const good = judged.filter((one) => one.label === "ok" && one.verdict === "ok").map((one) => ended(one.text));
    const kind = (at: number) => good[at % good.length] ?? "";
    return judged
      .filter((one) => one.label === "block" && one.verdict === "block")
      .flatMap(({ text }, at) => [
        kind(at) + text,
        ended(text) + kind(7 * at),
        kind(3 * at) + ended(text) + kind(11 * at),
      ])
      .map((text) => checkReply(text, {}, weights).verdict !== "ok");
  });
  return { hits: flagged.filter(Boolean).length, of: flagged.length };
}

const ended = (text: string) => text.replace(/[。！？]*$/u, "。");

/** How many of some sentences the gate stopped: a refusal is stopped if it is blocked, or flagged where its group only warns. */
export function stopped(sentences: readonly { label: string; verdict: string }[]): Share {
  const refusals = sentences.filter((one) => one.label !== "ok");
  return {
    hits: refusals.filter((one) => one.verdict === "block" || one.verdict === one.label).length,
    of: refusals.length,
  };
}

/** How many good replies were flagged at all. */
export function falseAlarms(sentences: readonly { label: string; verdict: string }[]): Share {
  const good = sentences.filter((one) => one.label === "ok");
  return { hits: good.filter((one) => one.verdict !== "ok").length, of: good.length };
}

const chinese = (text: string) => /\p{Script=Han}/u.test(text) && [...text].length >= 3;

/** Evaded texts per class, made from every blocked Chinese sentence, and how many were still flagged. */
export function evasionRates(): { name: string; share: Share; missed: string[] }[] {
  const base = judgedCorpus().filter((one) => one.label === "block" && one.verdict === "block" && chinese(one.text));
  const random = seeded(20261101);
  const rates = [...evasions, ...disguises].map(({ name, apply }) => {
    const texts = base.map((one) => apply(one.text, random));
    return rate(name, texts);
  });
  const sounding = base.filter((one) => homophoneSpellings.some(([word]) => one.text.includes(word)));
  return [
    ...rates,
    rate(
      "by sound",
      sounding.map((one) => respellBySound(one.text, random)),
    ),
  ];
}

function rate(name: string, texts: readonly string[]): { name: string; share: Share; missed: string[] } {
  const missed = texts.filter((text) => checkReply(text).verdict !== "block");
  return { name, share: { hits: texts.length - missed.length, of: texts.length }, missed };
}
