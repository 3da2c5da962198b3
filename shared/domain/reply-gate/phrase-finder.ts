import { anyCharacter, beginningsOf } from "./beginnings.ts";
import type { Span } from "./context.ts";
import { patternSource, type Reading, type WordLists } from "./pattern.ts";

type Bucket = { list: number; sources: string[]; expression?: RegExp };

/** What can begin with a character: whatever follows, or only where a certain one follows. */
type Begun = { readonly open: Bucket[]; readonly followed: Map<number, Bucket[]> };

/**
 * Finds the phrases of several lists of patterns in one walk over a text: at each place only those patterns are tried
 * that can begin with the two characters there. Of one list the phrases found don't overlap.
 */
export function phraseFinder(
  lists: readonly (readonly string[])[],
  words: WordLists,
  reading: Reading,
): (text: string) => Span[][] {
  const begun = new Map<number, Begun>();
  lists.forEach((patterns, list) => {
    for (const pattern of patterns) {
      const source = patternSource(pattern, words, reading);
      for (const beginning of beginningsOf(pattern, words)) {
        const first = beginning.charCodeAt(0);
        const { open, followed } = begun.get(first) ?? { open: [], followed: new Map() };
        begun.set(first, { open, followed });
        const isOpen = beginning.charAt(1) === anyCharacter;
        const there = isOpen ? open : (followed.get(beginning.charCodeAt(1)) ?? []);
        if (!isOpen) followed.set(beginning.charCodeAt(1), there);
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
      const here = begun.get(text.charCodeAt(at));
      if (here === undefined) continue;
      const followed = here.followed.get(text.charCodeAt(at + 1));
      if (followed !== undefined) tryAll(at, followed);
      tryAll(at, here.open);
    }
    return found;
  };
}
