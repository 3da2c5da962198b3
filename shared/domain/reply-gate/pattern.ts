/** Lists of words by name, each word itself a pattern. */
export type WordLists = Readonly<Record<string, readonly string[]>>;

/** Ends of clauses in a shadow: comma, list comma, full stop, question mark, quotes. */
export const clauseEnds = "，、。？“”";

const particles = "啊吧呢呀嘛哦啦了的哈哟噢诶么咧呗咯哎唉喔撒哒捏呐哇喽诺呵嗷昂嘞哪耶吔滴咩伐哩哼嘞喂啵呦";
const gapOf = (longest: number) => `[^${clauseEnds}]{0,${longest}}?`;

/**
 * How a phrase pattern is read: with its gaps open; with its gaps closed, for what must stand together; with its gaps
 * open and its clause ends anywhere, for texts whose clauses can't be told; or as part of an excuse, around or in a
 * phrase that ends with 】.
 */
export type Reading = "open" | "closed" | "anywhere" | "excuse";

/** Writes a phrase pattern as the source of a regular expression in which every repetition is bounded, so that matching stays linear. */
export function patternSource(pattern: string, lists: WordLists, reading: Reading): string {
  const inExcuse = reading === "excuse";
  if (/[*+{}[\]\\.【】]/.test(pattern) || (!inExcuse && pattern.includes("…")))
    throw new RangeError(`Not allowed in a phrase pattern: ${pattern}`);
  const ends = inExcuse ? `${clauseEnds}】` : clauseEnds;
  const written = pattern.replace(/<([^<>]+)>|([!#])\(|~+|…|\(|\^|\$/g, (token, name?: string, look?: string) => {
    if (name !== undefined) return wordSource(name, lists, reading);
    if (look !== undefined) return look === "!" ? "(?!" : "(?<!";
    if (token.startsWith("~")) return reading === "closed" ? "" : gapOf(6 * token.length);
    if (token === "…") return "[^。？]{0,40}?";
    if (token === "(") return "(?:";
    if (reading === "anywhere") return "";
    if (token === "^") return `(?<![^${ends}])`;
    return `(?=[${particles}]{0,3}(?:[${ends}]|$))`;
  });
  return `(?:${written})`;
}

function wordSource(name: string, lists: WordLists, reading: Reading): string {
  const words = lists[name];
  if (words === undefined) throw new RangeError(`No word list named ${name}`);
  return `(?:${words.map((word) => patternSource(word, lists, reading)).join("|")})`;
}

/** One regular expression for a list of patterns. */
export function anyOf(patterns: readonly string[], lists: WordLists, reading: Reading = "open"): RegExp {
  return new RegExp(patterns.map((pattern) => patternSource(pattern, lists, reading)).join("|"), "gu");
}

/** All matches of an expression in a text, as index pairs; an expression that can match nothing is a fault of the rule data. */
export function spansOf(expression: RegExp, text: string): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (const match of text.matchAll(expression)) {
    if (match[0].length > 0) spans.push({ from: match.index, to: match.index + match[0].length });
  }
  return spans;
}
