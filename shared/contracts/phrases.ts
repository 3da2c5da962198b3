import * as z from "zod";
import type { PhraseRules, SecondReading as SecondReadingRules } from "#shared/domain/reply-gate/phrase-rules.ts";

const text = z.string().min(1);
const words = z.array(text).min(1);
const sourced = { status: z.enum(["confirmed", "proposed"]), basis: text };
const clause = z.string().regex(/^(FIR|SC)-\d+(\.\d+)?$/, { error: "不是条款编号" });
const scenario = z.string().regex(/^SCN_[A-Z_]+$/, { error: "不是应答情形编号" });
const help = z.strictObject({ help: words, excuse: words });

const Scenario = z.strictObject({
  id: scenario,
  letter: z
    .string()
    .regex(/^[A-F]$/)
    .optional(),
  when: text,
  slots: z.array(z.strictObject({ name: text, required: z.boolean() })),
  text: z.strictObject({ zh: text }),
  drafts: z.strictObject({ en: text.optional(), ug: text.optional() }),
  ...sourced,
});

const subject = z.enum(["speaker", "any", "notCitizen", "notSpeaker"]);

const Excuse = z.strictObject({
  because: text,
  groups: words.optional(),
  subjects: z.array(subject).min(1).optional(),
  own: z.boolean().optional(),
  unless: words.optional(),
  patterns: words,
});

const Group = z.strictObject({
  id: z.string().regex(/^F\d\d$/, { error: "禁语组编号应为F和两位数字" }),
  label: text,
  level: z.enum(["warn", "block"], { error: "只能是warn或block" }),
  clause,
  scenario,
  subject,
  subjectWhen: text.optional(),
  relief: z.enum(["warn", "ok", "article", "none"]),
  permitted: words.optional(),
  patterns: words,
  ...sourced,
});

/** What may not be said and what is said instead, as its file must read. */
export const Phrases = z.strictObject({
  version: z.string().regex(/^\d{4}-\d\d-\d\d$/, { error: "版本应为日期" }),
  about: text,
  salutations: z.strictObject({ values: words, ...sourced }),
  courtesy: z.strictObject({ values: words, ...sourced }),
  scenarios: z.array(Scenario).min(1),
  homophones: z.strictObject({
    about: text,
    spellings: z.record(text, words),
    abbreviations: z.record(text, text),
    pinyin: z.record(text, text),
    ...sourced,
  }),
  words: z.strictObject({ lists: z.record(text, words), ...sourced }),
  groups: z.array(Group).min(1),
  destination: z.strictObject({
    id: text,
    label: text,
    level: z.literal("block"),
    clause,
    scenario,
    outOfDuty: words,
    sendAway: words,
    name: words,
    hotline: words,
    vague: words,
    ...sourced,
  }),
  context: z.strictObject({
    citizen: words,
    document: words,
    conditional: words,
    prohibition: words,
    negation: words,
    kindness: words,
    reported: words,
    help: words,
    unhelpful: words,
    reason: words,
    excuses: z.array(Excuse),
    contradicted: words,
    ...sourced,
  }),
  foreign: z.strictObject({
    about: text,
    groups: z.array(z.strictObject({ group: text, en: words, ug: words })).min(1),
    en: help,
    ug: help,
    ...sourced,
  }),
}) satisfies z.ZodType<PhraseRules>;

/** The weights of the second reading, as their file must read; each list is "piece:weight" with a space between. */
export const SecondReading = z.strictObject({
  version: z.string().regex(/^\d{4}-\d\d-\d\d$/, { error: "版本应为日期" }),
  about: text,
  learnedFrom: z.string().regex(/^[0-9a-f]{16}$/, { error: "应为语料摘要" }),
  refusalFrom: z.number().positive(),
  innocentTo: z.strictObject({ otherwise: z.number().negative(), withoutRelief: z.number().negative() }),
  bias: z.number(),
  pieces: z.record(
    z.string().regex(/^(?:F\d\d|-)$/, { error: "禁语组编号应为F和两位数字" }),
    z.string().regex(/^\S{1,3}:-?\d+(?: \S{1,3}:-?\d+)*$/, {
      error: "应为“字词:权重”，以空格分隔",
    }),
  ),
  ...sourced,
}) satisfies z.ZodType<SecondReadingRules>;
