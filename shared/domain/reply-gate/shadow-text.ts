import { withoutStutter } from "./disguises.ts";
import type { Mark } from "./mark.ts";
import { patternSource, spansOf } from "./pattern.ts";
import { phraseFinder } from "./phrase-finder.ts";
import { groups, homophones, lists, spellings } from "./rule-data.ts";
import { isCharacter, isInPieces, joinIslands, type Letters, readMarks } from "./shadow.ts";

/** What the gate reads instead of the text: one character per mark, with the way back to the original. */
export type Shadow = { text: string; marks: readonly Mark[]; letters: Letters; inPieces: boolean };

const phrasesIn = phraseFinder(
  groups.map((group) => group.patterns),
  lists,
  "closed",
);
const spelled = Object.entries(homophones).map(([meant, written]) => ({
  meant,
  written: new RegExp(written.map((one) => patternSource(one, lists, "closed")).join("|"), "gu"),
}));

/** Reads a text as it is meant: disguises removed, homophones resolved, separators inside a phrase dropped. */
export function shadowOf(original: string): Shadow {
  const { marks, letters } = readMarks(original, spellings);
  const joined = bridge(respell(withoutStutter(joinIslands(marks))));
  return { text: textOf(joined), marks: joined, letters, inPieces: isInPieces(marks) };
}

/** The characters of a shadow alone, for texts whose clauses can't be told. */
export function charactersOf({ marks, letters, inPieces }: Shadow): Shadow {
  const characters = marks.filter(isCharacter);
  return { text: textOf(characters), marks: characters, letters, inPieces };
}

function textOf(marks: readonly Mark[]): string {
  return marks.map((mark) => mark.char).join("");
}

function respell(marks: readonly Mark[]): Mark[] {
  const places: number[] = [];
  marks.forEach((mark, at) => {
    if (isCharacter(mark)) places.push(at);
  });
  const text = places.map((at) => marks[at]?.char ?? "").join("");
  const written = [...marks];
  const dropped = new Set<number>();
  for (const { meant, written: spelling } of spelled) {
    for (const { from, to } of spansOf(spelling, text)) {
      const covered = places.slice(from, to);
      covered.forEach((at, index) => {
        const mark = marks[at];
        const char = meant.charAt(index);
        if (mark !== undefined && char !== "") written[at] = { ...mark, char };
        else dropped.add(at);
      });
    }
  }
  return dropped.size === 0 ? written : written.filter((_, at) => !dropped.has(at));
}

/** Drops what separates the characters of one phrase; a phrase of two characters is too short to tell. */
function bridge(marks: readonly Mark[]): Mark[] {
  const places: number[] = [];
  marks.forEach((mark, at) => {
    if (isCharacter(mark)) places.push(at);
  });
  if (places.length === 0 || places.length === (places.at(-1) ?? 0) - (places[0] ?? 0) + 1) return [...marks];
  const text = places.map((at) => marks[at]?.char ?? "").join("");
  const dropped = new Set<number>();
  for (const spans of phrasesIn(text)) {
    for (const { from, to } of spans) {
      if (to - from < 3) continue;
      const last = places[to - 1] ?? 0;
      for (let at = (places[from] ?? 0) + 1; at < last; at += 1) {
        const mark = marks[at];
        if (mark !== undefined && !isCharacter(mark)) dropped.add(at);
      }
    }
  }
  return dropped.size === 0 ? [...marks] : marks.filter((_, at) => !dropped.has(at));
}
