import { anyCharacter, beginningsOf } from "./beginnings.ts";
import type { Span } from "./context.ts";
import { patternSource, type Reading, type WordLists } from "./pattern.ts";

type Bucket = { list: number; sources: string[]; expression?: RegExp };

const any = anyCharacter.charCodeAt(0);
const keyOf = (first: number, second: number) => first * 65_536 + second;

/**
 * Finds the phrases of several lists of patterns in one walk over a text: at each place only those patterns are tried
 * that can begin with the two characters there. Of one list the phrases found don't overlap.
 */
export function phraseFinder(
  lists: readonly (readonly string[])[],
  words: WordLists,
  reading: Reading,
): (text: string) => Span[][] {
  const buckets = new Map<number, Bucket[]>();
  lists.forEach((patterns, list) => {
    for (const pattern of patterns) {
      const source = patternSource(pattern, words, reading);
      for (const beginning of beginningsOf(pattern, words)) {
        const key = keyOf(beginning.charCodeAt(0), beginning.charCodeAt(1));
        const there = buckets.get(key) ?? [];
        buckets.set(key, there);
        const last = there.at(-1);
        if (last?.list === list) last.sources.push(source);
        else there.push({ list, sources: [source] });
      }
    }
  });
  return (text) => {
    const found: Span[][] = lists.map(() => []);
    const free = new Uint32Array(lists.length);
    const tryAll = (at: number, there: readonly Bucket[]) => {
      for (const bucket of there) {
        if ((free[bucket.list] ?? 0) > at) continue;
        bucket.expression ??= new RegExp(bucket.sources.join("|"), "uy");
        bucket.expression.lastIndex = at;
        if (!bucket.expression.test(text)) continue;
        const to = bucket.expression.lastIndex;
        found[bucket.list]?.push({ from: at, to });
        free[bucket.list] = to;
      }
    };
    for (let at = 0; at < text.length; at += 1) {
      const first = text.charCodeAt(at);
      const begun = at + 1 < text.length ? buckets.get(keyOf(first, text.charCodeAt(at + 1))) : undefined;
      if (begun !== undefined) tryAll(at, begun);
      const open = buckets.get(keyOf(first, any));
      if (open !== undefined) tryAll(at, open);
    }
    return found;
  };
}
