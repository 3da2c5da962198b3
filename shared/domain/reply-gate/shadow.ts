import { isHan, simplify } from "./characters.ts";
import { entityAt, latinLookAlike } from "./disguises.ts";
import type { Mark } from "./mark.ts";

/** Letters of other scripts, squeezed together, with their places. */
export type Letters = { text: string; places: readonly { start: number; end: number; wordStart: boolean }[] };

export type Spellings = { pinyin: ReadonlyMap<string, string>; abbreviations: ReadonlyMap<string, string> };

const separators = new Map<string, string>();
for (const [ends, chars] of [
  ["，", "，,；;：:…—﹐﹔﹕"],
  ["、", "、､﹑"],
  ["。", "。.！!\n\r\u2028\u2029．｡﹒﹗"],
  ["？", "？?﹖"],
  ["“", "“「『‘〝"],
  ["”", "”」』’〞"],
  ["《", "《〈"],
  ["》", "》〉"],
] as const) {
  for (const char of chars) separators.set(char, ends);
}

const isIgnorable = (char: string) => /\p{Default_Ignorable_Code_Point}/u.test(char);
// Radicals (U+2E80 to U+2FDF) are symbols that stand for characters.
const isDecoration = (char: string) => /\p{So}/u.test(char) && !/[\u2e80-\u2fdf]/u.test(char);
const isArabic = (char: string) => /\p{Script=Arabic}/u.test(char);
const isLatin = (char: string) => /\p{Script=Latin}/u.test(char);

type Meaning = {
  kind: "han" | "digit" | "latin" | "arabic" | "foreign" | "separator" | "gap" | "nothing";
  char: string;
};

const meanings = new Map<string, readonly Meaning[]>();

/** What a character stands for. A text has few kinds of them: each is looked at once. */
function meaningOf(raw: string): readonly Meaning[] {
  const known = meanings.get(raw);
  if (known !== undefined) return known;
  // Nobody fills the memory with characters that no text has.
  if (meanings.size > 4000) meanings.clear();
  const alike = latinLookAlike(raw);
  const separates = separators.has(raw);
  const meaning =
    alike === undefined && !separates && isDecoration(raw)
      ? []
      : [...(alike ?? (separates ? raw : raw.normalize("NFKC").toLowerCase()))].map(readCharacter);
  meanings.set(raw, meaning);
  return meaning;
}

function readCharacter(char: string): Meaning {
  // One mark must be one UTF-16 unit of the shadow; characters beyond the first plane occur in names only.
  if (isHan(char)) return { kind: "han", char: char.length > 1 ? "囗" : simplify(char) };
  if (/\p{Nd}/u.test(char)) return { kind: "digit", char };
  if (/\p{L}/u.test(char) && !isIgnorable(char)) {
    if (isLatin(char)) return { kind: "latin", char: char.normalize("NFD").charAt(0) };
    return { kind: isArabic(char) ? "arabic" : "foreign", char: sameLetter.get(char) ?? char };
  }
  if (/\p{M}|\p{Cf}/u.test(char) || char === "'" || char === "’") return { kind: "nothing", char };
  return { kind: char === '"' || separators.has(char) ? "separator" : "gap", char };
}

