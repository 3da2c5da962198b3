import type { Span } from "./context.ts";
import { secondReading } from "./rule-data.ts";

/** What each piece of wording weighs for a refusal, in log-odds, and the forbidden group it speaks for, if for one. */
export type Weights = { bias: number; pieces: ReadonlyMap<string, { weight: number; group?: string }> };

/** A sentence of a shadow text and how much it reads like a refusal, in log-odds: above 0 more likely than not. */
export type Sentence = Span & { weight: number };

const learned: Weights = {
  bias: secondReading.bias,
  pieces: new Map(
    Object.entries(secondReading.pieces).flatMap(([group, listed]) =>
      listed.split(" ").map((entry) => {
        const colon = entry.lastIndexOf(":");
        const weight = Number(entry.slice(colon + 1)) / 100;
        return [entry.slice(0, colon), group === "-" ? { weight } : { weight, group }] as const;
      }),
    ),
  ),
};

/** Calls for each character of a text, each pair and each pair with one character between (`a_b`), beginning and end among them. */
function forPieces(text: string, call: (piece: string, at: number) => void): void {
  const framed = `^${text}$`;
  for (let at = 0; at < framed.length; at += 1) {
    call(framed.charAt(at), at - 1);
    if (at + 1 < framed.length) call(framed.slice(at, at + 2), at - 1);
    if (at + 2 < framed.length) call(`${framed.charAt(at)}_${framed.charAt(at + 2)}`, at - 1);
  }
}

/** The pieces of a text: what weights are learned for. */
export function piecesOf(text: string): Set<string> {
  const pieces = new Set<string>();
  forPieces(text, (piece) => pieces.add(piece));
  return pieces;
}

/** The sentences of a shadow text: each is read on its own, so that kind words around it excuse nothing. */
export function sentencesOf(text: string): Span[] {
  return [...text.matchAll(/[^。？]+[。？]*/gu)].map(({ index, 0: { length } }) => ({
    from: index,
    to: index + length,
  }));
}

/** The wording of a sentence without the marks that end it. */
export function wordingOf(text: string, { from, to }: Span): string {
  return text.slice(from, to).replace(/[，。？]+$/u, "");
}

/** How much a wording reads like a refusal, in log-odds. */
function weightOf(wording: string, { bias, pieces }: Weights): number {
  const seen = new Set<object>();
  let weight = bias;
  forPieces(wording, (piece) => {
    const known = pieces.get(piece);
    if (known === undefined || seen.has(known)) return;
    seen.add(known);
    weight += known.weight;
  });
  return weight;
}

/** Reads a shadow text sentence by sentence, by weights learned from labelled ones rather than by phrases. */
export function readAgain(text: string, weights: Weights = learned): Sentence[] {
  return sentencesOf(text).map((span) => ({ ...span, weight: weightOf(wordingOf(text, span), weights) }));
}

/** The forbidden group a sentence reads most like, and the words that make it so; none if no word does. */
export function likestGroup(text: string, sentence: Span, weights: Weights = learned) {
  const wording = wordingOf(text, sentence);
  const sums = new Map<string, number>();
  const carried = new Map<string, Float64Array>();
  forPieces(wording, (piece, at) => {
    const { weight, group } = weights.pieces.get(piece) ?? { weight: 0 };
    if (group === undefined || weight <= 0) return;
    sums.set(group, (sums.get(group) ?? 0) + weight);
    const places = carried.get(group) ?? new Float64Array(wording.length);
    carried.set(group, places);
    for (const place of [at, at + piece.length - 1]) {
      if (place >= 0 && place < wording.length) places[place] = (places[place] ?? 0) + weight / 2;
    }
  });
  const [group] = [...sums].reduce<[string, number] | []>(
    (best, one) => (one[1] > (best[1] ?? 0) ? [one[0], one[1]] : best),
    [],
  );
  if (group === undefined) return undefined;
  const { from, to } = heaviest(carried.get(group) ?? new Float64Array());
  return { group, from: sentence.from + from, to: sentence.from + to };
}

// The run of characters with the greatest sum, where a character that carries nothing costs a little.
function heaviest(places: Float64Array): Span {
  let best = { from: 0, to: 1, sum: 0 };
  let run = { from: 0, sum: 0 };
  places.forEach((weight, at) => {
    if (run.sum <= 0) run = { from: at, sum: 0 };
    run.sum += weight > 0 ? weight : -0.2;
    if (run.sum > best.sum) best = { from: run.from, to: at + 1, sum: run.sum };
  });
  return { from: best.from, to: best.to };
}
