import { isCited, isContradicted, isInnocent, relieved, type Span, surroundingsOf } from "./reply-gate/context.ts";
import { type Destination, destinationsIn, isRealName, outOfDutySpans } from "./reply-gate/destination.ts";
import { asShown } from "./reply-gate/disguises.ts";
import { foreignRefusals } from "./reply-gate/foreign.ts";
import { phraseFinder } from "./reply-gate/phrase-finder.ts";
import type { Level, PhraseGroup } from "./reply-gate/phrase-rules.ts";
import { destinationRules, groups, lists, secondReading } from "./reply-gate/rule-data.ts";
import { factsOf, proposalFrom } from "./reply-gate/scenario.ts";
import { likestGroup, readAgain, type Sentence, type Weights } from "./reply-gate/second-reading.ts";
import { charactersOf, type Shadow, shadowOf } from "./reply-gate/shadow-text.ts";

export { renderScenario } from "./reply-gate/scenario.ts";

/** One forbidden phrase in a reply; start and end are UTF-16 places in the text as it was given. */
type ReplyFinding = {
  group: string;
  phrase: string;
  start: number;
  end: number;
  level: Level;
  clause: string;
  proposal: string;
};

/** The gate's answer: send it, let a person confirm it, or don't send it. */
export type ReplyCheck = { verdict: "ok" | Level; findings: ReplyFinding[] };

export type ReplyContext = {
  /** Where the command itself sends the citizen, if it does. */
  destination?: Destination;
  /** Names of units that the directory knows. */
  directory?: readonly string[];
};

const patterns = groups.map((group) => group.patterns);
const phrasesIn = phraseFinder(patterns, lists, "open");
let phrasesAnywhere: ReturnType<typeof phraseFinder> | undefined;

/**
 * Checks a text that is to go to a citizen (FIR-6, SC-4) for refusals, brush-offs, demands and unnamed destinations.
 * Other weights than the shipped ones are for measuring how the second reading fares on sentences it has not learned from.
 */
export function checkReply(text: string, context: ReplyContext = {}, weights?: Weights): ReplyCheck {
  const plain = checkAsWritten(text, context, weights);
  const shown = asShown(text);
  if (shown === undefined) return plain;
  const more = checkAsWritten(shown.text, context, weights).findings.map((finding) => {
    const covered = shown.places.subarray(finding.start, finding.end);
    const start = covered.reduce((least, place) => Math.min(least, place), text.length);
    const end = covered.reduce((most, place) => Math.max(most, place + 1), 0);
    return { ...finding, start, end, phrase: text.slice(start, end) };
  });
  const findings = [...plain.findings, ...more];
  return { verdict: verdictOf(findings), findings };
}

function checkAsWritten(text: string, context: ReplyContext, weights?: Weights): ReplyCheck {
  const shadow = shadowOf(text);
  const named = destinationsIn(shadow, context.directory);
  const sentOn = isNamed(context.destination);
  const elsewhere = outOfDutySpans(shadow.text);
  const found = refusalsIn(shadow, { named, sentOn, elsewhere, weights });
  if (shadow.inPieces) found.push(...phrasesAcross(shadow));
  for (const { group: id, start, end, helped } of foreignRefusals(shadow.letters)) {
    const charge = groups.find((group) => group.id === id);
    if (charge !== undefined) found.push({ start, end, level: helped ? "warn" : charge.level, charge });
  }
  if (named.length === 0 && !sentOn) {
    for (const span of elsewhere) {
      if (isCited(span, shadow.text) || isContradicted(span, shadow.text)) continue;
      found.push({ ...placeOf(shadow, span), level: "block", charge: destinationRules });
    }
  }
  const facts = factsOf(text, departmentIn(text, shadow, named) ?? context.destination?.name);
  const proposals = new Map<string, string>();
  const findings = withoutRepeats(found).map(({ start, end, level, charge }) => {
    const proposal = proposals.get(charge.scenario) ?? proposalFrom(charge.scenario, facts);
    proposals.set(charge.scenario, proposal);
    return { group: charge.id, phrase: text.slice(start, end), start, end, level, clause: charge.clause, proposal };
  });
  return { verdict: verdictOf(findings), findings };
}

type Reading = {
  named: readonly Span[];
  sentOn: boolean;
  /** Where the text says that the matter is somebody else's: a question of destination, not of wording. */
  elsewhere: readonly Span[];
  weights: Weights | undefined;
};

