import { isHan } from "./characters.ts";
import type { Mark } from "./mark.ts";

const smallCapitals = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡxʏᴢ";
const fromOtherAlphabets = new Map(
  [
    "аa",
    "вb",
    "сc",
    "ԁd",
    "еe",
    "ɡg",
    "һh",
    "іi",
    "ɪi",
    "јj",
    "оo",
    "рp",
    "ѕs",
    "υu",
    "ցu",
    "ԝw",
    "хx",
    "уy",
    "ɑa",
    "ʐz",
    "οo",
    "αa",
    "ıi",
  ].map((pair) => [pair.charAt(0), pair.charAt(1)]),
);
const letterA = 0x61;

/** The Latin letter that a small capital, a squared or circled letter or a letter of another alphabet is drawn like. */
export function latinLookAlike(char: string): string | undefined {
  const point = char.codePointAt(0) ?? 0;
  if (point < 0x80) return undefined;
  const small = smallCapitals.indexOf(char);
  if (small >= 0) return String.fromCharCode(letterA + small);
  if (point >= 0x1f130 && point <= 0x1f189) return String.fromCharCode(letterA + (((point - 0x1f130) % 32) % 26));
  if (point >= 0x249c && point <= 0x24e9) {
    return String.fromCharCode(letterA + (point < 0x24b6 ? point - 0x249c : (point - 0x24b6) % 26));
  }
  return fromOtherAlphabets.get(char);
}

const names: Readonly<Record<string, string>> = {
  nbsp: " ",
  ensp: " ",
  emsp: " ",
  thinsp: " ",
  zwnj: "",
  zwj: "",
  shy: "",
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  middot: "·",
};

/** The character a character reference stands for, or nothing for a tag, if one begins here; length is that of its spelling. */
export function entityAt(text: string, at: number): { text: string; length: number } | undefined {
  const near = text.slice(at, at + 40);
  const tag = /^<\/?[a-z][a-z0-9 ="'/:#;.-]{0,36}>|^<!--[^>]{0,33}-->/iu.exec(near);
  if (tag !== null) return { text: "", length: tag[0].length };
  const reference = /^&(?:#(?<decimal>\d{1,7})|#x(?<hex>[0-9a-f]{1,6})|(?<name>[a-z]{2,8}));/iu.exec(near);
  if (reference === null) return undefined;
  const { decimal, hex, name } = reference.groups ?? {};
  if (name !== undefined) {
    const named = names[name.toLowerCase()];
    return named === undefined ? undefined : { text: named, length: reference[0].length };
  }
  const point = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number.parseInt(decimal, 10);
  return point > 0x10ffff ? undefined : { text: String.fromCodePoint(point), length: reference[0].length };
}

const neverDoubled = new Set("不知归晓我没");

/** Drops what repeats the character before it: three and more of a kind, three and more doubled characters in a row, and such as no word doubles. */
export function withoutStutter(marks: readonly Mark[]): Mark[] {
  if (!mayStutter(marks)) return [...marks];
  const runs: { from: number; to: number }[] = [];
  marks.forEach((mark, at) => {
    const run = runs.at(-1);
    if (run !== undefined && marks[run.from]?.char === mark.char && isHan(mark.char)) run.to = at + 1;
    else runs.push({ from: at, to: at + 1 });
  });
  const size = (index: number) => {
    const run = runs[index];
    return run === undefined ? 0 : run.to - run.from;
  };
  const written = runs.filter(({ from }) => isHan(marks[from]?.char ?? ""));
  const unit = written.reduce((least, { from, to }) => Math.min(least, to - from), marks.length);
  if (unit > 1 && written.length > 1) {
    return runs.flatMap(({ from, to }) => {
      const kept = marks.slice(from, from + Math.max(1, Math.round((to - from) / unit)));
      const last = kept.at(-1);
      return last === undefined ? [] : [...kept.slice(0, -1), { ...last, end: marks[to - 1]?.end ?? last.end }];
    });
  }
  return runs.flatMap(({ from, to }, index) => {
    const doubledInRow = () => [0, 1, 2].some((back) => [0, 1, 2].every((step) => size(index - back + step) > 1));
    const dropped = to - from > 2 || (to - from === 2 && (neverDoubled.has(marks[from]?.char ?? "") || doubledInRow()));
    const last = marks[to - 1];
    const first = marks[from];
    return dropped && first !== undefined && last !== undefined ? [{ ...first, end: last.end }] : marks.slice(from, to);
  });
}

// Most texts double a character now and then ("谢谢"); only more than that is worth a closer look.
function mayStutter(marks: readonly Mark[]): boolean {
  let doubledInRow = 0;
  let length = 1;
  for (let at = 1; at <= marks.length; at += 1) {
    const char = marks[at - 1]?.char ?? "";
    if (marks[at]?.char === char) {
      length += 1;
      continue;
    }
    doubledInRow = length > 1 ? doubledInRow + 1 : 0;
    if (length > 2 || doubledInRow > 1 || (length === 2 && neverDoubled.has(char))) return true;
    length = 1;
  }
  return false;
}

/** A text with the stretches under a right-to-left override in the order they are shown in, and for each place of it the place in the text. */
export function asShown(text: string): { text: string; places: Int32Array } | undefined {
  if (!text.includes("\u202e")) return undefined;
  const places = Int32Array.from({ length: text.length }, (_, at) => at);
  let from = -1;
  for (let at = 0; at <= text.length; at += 1) {
    const char = text.charAt(at);
    if (from >= 0 && (at === text.length || "\u202c\u202d\n".includes(char))) {
      places.subarray(from, at).reverse();
      from = -1;
    } else if (from < 0 && char === "\u202e") from = at + 1;
  }
  return { text: Array.from(places, (place) => text.charAt(place)).join(""), places };
}
