import type { Sourced } from "../sourced.ts";
import type { WordLists } from "./pattern.ts";

export type Level = "warn" | "block";

/** A forbidden group as the rule pack states it. */
export type PhraseGroup = Sourced & {
  readonly id: string;
  readonly label: string;
  readonly level: Level;
  readonly clause: string;
  /** The reply scenario its proposals come from. */
  readonly scenario: string;
  /** Whose words count: only the speaker's own, anybody's, or anybody's but the citizen's or the speaker's. */
  readonly subject: "speaker" | "any" | "notCitizen" | "notSpeaker";
  /** Characters a match must have for the subject to matter. */
  readonly subjectWhen?: string;
  /** What help in the same breath makes of it: a warning, nothing to say, only a named article counts, or it does not excuse. */
  readonly relief: "warn" | "ok" | "article" | "none";
  /** Words before it that make it an offer. */
  readonly permitted?: readonly string[];
  readonly patterns: readonly string[];
};

/** When a phrase is no refusal although it is found: as the patterns show, which set it in 【】. */
export type Excuse = {
  /** Why it is no refusal. */
  readonly because: string;
  /** The groups it excuses; without them all. */
  readonly groups?: readonly string[];
  /** It excuses only groups in which these words count. */
  readonly subjects?: readonly PhraseGroup["subject"][];
  /** Whether it excuses only what the speakers say of themselves, or only what they don't. */
  readonly own?: boolean;
  /** Where it excuses nothing. */
  readonly unless?: readonly string[];
  readonly patterns: readonly string[];
};

/** What is said to a citizen on an occasion (SC-8), with places to fill. */
export type Scenario = Sourced & {
  readonly id: string;
  readonly letter?: string;
  readonly when: string;
  readonly slots: readonly { readonly name: string; readonly required: boolean }[];
  readonly text: { readonly zh: string };
  readonly drafts: { readonly en?: string; readonly ug?: string };
};

type Words = readonly string[];

/** What may not be said to a citizen, what is said instead, and the words by which the gate knows both (FIR-6, SC-4, SC-8). */
export type PhraseRules = {
  readonly version: string;
  readonly about: string;
  readonly salutations: Sourced & { readonly values: Words };
  readonly courtesy: Sourced & { readonly values: Words };
  readonly scenarios: readonly Scenario[];
  readonly homophones: Sourced & {
    readonly about: string;
    readonly spellings: WordLists;
    readonly abbreviations: Readonly<Record<string, string>>;
    readonly pinyin: Readonly<Record<string, string>>;
  };
  readonly words: Sourced & { readonly lists: WordLists };
  readonly groups: readonly PhraseGroup[];
  readonly destination: Sourced & {
    readonly id: string;
    readonly label: string;
    readonly level: "block";
    readonly clause: string;
    readonly scenario: string;
    readonly outOfDuty: Words;
    readonly sendAway: Words;
    readonly name: Words;
    readonly hotline: Words;
    readonly vague: Words;
  };
  readonly context: Sourced & {
    readonly citizen: Words;
    readonly document: Words;
    readonly conditional: Words;
    readonly prohibition: Words;
    readonly negation: Words;
    readonly kindness: Words;
    readonly reported: Words;
    readonly help: Words;
    readonly unhelpful: Words;
    readonly reason: Words;
    readonly excuses: readonly Excuse[];
    /** How a phrase stands that is only repeated as a question and then put right. */
    readonly contradicted: Words;
  };
  readonly foreign: Sourced & {
    readonly about: string;
    readonly groups: readonly { readonly group: string; readonly en: Words; readonly ug: Words }[];
    readonly en: { readonly help: Words; readonly excuse: Words };
    readonly ug: { readonly help: Words; readonly excuse: Words };
  };
};

/** What the second reading goes by: learned weights, and from where on it speaks (all in log-odds). */
export type SecondReading = Sourced & {
  readonly version: string;
  readonly about: string;
  /** A digest of the sentences it was learned from: with others it must be learned anew. */
  readonly learnedFrom: string;
  /** At and above this a sentence is a refusal although no phrase was found. */
  readonly refusalFrom: number;
  /** At and below this a phrase in a sentence is no refusal; groups that nothing relieves ask for more. */
  readonly innocentTo: { readonly otherwise: number; readonly withoutRelief: number };
  readonly bias: number;
  /**
   * Pieces of wording with their weights in hundredths, "piece:weight" with a space between, by the forbidden group they speak for;
   * "-" for none.
   */
  readonly pieces: Readonly<Record<string, string>>;
};
