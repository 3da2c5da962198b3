import type { Span } from "./context.ts";
import { secondReading } from "./rule-data.ts";

/** What each piece of wording weighs for a refusal, in log-odds, and the forbidden group it speaks for, if for one. */
export type Weights = { bias: number; pieces: ReadonlyMap<string, { weight: number; group?: string }> };

/** A sentence of a shadow text and how much it reads like a refusal, in log-odds: above 0 more likely than not. */
export type Sentence = Span & { weight: number };

/** What a piece weighs; the turn in which it was last counted. */
type Piece = { readonly weight: number; readonly group?: string; turn: number };

/** The pieces that begin with a character, by the codes of what follows: numbers are found several times faster than pieces cut out of a text. */
type Beginning = { alone?: Piece; readonly pairs: Map<number, Piece>; readonly around: Map<number, Piece> };
type Index = { readonly bias: number; readonly beginnings: ReadonlyMap<number, Beginning>; turn: number };

function indexed(bias: number, entries: Iterable<readonly [piece: string, weight: number, group?: string]>): Index {
  const beginnings = new Map<number, Beginning>();
  for (const [name, weight, group] of entries) {
    const first = name.charCodeAt(0);
    const beginning: Beginning = beginnings.get(first) ?? { pairs: new Map(), around: new Map() };
    beginnings.set(first, beginning);
    const piece: Piece = { weight, turn: 0, ...(group !== undefined && { group }) };
    if (name.length === 1) beginning.alone = piece;
    else if (name.length === 2) beginning.pairs.set(name.charCodeAt(1), piece);
    else beginning.around.set(name.charCodeAt(2), piece);
  }
  return { bias, beginnings, turn: 0 };
}

function* shipped(): Iterable<readonly [piece: string, weight: number, group?: string]> {
  for (const [group, listed] of Object.entries(secondReading.pieces))
    for (const entry of listed.split(" ")) {
      const colon = entry.lastIndexOf(":");
      const weight = Number(entry.slice(colon + 1)) / 100;
      yield group === "-" ? [entry.slice(0, colon), weight] : [entry.slice(0, colon), weight, group];
    }
}

// Made when the first text is read: most functions that hold the gate are started for something else.
let learned: Index | undefined;
const others = new WeakMap<Weights, Index>();

function indexOf(weights: Weights | undefined): Index {
  if (weights === undefined) {
    learned ??= indexed(secondReading.bias, shipped());
    return learned;
  }
  const known = others.get(weights);
  if (known !== undefined) return known;
  const made = indexed(
    weights.bias,
    [...weights.pieces].map(([piece, { weight, group }]) => [piece, weight, group] as const),
  );
  others.set(weights, made);
  return made;
}

/** The pieces of a text: its characters, its pairs and its pairs with one character between (`a_b`), beginning and end among them. */
export function piecesOf(text: string): Set<string> {
  const framed = `^${text}$`;
  const pieces = new Set<string>();
  for (let at = 0; at < framed.length; at += 1) {
    pieces.add(framed.charAt(at));
    if (at + 1 < framed.length) pieces.add(framed.slice(at, at + 2));
    if (at + 2 < framed.length) pieces.add(`${framed.charAt(at)}_${framed.charAt(at + 2)}`);
  }
  return pieces;
}

/** Calls for each piece of a text that weighs something, with its first and last place. */
function forPieces(text: string, { beginnings }: Index, call: (piece: Piece, from: number, to: number) => void): void {
  const framed = `^${text}$`;
  for (let at = 0; at < framed.length; at += 1) {
    const beginning = beginnings.get(framed.charCodeAt(at));
    if (beginning === undefined) continue;
    if (beginning.alone !== undefined) call(beginning.alone, at - 1, at - 1);
    const pair = beginning.pairs.get(framed.charCodeAt(at + 1));
    if (pair !== undefined) call(pair, at - 1, at);
    const around = beginning.around.get(framed.charCodeAt(at + 2));
    if (around !== undefined) call(around, at - 1, at + 1);
  }
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
  return text.slice(from, to).replace(/(?<![，。？])[，。？]+$/u, "");
}

/** How much a wording reads like a refusal, in log-odds: every piece counts once. */
function weightOf(wording: string, index: Index): number {
  index.turn += 1;
  const { turn } = index;
  let weight = index.bias;
  forPieces(wording, index, (piece) => {
    if (piece.turn === turn) return;
    piece.turn = turn;
    weight += piece.weight;
  });
  return weight;
}

/** Reads a shadow text sentence by sentence, by weights learned from labelled ones rather than by phrases. */
export function readAgain(text: string, weights?: Weights): Sentence[] {
  const index = indexOf(weights);
  return sentencesOf(text).map(({ from, to }) => ({
    from,
    to,
    weight: weightOf(wordingOf(text, { from, to }), index),
  }));
}

/** The forbidden group a sentence reads most like, and the words that make it so; none if no word does. */
export function likestGroup(text: string, sentence: Span, weights?: Weights) {
  const wording = wordingOf(text, sentence);
  const sums = new Map<string, number>();
  const carried = new Map<string, Float64Array>();
  forPieces(wording, indexOf(weights), ({ weight, group }, first, last) => {
    if (group === undefined || weight <= 0) return;
    sums.set(group, (sums.get(group) ?? 0) + weight);
    const places = carried.get(group) ?? new Float64Array(wording.length);
    carried.set(group, places);
    for (const place of [first, last]) {
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
