import { checkReply } from "#shared/domain/reply-gate.ts";
import { evasions, homophoneSpellings, respellBySound, seeded } from "./evade.ts";
import { disguises } from "./evade-disguises.ts";
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

/** The labelled sentences of some files of the corpus, or of all, with the gate's verdict. */
export function judgedCorpus(names: readonly string[] = [...firstAuthor, ...secondAuthor]): Judged[] {
  return names.flatMap((name) =>
    readCorpus(name).map((one) => ({ ...one, file: name, verdict: checkReply(one.text).verdict })),
  );
}

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
