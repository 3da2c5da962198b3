import { type Around, excusedBy, settingOf, shownBy } from "./excuses.ts";
import { anyOf, clauseEnds, patternSource, spansOf } from "./pattern.ts";
import type { PhraseGroup } from "./phrase-rules.ts";
import { contextWords, lists } from "./rule-data.ts";

/** A stretch of the shadow text. */
export type Span = { from: number; to: number };

/** What is said around a phrase, read once per text. */
export type Surroundings = {
  text: string;
  help: readonly number[];
  reasons: readonly number[];
  articles: readonly number[];
};

const behind = 40;
const ahead = 120;
const words = (patterns: readonly string[]) => patterns.map((word) => patternSource(word, lists, "open")).join("|");
const longest = (list: readonly string[]) => [...list].sort((one, other) => other.length - one.length);

const help = anyOf(contextWords.help, lists);
const unhelpful = new RegExp(words(contextWords.unhelpful), "u");
const reasons = anyOf(contextWords.reason, lists);
const articles = /《[^》]{1,40}》|第[一二三四五六七八九十百零N]{1,6}[条款项]/gu;
const speaker = words(lists["me"] ?? []);
const subjects = new RegExp(
  // Numbered rather than named: the groups are read for every phrase, and names cost an object each time.
  `(${speaker})|(${words(longest(contextWords.citizen))})|(?:${words(longest(contextWords.document))})`,
  "gu",
);
const speakers = new RegExp(speaker, "u");
const topic = /^好|^的?(?:这|那|此|事|情况|问题|业务|说|问|讲|要问|咨询|反映|的问题|的事|的情况|的业务|具体|刚才)/u;
const conditional = new RegExp(words(contextWords.conditional), "u");
const prohibition = new RegExp(words(contextWords.prohibition), "u");
const negation = new RegExp(`(?:${words(contextWords.negation)})[^我俺咱你${clauseEnds}]{0,4}$`, "u");
const kindness = new RegExp(words(contextWords.kindness), "u");
const reported = new RegExp(words(contextWords.reported), "u");
const isExcused = excusedBy(contextWords.excuses, lists);
const showsContradiction = shownBy(contextWords.contradicted, lists);

/** Finds help, reasons and named articles in a shadow text. */
export function surroundingsOf(text: string): Surroundings {
  const helpful = spansOf(help, text).filter(
    ({ from, to }) =>
      !unhelpful.test(ownClause(text, from) + text.slice(from, to)) && !/^不[了成来着]/u.test(text.slice(to, to + 2)),
  );
  return {
    text,
    help: helpful.map((span) => span.from),
    reasons: spansOf(reasons, text).map((span) => span.from),
    articles: spansOf(articles, text).map((span) => span.from),
  };
}

/** Up to three characters before a place, of the same clause. */
function ownClause(text: string, at: number): string {
  const near = text.slice(Math.max(0, at - 3), at);
  return near.slice(lastOf(near, "，、。？“”") + 1);
}

/** Whether a phrase is no refusal: somebody else is the subject, it is forbidden, quoted, denied, conditional or an offer. */
export function isInnocent(span: Span, group: PhraseGroup, text: string): boolean {
  const around = aroundOf(span, text);
  const { before, phrase, after } = around;
  const clause = before.slice(lastOf(before, "，。？”“、") + 1);
  if (isCited(span, text)) return true;
  if (prohibition.test(clause) || negation.test(clause)) return true;
  const setting = settingOf(around);
  if (showsContradiction(setting)) return true;
  if (group.relief !== "none" && kindness.test(after.slice(0, 24))) return true;
  if (group.permitted?.some((word) => clause.slice(-8).includes(word)) === true) return true;
  if (isExcused(setting, group, () => isOwn(phrase, nearestSubject(clause, group.subject === "speaker")))) return true;
  if (group.subject === "any") return conditional.test(clause) && !speakers.test(clause);
  return spokenByAnother(clause, phrase, before, group);
}

function aroundOf(span: Span, text: string): Around {
  return {
    before: text.slice(Math.max(0, span.from - behind), span.from),
    phrase: text.slice(span.from, span.to),
    after: text.slice(span.to, span.to + behind),
  };
}

function lastOf(text: string, chars: string): number {
  let at = text.length - 1;
  while (at >= 0 && !chars.includes(text.charAt(at))) at -= 1;
  return at;
}

