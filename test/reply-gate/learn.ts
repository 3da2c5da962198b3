import { piecesOf, sentencesOf, type Weights, wordingOf } from "#shared/domain/reply-gate/second-reading.ts";
import { shadowOf } from "#shared/domain/reply-gate/shadow-text.ts";
import type { Labelled } from "./read-corpus.ts";

type Example = { wording: string; refusal: boolean; group: string };

/** The wordings of some labelled sentences; each sentence of a good reply is good by itself. */
function examplesOf(sentences: readonly Labelled[]): Example[] {
  return sentences.flatMap(({ text, label, group }) => {
    const shadow = shadowOf(text).text;
    const whole = wordingOf(shadow, { from: 0, to: shadow.length });
    const refusal = label !== "ok";
    const sentencesIn = refusal ? [] : sentencesOf(shadow).map((span) => wordingOf(shadow, span));
    return [...new Set([whole, ...sentencesIn])].map((wording) => ({ wording, refusal, group }));
  });
}

const odds = (margin: number) => 1 / (1 + Math.exp(-margin));
const sweeps = 40;
const leastSeen = 4;
const penalty = 0.4;
/** The share of its group that a piece must reach among the shares of all groups to speak for one. */
const telling = 0.5;

/**
 * Learns what each piece of wording weighs: logistic regression with a quadratic penalty, by Newton steps on one weight
 * after another. The same sentences in the same order give the same weights.
 */
export function learn(sentences: readonly Labelled[]): Weights {
  const examples = examplesOf(sentences);
  const seenIn = new Map<string, number[]>();
  examples.forEach(({ wording }, index) => {
    for (const piece of piecesOf(wording)) {
      const there = seenIn.get(piece);
      if (there === undefined) seenIn.set(piece, [index]);
      else there.push(index);
    }
  });
  const features = [...seenIn]
    .filter(([, indices]) => indices.length >= leastSeen)
    .map(([, indices]) => Uint32Array.from(indices));
  const names = [...seenIn].filter(([, indices]) => indices.length >= leastSeen).map(([piece]) => piece);
  const everywhere = Uint32Array.from(examples.keys());
  const margins = new Float64Array(examples.length);
  const weights = new Float64Array(features.length);
  let bias = 0;
  const step = (indices: Uint32Array, weight: number, penalty: number): number => {
    let slope = penalty * weight;
    let bend = penalty;
    for (const index of indices) {
      const chance = odds(margins[index] ?? 0);
      slope += chance - (examples[index]?.refusal === true ? 1 : 0);
      bend += chance * (1 - chance);
    }
    const change = -slope / Math.max(bend, 1e-6);
    for (const index of indices) margins[index] = (margins[index] ?? 0) + change;
    return weight + change;
  };
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    bias = step(everywhere, bias, 0);
    features.forEach((indices, feature) => {
      weights[feature] = step(indices, weights[feature] ?? 0, penalty);
    });
  }
  const groupSizes = countBy(examples.filter(({ refusal }) => refusal).map(({ group }) => group));
  const pieces = new Map<string, { weight: number; group?: string }>();
  names.forEach((piece, feature) => {
    const weight = Math.round((weights[feature] ?? 0) * 100) / 100;
    if (Math.abs(weight) < 0.02) return;
    const group = weight > 0 ? mostIn(features[feature] ?? new Uint32Array(), examples, groupSizes) : undefined;
    pieces.set(piece, group === undefined ? { weight } : { weight, group });
  });
  return { bias: Math.round(bias * 100) / 100, pieces };
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** The forbidden group of whose wordings the greatest share has a piece. */
function mostIn(indices: Uint32Array, examples: readonly Example[], sizes: ReadonlyMap<string, number>) {
  const counts = countBy(
    [...indices].flatMap((index) => (examples[index]?.refusal === true ? [examples[index].group] : [])),
  );
  let best: { group?: string; share: number } = { share: 0 };
  let shares = 0;
  for (const [group, count] of counts) {
    if (!/^F\d\d$/.test(group)) continue;
    const share = count / (sizes.get(group) ?? 1);
    shares += share;
    if (share > best.share) best = { group, share };
  }
  return best.share >= telling * shares ? best.group : undefined;
}
