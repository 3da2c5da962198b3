import { foreign, groups } from "./rule-data.ts";
import type { Letters } from "./shadow.ts";

/** A refusal in another language, as places in the original text. */
export type ForeignFinding = { group: string; start: number; end: number; helped: boolean };

const squeeze = (word: string) => word.replaceAll(" ", "").replaceAll("ي", "ى").replaceAll("ه", "ە");
const phraseBook = foreign.groups.map(({ group, en, ug }) => ({ group, words: [...en, ...ug].map(squeeze) }));
const helps = [...foreign.en.help, ...foreign.ug.help].map(squeeze);
const excuses = [...foreign.en.excuse, ...foreign.ug.excuse].map(squeeze);

/** Finds plain English and Uyghur equivalents of the strongest groups; help in the same text softens them. */
export function foreignRefusals({ text, places }: Letters): ForeignFinding[] {
  if (text.length < 5) return [];
  const found: ForeignFinding[] = [];
  const helped = helps.some((word) => text.includes(word));
  for (const { group, words } of phraseBook) {
    if (!groups.some((one) => one.id === group)) continue;
    for (const word of words) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
        const first = places[at];
        const last = places[at + word.length - 1];
        if (first?.wordStart !== true || last === undefined) continue;
        const before = text.slice(Math.max(0, at - 16), at);
        if (
          excuses.some((excuse) => before.endsWith(excuse)) ||
          /(?:if|when|that|you|customer|applicant)$/u.test(before)
        )
          continue;
        found.push({ group, start: first.start, end: last.end, helped });
      }
    }
  }
  return found;
}