/** Whether a phrase stands in quotation marks in a sentence that forbids or reports it. */
export function isCited(span: Span, text: string): boolean {
  const { before, after } = aroundOf(span, text);
  if (!isQuoted(before, after)) return false;
  const sentence = before.slice(before.lastIndexOf("。") + 1) + after.slice(0, 30);
  return prohibition.test(sentence) || reported.test(sentence) || /不能|不要/u.test(before);
}

/** Whether a phrase is only repeated as a question and then put right: "谁说办不了？能办", "您说收了五块？我退给您". */
export function isContradicted(span: Span, text: string): boolean {
  return showsContradiction(settingOf(aroundOf(span, text)));
}

function isQuoted(before: string, after: string): boolean {
  // A shadow can lose the closing mark behind few characters.
  return before.lastIndexOf("“") > before.lastIndexOf("”") && /”|^这[句种类]?话|^这几个字/u.test(after);
}

function spokenByAnother(clause: string, phrase: string, before: string, group: PhraseGroup): boolean {
  const found = nearestSubject(clause, group.subject === "speaker");
  const own = isOwn(phrase, found);
  if (!own && conditional.test(clause)) return true;
  if (group.subject === "notSpeaker") {
    if (/给我?$/u.test(clause)) return false;
    const matters = group.subjectWhen === undefined || new RegExp(group.subjectWhen, "u").test(phrase);
    return found === "me" && matters;
  }
  if (own) return false;
  if (found !== undefined && (found === "citizen" || group.id !== "F01")) return true;
  return clause === "" && group.id === "F02" && topicBefore(before);
}

/** Whether a phrase is what the speakers say of themselves. */
function isOwn(phrase: string, subject: Subject | undefined): boolean {
  return subject === "me" || /我|俺|咱/u.test(phrase);
}

type Subject = "me" | "citizen" | "document";

function nearestSubject(clause: string, documents: boolean): Subject | undefined {
  let found: Subject | undefined;
  const near = clause.slice(-24);
  // Not with matchAll: it copies the expression each time, and this is asked for every phrase.
  subjects.lastIndex = 0;
  for (let match = subjects.exec(near); match !== null; match = subjects.exec(near)) {
    const { index, 0: whole, 1: me, 2: citizen } = match;
    if (me !== undefined) found = "me";
    else if (citizen !== undefined) {
      const mentioned =
        topic.test(near.slice(index + whole.length)) || /[给帮替为跟和对向]$/u.test(near.slice(0, index));
      if (!mentioned) found = "citizen";
    } else if (documents && !/具体|到底|究竟|政策|规定/u.test(clause)) found = "document";
  }
  return found;
}

function topicBefore(before: string): boolean {
  const earlier =
    before
      .slice(0, -1)
      .split(/[，。？]/u)
      .at(-1) ?? "";
  return before.endsWith("，") && nearestSubject(earlier, true) === "document";
}

/** What the rest of the reply makes of a phrase. */
export function relieved(
  span: Span,
  group: PhraseGroup,
  around: Surroundings,
  destinations: readonly number[],
  sentOn: boolean,
): "warn" | "ok" | undefined {
  if (group.relief === "none") return undefined;
  const from = Math.max(0, span.from - behind);
  const near = (places: readonly number[]) => liesWithin(places, from, span);
  if (group.relief === "article") return near(around.articles) ? "ok" : undefined;
  const helped = sentOn || near(around.help) || near(destinations);
  if (group.relief === "warn") return helped ? "warn" : undefined;
  return helped || near(around.reasons) || near(around.articles) || dated(around.text.slice(from, span.to + ahead))
    ? "ok"
    : undefined;
}

// Places are in order: a binary search and a short walk keep long texts linear.
function liesWithin(places: readonly number[], from: number, span: Span): boolean {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  for (let at = low; (places[at] ?? Number.POSITIVE_INFINITY) < span.to + ahead; at += 1) {
    const place = places[at] ?? 0;
    if (place <= span.from || place >= span.to) return true;
  }
  return false;
}

function dated(text: string): boolean {
  return /N(?:个)?(?:工作日|小时|分钟|天|日|点|月)|[一二三四五六七八九十]个工作日/u.test(text);
}
