import { writeFileSync } from "node:fs";
import type { SecondReading } from "#shared/domain/reply-gate/phrase-rules.ts";
import { learn } from "./learn.ts";
import { wholeCorpus } from "./measure.ts";
import { corpusDigest } from "./read-corpus.ts";

const sentences = wholeCorpus();
const { bias, pieces } = learn(sentences);
const lists = new Map<string, string[]>();
for (const [piece, { weight, group = "-" }] of pieces)
  lists.set(group, [...(lists.get(group) ?? []), `${piece}:${Math.round(weight * 100)}`]);
const file: SecondReading = {
  version: "2026-11-30",
  about:
    "The second reading of a reply: what single characters, pairs of characters and pairs with one character between (a_b) weigh for a refusal, in hundredths of log-odds, learned from the labelled sentences of test/reply-gate/corpus by `npm run train:replies`; nobody edits the weights by hand. ^ and $ are the beginning and the end of a sentence.",
  basis: "FIR-6; SC-4",
  status: "proposed",
  learnedFrom: corpusDigest(sentences),
  refusalFrom: 0.6,
  innocentTo: { otherwise: -1, withoutRelief: -2 },
  bias,
  pieces: Object.fromEntries([...lists].sort().map(([group, entries]) => [group, entries.sort().join(" ")])),
};
writeFileSync(new URL("../../shared/rules/second-reading.json", import.meta.url), `${JSON.stringify(file, null, 2)}\n`);
console.log(`${pieces.size} weights learned from ${sentences.length} sentences.`);