/** Reads a text into marks: Chinese in its usual form, one mark per number, foreign word and separator; invisible and decorative characters vanish. */
export function readMarks(text: string, spellings: Spellings): { marks: Mark[]; letters: Letters } {
  const marks: Mark[] = [];
  const places: { start: number; end: number; wordStart: boolean }[] = [];
  const squeezed: string[] = [];
  let latin: Mark[] = [];
  let spaced = true;
  const endLatin = () => {
    if (latin.length === 0) return;
    const written = latinMarks(latin, spellings);
    const last = marks.at(-1);
    // A syllable beside the character it spells is read once.
    if (written.length === 1 && last !== undefined && written[0]?.char === last.char) last.end = written[0].end;
    else marks.push(...written);
    latin = [];
  };
  const read = (raw: string, start: number, end: number) => {
    for (const { kind, char } of meaningOf(raw)) {
      if (kind === "nothing") continue;
      if (kind === "latin" || kind === "arabic" || kind === "foreign") {
        squeezed.push(char);
        places.push({ start, end, wordStart: spaced });
        spaced = false;
        if (kind === "latin") latin.push({ char, start, end });
        else {
          endLatin();
          // Arabic letters write Uyghur; other letters between Chinese characters are mere filling.
          const mark = kind === "arabic" ? "U" : "L";
          if (marks.at(-1)?.char !== mark) marks.push({ char: mark, start, end });
        }
        continue;
      }
      endLatin();
      spaced = true;
      if (kind === "han") marks.push({ char, start, end });
      else if (kind === "digit") addDigit(marks, char, start, end);
      else if (kind === "separator" && !joinsNumber(marks, char)) {
        const quote = char === '"' ? (openQuote(marks) ? "”" : "“") : separators.get(char);
        if (quote !== undefined) marks.push({ char: quote, start, end });
      }
    }
  };
  let at = 0;
  while (at < text.length) {
    const start = at;
    const unit = text.charCodeAt(at);
    if (unit >= 0x4e00 && unit <= 0x9fff) {
      endLatin();
      marks.push({ char: simplify(text.charAt(at)), start, end: start + 1 });
      spaced = true;
      at += 1;
      continue;
    }
    const entity = unit === 0x26 || unit === 0x3c ? entityAt(text, at) : undefined;
    if (entity !== undefined) {
      at += entity.length;
      for (const char of entity.text) read(char, start, at);
      continue;
    }
    const point = text.codePointAt(at) ?? 0;
    at += point > 0xffff ? 2 : 1;
    const base = String.fromCodePoint(point);
    let whole = base;
    if (point > 0x40 && (point < 0x4e00 || point > 0x9fff)) {
      const mark = text.charAt(at);
      if (mark !== "" && /\p{L}/u.test(base) && /\p{M}/u.test(mark)) {
        whole += mark;
        at += 1;
      }
    }
    read(whole, start, at);
  }
  endLatin();
  dropLonelyQuotes(marks);
  return { marks, letters: { text: squeezed.join(""), places } };
}

/** A quotation mark without its partner quotes nothing. */
function dropLonelyQuotes(marks: Mark[]): void {
  const open: number[] = [];
  const paired = new Set<number>();
  marks.forEach((mark, at) => {
    if (mark.char === "“" || mark.char === "《") open.push(at);
    if (mark.char !== "”" && mark.char !== "》") return;
    const from = open.pop();
    const partner = mark.char === "”" ? "“" : "《";
    if (from === undefined || marks[from]?.char !== partner || at - from < 3) return;
    paired.add(from);
    paired.add(at);
  });
  const kept = marks.filter((mark, at) => paired.has(at) || !"“”《》".includes(mark.char));
  marks.length = 0;
  for (const mark of kept) marks.push(mark);
}

function openQuote(marks: readonly Mark[]): boolean {
  for (let at = marks.length - 1, seen = 0; at >= 0 && seen < 40; at -= 1, seen += 1) {
    const char = marks[at]?.char;
    if (char === "“") return true;
    if (char === "”") return false;
  }
  return false;
}

function addDigit(marks: Mark[], digit: string, start: number, end: number): void {
  const last = marks.at(-1);
  if (last?.char === "N") {
    last.end = end;
    last.value = (last.value ?? "") + digit;
    return;
  }
  marks.push({ char: "N", start, end, value: digit });
}

function joinsNumber(marks: readonly Mark[], char: string): boolean {
  return (char === "." || char === ":") && marks.at(-1)?.char === "N";
}

// Arabic-script letters that are written with several code points in Uyghur texts.
const sameLetter = new Map([
  ["ی", "ى"],
  ["ي", "ى"],
  ["ک", "ك"],
  ["ه", "ە"],
  ["ې", "ې"],
  ["ھ", "ھ"],
  ["ۋ", "ۋ"],
  ["ڭ", "ڭ"],
]);

/** Syllables of romanised Chinese become the characters they stand for; any other Latin word is one mark. */
function latinMarks(run: readonly Mark[], spellings: Spellings): Mark[] {
  const first = run[0];
  const last = run.at(-1);
  if (first === undefined || last === undefined) return [];
  const word = { char: "L", start: first.start, end: last.end };
  if (run.length > 24) return [word];
  const text = run.map((mark) => mark.char).join("");
  const short = spellings.abbreviations.get(text);
  if (short !== undefined) return [...short].map((char) => ({ ...word, char }));
  const read: Mark[] = [];
  for (let at = 0; at < text.length; ) {
    const length = [5, 4, 3, 2].find((size) => spellings.pinyin.has(text.slice(at, at + size)));
    if (length === undefined) return [word];
    const syllable = run.slice(at, at + length);
    read.push({
      char: spellings.pinyin.get(text.slice(at, at + length)) ?? "",
      start: syllable[0]?.start ?? 0,
      end: syllable.at(-1)?.end ?? 0,
    });
    at += length;
  }
  return read;
}

