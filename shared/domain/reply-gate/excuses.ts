import { patternSource, type WordLists } from "./pattern.ts";
import type { Excuse, PhraseGroup } from "./phrase-rules.ts";

/** A phrase and what is said around it. */
export type Around = { readonly before: string; readonly phrase: string; readonly after: string };

/** A phrase among what is said around it, written as one: where it begins, and 】 where it ends. */
type Setting = { readonly text: string; readonly phraseAt: number };

/** Marks where a phrase ends; a shadow text has no such mark of its own. */
export function settingOf({ before, phrase, after }: Around): Setting {
  return { text: `${before}${phrase}】${after}`, phraseAt: before.length };
}

/**
 * Writes a pattern that shows its phrase as 【】 as the source of a regular expression for the place where the phrase
 * begins. Without 【, what stands before 】 may also lie in the phrase or run into it.
 */
export function excuseSource(pattern: string, lists: WordLists): string {
  const [, before, upToEnd, after] = /^(?:([^【】]*)【)?([^【】]*)】([^【】]*)$/u.exec(pattern) ?? [];
  if (upToEnd === undefined || after === undefined) throw new RangeError(`Doesn't show its phrase once: ${pattern}`);
  const read = (part: string) => patternSource(part, lists, "excuse");
  // What follows is tried first: it fails at its first character, where a gap before the phrase takes many attempts.
  const follows = `(?=[^】]*】${read(after)})`;
  if (before === undefined) return `${follows}(?=[^】]*(?<=${read(upToEnd)})】)`;
  const within = upToEnd.startsWith("^") ? read(upToEnd.slice(1)) : `[^】]*?${read(upToEnd)}`;
  return `${follows}(?=${within}[^】]*】)(?<=${read(before)})`;
}

/** Tells whether one of these patterns shows how a phrase stands. */
export function shownBy(patterns: readonly string[], lists: WordLists): (setting: Setting) => boolean {
  const expression = new RegExp(patterns.map((pattern) => excuseSource(pattern, lists)).join("|"), "uy");
  return ({ text, phraseAt }) => {
    expression.lastIndex = phraseAt;
    return expression.test(text);
  };
}

/** Tells whether one of these excuses makes a phrase of a group no refusal; whose words they are is only asked where it matters. */
export function excusedBy(
  excuses: readonly Excuse[],
  lists: WordLists,
): (setting: Setting, group: PhraseGroup, isOwn: () => boolean) => boolean {
  const read = excuses.map(({ patterns, unless, ...excuse }) => ({
    ...excuse,
    applies: shownBy(patterns, lists),
    fails: unless === undefined ? () => false : shownBy(unless, lists),
  }));
  return (setting, { id, subject }, isOwn) =>
    read.some(
      ({ groups, subjects, own, applies, fails }) =>
        groups?.includes(id) !== false &&
        subjects?.includes(subject) !== false &&
        applies(setting) &&
        !fails(setting) &&
        (own === undefined || own === isOwn()),
    );
}
