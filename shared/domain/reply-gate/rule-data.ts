import phrasesJson from "#shared/rules/phrases.json" with { type: "json" };
import secondReadingJson from "#shared/rules/second-reading.json" with { type: "json" };
import type { WordLists } from "./pattern.ts";
import type { PhraseGroup, PhraseRules, Scenario, SecondReading } from "./phrase-rules.ts";

// The file is validated by the contract when the project is built and tested.
const phrases = phrasesJson as PhraseRules;

/** The forbidden groups, F01 to F16. */
export const groups: readonly PhraseGroup[] = phrases.groups;

/** The reply scenarios A to F and the drafted ones. */
export const scenarios: readonly Scenario[] = phrases.scenarios;

export const lists: WordLists = phrases.words.lists;
export const destinationRules = phrases.destination;
export const contextWords = phrases.context;
export const foreign = phrases.foreign;
export const homophones = phrases.homophones.spellings;
export const spellings = {
  pinyin: new Map(Object.entries(phrases.homophones.pinyin)),
  abbreviations: new Map(Object.entries(phrases.homophones.abbreviations)),
};

/** What pieces of wording weigh, learned from the labelled sentences. */
export const secondReading: SecondReading = secondReadingJson as SecondReading;