const noWord = new Set(["“", "”", "《", "》", "，", "。", "、", "？", "N", "L", "U"]);

/** Whether a mark stands for a Chinese character. */
export function isCharacter(mark: Mark): boolean {
  const code = mark.char.charCodeAt(0);
  return (code >= 0x3400 && code <= 0x9fff) || !noWord.has(mark.char);
}

/** What is counted: behind a number a character of these is no stray one. */
const counted = new Set("元块角毛年月日天点期岁分秒号时个万亿张份人次周户套楼室层栋条项款页本位家笔倍科遍趟站路");
const alone = new Set("好是对行嗯唉请喂哦诶哎啊一二三四五六七八九十甲乙丙丁");

/** Whether something stands between so many characters, separators among it, that it can't be punctuation. */
function isStrewn(marks: readonly Mark[], pieces: readonly { from: number; to: number }[]): boolean {
  let characters = 0;
  let gaps = pieces.length - 1;
  for (const { from, to } of pieces) {
    characters += to - from;
    for (let at = from + 1; at < to; at += 1) if ((marks[at]?.start ?? 0) > (marks[at - 1]?.end ?? 0)) gaps += 1;
  }
  return gaps >= 3 && gaps / characters >= 0.34 && (pieces.length - 1) / characters >= 0.2;
}

/**
 * Whether a text is in pieces so small that nobody can tell its clauses: three and more runs of characters, of three
 * characters at most on average, one of them a character that never stands alone.
 */
export function isInPieces(marks: readonly Mark[]): boolean {
  let characters = 0;
  let pieces = 0;
  let stray = false;
  let length = 0;
  marks.forEach((mark, at) => {
    if (!isCharacter(mark)) return;
    const before = marks[at - 1];
    const begins = before === undefined || !isCharacter(before) || before.end < mark.start;
    const next = marks[at + 1];
    const ends = next === undefined || !isCharacter(next) || next.start > mark.end;
    characters += 1;
    length = begins ? 1 : length + 1;
    if (!ends) return;
    pieces += 1;
    if (length === 1 && !alone.has(mark.char)) stray = true;
  });
  return stray && pieces >= 3 && characters / pieces <= 3;
}

/** Removes what was put between single characters: separators around pieces too short to be clauses. */
export function joinIslands(marks: readonly Mark[]): Mark[] {
  const pieces: { from: number; to: number }[] = [];
  marks.forEach((mark, at) => {
    if (!isCharacter(mark)) return;
    const piece = pieces.at(-1);
    if (piece !== undefined && piece.to === at) piece.to = at + 1;
    else pieces.push({ from: at, to: at + 1 });
  });
  const dropped = new Set<number>();
  const strewn = isStrewn(marks, pieces);
  const size = (index: number) => {
    const piece = pieces[index];
    return piece === undefined ? 99 : piece.to - piece.from;
  };
  const isStray = (index: number) => {
    const from = pieces[index]?.from ?? 0;
    const char = marks[from]?.char ?? "";
    return size(index) === 1 && !alone.has(char) && !(counted.has(char) && marks[from - 1]?.char === "N");
  };
  const gap = (index: number) => marks.slice(pieces[index]?.to ?? 0, pieces[index + 1]?.from ?? 0);
  const isFilled = (index: number) => gap(index).some((mark) => mark.char === "N" || mark.char === "L");
  pieces.forEach((piece, index) => {
    const next = pieces[index + 1];
    if (next === undefined) return;
    const pair = size(index) === 1 && size(index + 1) === 1;
    const two = size(index) + size(index + 1);
    const triple = two + Math.min(size(index - 1), size(index + 2)) <= 6;
    const lone = isStray(index) || isStray(index + 1);
    const between = gap(index);
    if (between.some((mark) => mark.char === "U") || between.length > 3) return;
    if (strewn && !isFilled(index)) for (let at = piece.to; at < next.from; at += 1) dropped.add(at);
    else if (
      isFilled(index)
        ? pair && (pieces.length === 2 || isFilled(index - 1) || isFilled(index + 1))
        : pair || triple || lone
    )
      for (let at = piece.to; at < next.from; at += 1) dropped.add(at);
  });
  // The filling behind the last character of such a row.
  pieces.forEach(({ from, to }) => {
    const behind = marks[to]?.char;
    if (to - from === 1 && dropped.has(from - 1) && (behind === "N" || behind === "L")) dropped.add(to);
  });
  return marks.filter((_, at) => !dropped.has(at));
}