/** The forbidden phrases of a text that nothing excuses, and the sentences that read like a refusal without one. */
function refusalsIn(shadow: Shadow, { named, sentOn, elsewhere, weights }: Reading): Found[] {
  const around = surroundingsOf(shadow.text);
  const polite = named.filter((span) => isPolitelySent(span, shadow.text)).map((span) => span.from);
  const sentences = readAgain(shadow.text, weights);
  const charged = sentences.map((): Found[] => []);
  const charge = (span: Span, group: PhraseGroup, sentence: number) => {
    const relief = relieved(span, group, around, polite, sentOn);
    if (relief !== "ok")
      charged[sentence]?.push({ ...placeOf(shadow, span), level: relief ?? group.level, charge: group });
  };
  const phrases = phrasesIn(shadow.text);
  groups.forEach((group, index) => {
    let sentence = 0;
    for (const span of phrases[index] ?? []) {
      while (span.from >= (sentences[sentence]?.to ?? Number.POSITIVE_INFINITY)) sentence += 1;
      const excused = !shadow.inPieces && readsInnocent(sentences[sentence], span, group);
      if (!excused && !isInnocent(span, group, shadow.text)) charge(span, group, sentence);
    }
  });
  sentences.forEach((sentence, index) => {
    if (sentence.weight < secondReading.refusalFrom || charged[index]?.length !== 0) return;
    if (elsewhere.some(({ from }) => sentence.from <= from && from < sentence.to)) return;
    const likest = likestGroup(shadow.text, sentence, weights);
    const group = groups.find(({ id }) => id === likest?.group);
    if (likest === undefined || group === undefined) return;
    if (isCited(likest, shadow.text) || isContradicted(likest, shadow.text)) return;
    charge(likest, group, index);
  });
  return charged.flat();
}

// A phrase that is most of its sentence is what the sentence says.
function readsInnocent(sentence: Sentence | undefined, span: Span, group: PhraseGroup): boolean {
  if (sentence === undefined || 2 * (span.to - span.from) >= sentence.to - sentence.from) return false;
  const { otherwise, withoutRelief } = secondReading.innocentTo;
  return sentence.weight <= (group.relief === "none" ? withoutRelief : otherwise);
}

// Nobody who writes honestly cuts a text into pieces: what the phrase stands among excuses nothing.
function phrasesAcross(shadow: Shadow): Found[] {
  const whole = charactersOf(shadow);
  phrasesAnywhere ??= phraseFinder(patterns, lists, "anywhere");
  const phrases = phrasesAnywhere(whole.text);
  return groups.flatMap((group, index) =>
    (phrases[index] ?? [])
      .filter(({ from, to }) => to - from >= 3)
      .map((span) => ({ ...placeOf(whole, span), level: group.level, charge: group })),
  );
}

/** Whether an out-of-duty answer names the unit in charge (FIR-4.2, FIR-5.5), in its words or in the structured destination. */
export function namesDestination(text: string, context: ReplyContext = {}): boolean {
  return isNamed(context.destination) || destinationsIn(shadowOf(text), context.directory).length > 0;
}

/** Whether a text says that the matter is not ours or sends the citizen elsewhere, so that a destination must be named. */
export function isOutOfDuty(text: string): boolean {
  return outOfDutySpans(shadowOf(text).text).length > 0;
}

function isNamed(destination: Destination | undefined): boolean {
  return destination !== undefined && isRealName(destination.name);
}

// Naming a unit helps only if the citizen is asked, not ordered: "请您到信贷科", not "找信贷科去".
function isPolitelySent(span: Span, text: string): boolean {
  const clause =
    text
      .slice(Math.max(0, span.from - 12), span.from)
      .split(/[，。？]/u)
      .at(-1) ?? "";
  return /请|您|建议|可以|由/u.test(clause) && !/^去/u.test(text.slice(span.to));
}

function departmentIn(text: string, shadow: Shadow, named: readonly Span[]): string | undefined {
  const span = named.find(({ from, to }) => to - from > 1);
  const first = shadow.marks[span?.from ?? -1];
  const last = shadow.marks[(span?.to ?? 0) - 1];
  return first === undefined || last === undefined ? undefined : text.slice(first.start, last.end);
}

type Found = { start: number; end: number; level: Level; charge: { id: string; clause: string; scenario: string } };

function placeOf(shadow: Shadow, span: Span): { start: number; end: number } {
  return { start: shadow.marks[span.from]?.start ?? 0, end: shadow.marks[span.to - 1]?.end ?? 0 };
}

// Of phrases that overlap, the one that is blocked stays, then the longer one.
function withoutRepeats(found: readonly Found[]): Found[] {
  const weight = (one: Found) => (one.level === "block" ? 1_000_000 : 0) + one.end - one.start;
  const kept: Found[] = [];
  for (const one of [...found].sort((a, b) => a.start - b.start || weight(b) - weight(a))) {
    const last = kept.at(-1);
    if (last === undefined || one.start >= last.end) kept.push(one);
    else if (weight(one) > weight(last)) kept[kept.length - 1] = one;
  }
  return kept;
}

function verdictOf(findings: readonly ReplyFinding[]): ReplyCheck["verdict"] {
  if (findings.some((finding) => finding.level === "block")) return "block";
  return findings.length > 0 ? "warn" : "ok";
}
