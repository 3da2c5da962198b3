import phrases from "#shared/rules/phrases.json" with { type: "json" };
import type { WordLists } from "./pattern.ts";

export type Level = "warn" | "block";

/** A forbidden group as the rule pack states it. */
export type PhraseGroup = {
  id: string;
  label: string;
  level: Level;
  clause: string;
  basis: string;
  status: string;
  /** The reply scenario its proposals come from. */
  scenario: string;
  /** Whose words count: only the speaker's own, anybody's, or anybody's but the citizen's or the speaker's. */
  subject: "speaker" | "any" | "notCitizen" | "notSpeaker";
  /** Characters a match must have for the subject to matter. */
  subjectWhen?: string;
  /** What help in the same breath makes of it: a warning, nothing to say, only a named article counts, or it does not excuse. */
  relief: "warn" | "ok" | "article" | "none";
  /** Words before it that make it an offer. */
  permitted?: string[];
  patterns: string[];
};

export type Scenario = {
  id: string;
  letter?: string;
  when: string;
  basis: string;
  status: string;
  slots: { name: string; required: boolean }[];
  text: { zh: string };
  drafts: { en?: string; ug?: string };
};

const levelOf = (written: string): Level => (written === "warn" ? "warn" : "block");

/** The forbidden groups, F01 to F16. */
export const groups: readonly PhraseGroup[] = phrases.groups.map((group) => ({
  ...group,
  level: levelOf(group.level),
  subject: group.subject as PhraseGroup["subject"],
  relief: group.relief as PhraseGroup["relief"],
}));

/** The reply scenarios A to F and the drafted ones. */
export const scenarios: readonly Scenario[] = phrases.scenarios;

export const lists: WordLists = phrases.words.lists;
export const destinationRules = phrases.destination;
export const contextWords = phrases.context;
export const foreign = phrases.foreign;
export const homophones: Readonly<Record<string, readonly string[]>> = phrases.homophones.spellings;
export const spellings = {
  pinyin: new Map(Object.entries(phrases.homophones.pinyin)),
  abbreviations: new Map(Object.entries(phrases.homophones.abbreviations)),
};
