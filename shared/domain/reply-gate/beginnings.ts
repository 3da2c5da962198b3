import type { WordLists } from "./pattern.ts";

/** Stands for any second character in a beginning. */
export const anyCharacter = "*";

type Place = { at: number };

/**
 * The first two characters with which phrases of a pattern can begin, the second one perhaps any character;
 * a pattern that can begin with a gap, or match nothing, is a fault of the rule data.
 */
export function beginningsOf(pattern: string, lists: WordLists): string[] {
  return [...choices(pattern, { at: 0 }, lists)].map((beginning) => {
    if (beginning === "" || beginning.startsWith(anyCharacter)) {
      throw new RangeError(`A phrase pattern must begin with a character: ${pattern}`);
    }
    return beginning.length === 1 ? beginning + anyCharacter : beginning;
  });
}

function choices(pattern: string, place: Place, lists: WordLists): Set<string> {
  const all = new Set<string>();
  let sequence = new Set([""]);
  while (place.at < pattern.length && pattern[place.at] !== ")") {
    if (pattern[place.at] === "|") {
      place.at += 1;
      for (const beginning of sequence) all.add(beginning);
      sequence = new Set([""]);
      continue;
    }
    const item = itemBeginnings(pattern, place, lists);
    if (pattern[place.at] === "?") {
      place.at += 1;
      item.add("");
    }
    sequence = joined(sequence, item);
  }
  for (const beginning of sequence) all.add(beginning);
  return all;
}

function joined(before: ReadonlySet<string>, after: ReadonlySet<string>): Set<string> {
  const both = new Set<string>();
  for (const first of before) {
    if (first.length > 1 || first === anyCharacter) both.add(first);
    else for (const second of after) both.add((first + second).slice(0, 2));
  }
  return both;
}

function itemBeginnings(pattern: string, place: Place, lists: WordLists): Set<string> {
  const char = pattern.charAt(place.at);
  place.at += 1;
  if (char === "^") return new Set([""]);
  if (char === "$" || char === "~") return new Set([anyCharacter]);
  if (char === "<") {
    const end = pattern.indexOf(">", place.at);
    const name = pattern.slice(place.at, end);
    place.at = end + 1;
    return new Set(beginningsOfList(name, lists));
  }
  const looks = "!#".includes(char);
  if (char !== "(" && !looks) return new Set([char]);
  if (looks) place.at += 1;
  const inside = choices(pattern, place, lists);
  place.at += 1;
  return looks ? new Set([""]) : inside;
}

const read = new WeakMap<WordLists, Map<string, ReadonlySet<string>>>();

function beginningsOfList(name: string, lists: WordLists): ReadonlySet<string> {
  const known = read.get(lists) ?? new Map<string, ReadonlySet<string>>();
  read.set(lists, known);
  const beginnings =
    known.get(name) ?? new Set((lists[name] ?? []).flatMap((word) => [...choices(word, { at: 0 }, lists)]));
  known.set(name, beginnings);
  return beginnings;
}
