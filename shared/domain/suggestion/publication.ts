import type { Directory } from "../directory.ts";
import { plainText } from "../plain-text.ts";
import { type Refusal, refuse } from "../refusal.ts";

const numerals = "〇一二三四五六七八九";

/** Digits as one run, however they are written: full-width, in Chinese numerals, with spaces or hyphens between. Dates are left out. */
const digitsIn = (text: string): string =>
  text
    .normalize("NFKC")
    .replaceAll(/\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}日?/g, "，")
    .replaceAll("零", "〇")
    .replaceAll("幺", "一")
    .replaceAll(/[〇一二三四五六七八九]/g, (numeral) => String(numerals.indexOf(numeral)))
    .replaceAll(/(?<=\d)[\s()-]+(?=\d)/g, "");

/** What in a wording for the public would name somebody: names of staff and writer, telephone and identity numbers, receipts, addresses. */
function namesIn(text: string, people: readonly string[]): readonly string[] {
  const plain = plainText(text);
  const names = people.filter((name) => {
    const known = plainText(name);
    return known.length > 1 && plain.includes(known);
  });
  const numbers = digitsIn(text).match(/\d{7,}/g) ?? [];
  const receipts = text.normalize("NFKC").match(/\b[QS][0-9A-Z]{4}-?[0-9A-Z]{5}\b/gi) ?? [];
  const addresses = text.normalize("NFKC").match(/[^\s@]{1,64}@[^\s@]{1,255}\.[^\s@]+/g) ?? [];
  return [...names, ...numbers, ...receipts, ...addresses];
}

/** Refuses a wording for the public in which somebody can be recognised; the office rewords it (FIR-8). */
export function refuseNames(
  texts: readonly string[],
  directory: Directory,
  writer: string | undefined,
): Refusal | undefined {
  const people = [
    ...directory.staff.flatMap(({ name }) => [name, ...name.split(/[·•・.]/).filter((part) => part.length > 2)]),
    ...(writer === undefined ? [] : [writer]),
  ];
  const found = [...new Set(texts.flatMap((text) => namesIn(text, people)))];
  return found.length > 0 ? refuse("publication-names-somebody", "FIR-8", { found: found.join("、") }) : undefined;
}
