import { digests } from "#shared/aws/digests.ts";
import { openCase } from "#shared/cases/open-case.ts";
import { can } from "#shared/domain/authorisation.ts";
import { type ConductCommandType, type ConductRelation, conductCommands } from "#shared/domain/conduct/commands.ts";
import { append, brokenEntry, type CaseDocument } from "#shared/domain/history.ts";
import { type Relation, type StaffCommandType, staffCommands } from "#shared/domain/inquiry/commands.ts";
import { caseNumber, receiptSecret } from "#shared/domain/receipt.ts";
import { isRefusal } from "#shared/domain/refusal.ts";
import {
  type BoxRelation,
  type SuggestionCommandType,
  suggestionCommands,
} from "#shared/domain/suggestion/commands.ts";
import { directory } from "#test/properties/world.ts";
import { evasionRates, falseAlarms, judgedUnread, laterSets, percent } from "#test/reply-gate/measure.ts";
import { foreignFields, heavyBodies } from "./bodies.ts";
import { slowExpressions } from "./expressions.ts";
import { type Check, type Figure, none } from "./figure.ts";

const random = (size: number): Uint8Array => crypto.getRandomValues(new Uint8Array(size));

/** A store with one case, counting what is read. */
const oneCase = (secret: string) => {
  const number = caseNumber("inquiry", random(16));
  const stored = { number, secretDigest: digests.digest(secret.replaceAll("-", "")), submissionDigest: "" };
  return { number, find: async (asked: string) => (asked === number ? stored : undefined) };
};

const guesses = async (numbers: number, secrets: number): Promise<Figure> => {
  const secret = receiptSecret(random(16));
  const cases = oneCase(secret);
  if (isRefusal(await openCase(cases.number, secret, cases, digests)))
    throw new Error("The right secret does not open the case");
  const through: string[] = [];
  const answers = new Set<string>();
  const guess = async (number: string, guessed: string) => {
    const found = await openCase(number, guessed, cases, digests);
    if (isRefusal(found)) answers.add(JSON.stringify(found));
    else through.push(number);
  };
  // Whoever walks numbers may even hold a secret that is right for another case.
  for (let walked = 0; walked < numbers; walked += 1) await guess(caseNumber("inquiry", random(16)), secret);
  for (let tried = 0; tried < secrets; tried += 1) await guess(cases.number, receiptSecret(random(16)));
  const figure = none(
    secrets,
    `guesses of a secret and ${numbers.toLocaleString("en")} foreign numbers with a right one`,
    through,
  );
  return {
    ...figure,
    result: `${through.length} read; ${answers.size} kind of answer`,
    holds: figure.holds && answers.size === 1,
  };
};

/** A history of a dozen entries with texts. */
const history = (): CaseDocument<unknown> => {
  let document: CaseDocument<unknown> | undefined;
  for (let entry = 1; entry <= 12; entry += 1)
    document = append<unknown>(
      document,
      {
        at: `2026-11-${String(entry).padStart(2, "0")}T02:00:00.000Z`,
        actor: entry % 2 === 0 ? { kind: "staff", id: "clerk-c" } : { kind: "citizen" },
        act: `act-${entry}`,
        basis: ["FIR-5"],
        events: [{ type: "Something", entry }],
        texts: { [`${entry}.text`]: `what was written in entry ${entry}` },
      },
      digests.digest,
      digests.salt,
    );
  return document as CaseDocument<unknown>;
};

const tampering = (): Figure => {
  const whole = history();
  const through: string[] = [];
  let tried = 0;
  const attempt = (
    name: string,
    change: (copy: {
      history: Record<string, unknown>[];
      texts: Record<string, { salt: string; body: string }>;
    }) => void,
  ) => {
    const copy = JSON.parse(JSON.stringify(whole));
    change(copy);
    tried += 1;
    if (brokenEntry(copy, digests.digest, whole.history.length) === undefined) through.push(name);
  };
  for (const [index, entry] of whole.history.entries()) {
    for (const field of Object.keys(entry))
      for (const value of ["forged", 0, null, [], undefined])
        attempt(`entry ${index + 1} ${field}`, ({ history: entries }) => {
          Object.assign(entries[index] ?? {}, { [field]: value });
        });
    attempt(`entry ${index + 1} removed`, ({ history: entries }) => void entries.splice(index, 1));
    attempt(
      `entry ${index + 1} doubled`,
      ({ history: entries }) => void entries.splice(index, 0, entries[index] ?? {}),
    );
    attempt(`the tail from entry ${index + 1} cut off`, ({ history: entries }) => void entries.splice(index));
    attempt(`text of entry ${index + 1} changed`, ({ texts }) => {
      const text = texts[`${index + 1}.text`];
      if (text) text.body = "forged";
    });
    attempt(`text of entry ${index + 1} taken out`, ({ texts }) => {
      if (index > 0) delete texts[`${index + 1}.text`];
      else texts["13.text"] = { salt: "", body: "put in" };
    });
    if (index > 0)
      attempt(
        `entries ${index} and ${index + 1} swapped`,
        ({ history: entries }) => void entries.splice(index - 1, 2, entries[index] ?? {}, entries[index - 1] ?? {}),
      );
  }
  if (brokenEntry(whole, digests.digest, whole.history.length) !== undefined)
    through.push("the whole history itself is refused");
  if (brokenEntry({ ...whole, texts: {} }, digests.digest, whole.history.length) !== undefined)
    through.push("an erasure breaks the chain");
  return none(tried, "changes to a history of 12 entries, each found; an erasure leaves it whole", through);
};

/** Every command with every relation, in service and not, held against the table that says who may give it. */
const matrix = (): Figure => {
  const somebody = directory.staff[3];
  if (!somebody) throw new Error("nobody there");
  const relations: readonly Relation[] = [
    "caseworker",
    "first-responder",
    "in-charge",
    "referral-target",
    "superior",
    "assistant",
    "host",
    "colleague",
    "supervisor",
    "director",
  ];
  const boxRelations: readonly BoxRelation[] = ["concerned", "office", "director", "assignee", "in-charge"];
  const registerRelations: readonly ConductRelation[] = ["concerned", "office", "director", "head", "appeal-authority"];
  const through: string[] = [];
  let tried = 0;
  const hold = (what: string, action: Parameters<typeof can>[1], expected: boolean) => {
    for (const active of [true, false]) {
      tried += 1;
      if (can({ ...somebody, active }, action) !== (expected && active)) through.push(what);
    }
  };
  const sets = <Each>(all: readonly Each[]): readonly Each[][] => [[], ...all.map((each) => [each])];
  for (const [type, { by }] of Object.entries(staffCommands))
    for (const held of sets(relations))
      hold(
        `${type} as ${held}`,
        { on: "inquiry", do: type as StaffCommandType, relations: new Set(held) },
        held.some((each) => (by as readonly Relation[]).includes(each)),
      );
  for (const [type, { by }] of Object.entries(suggestionCommands))
    for (const held of [...sets(boxRelations), ...boxRelations.map((each) => ["concerned" as const, each])])
      hold(
        `${type} of a suggestion as ${held}`,
        { on: "suggestion", do: type as SuggestionCommandType, relations: new Set(held) },
        !held.includes("concerned") && held.some((each) => (by as readonly BoxRelation[]).includes(each)),
      );
  for (const [type, { by }] of Object.entries(conductCommands))
    for (const held of sets(registerRelations))
      for (const put of [true, false])
        hold(
          `${type} in the register as ${held}, ${put ? "put" : "not put"}`,
          { on: "conduct", do: type as ConductCommandType, relations: new Set(held), put },
          (put || held.includes("office") || held.includes("director")) &&
            held.some((each) => (by as readonly ConductRelation[]).includes(each)),
        );
  return none(tried, "pairs of command and relation, held against the published tables", through);
};

const unicode = (): Figure => {
  const classes = evasionRates().map(({ name, share }) => ({ name, rate: percent(share), of: share.of }));
  const worst = classes.reduce((least, each) => (each.rate < least.rate ? each : least));
  // On sentences the second reading has not learned from: on its own it makes none.
  const alarms = falseAlarms(laterSets.flatMap((name) => judgedUnread(name)));
  return {
    tried: `${classes.reduce((sum, each) => sum + each.of, 0).toLocaleString("en")} evaded refusals in ${classes.length} classes`,
    result: `the least caught class (${worst.name}): ${worst.rate.toFixed(1)} %; ${percent(alarms).toFixed(1)} % of ${alarms.of} good replies not learned from are flagged (at most 3 wanted; the 1 % first aimed at is missed)`,
    holds: worst.rate >= 99 && percent(alarms) <= 3,
  };
};

/** Attacks on the code itself. */
export const inTheCode: readonly Check[] = [
  {
    attack: "Walking case numbers, guessing secrets",
    control: "Random numbers, secrets of 80 bits kept as digests, one path and one answer for unknown and wrong",
    run: () => guesses(10_000, 100_000),
  },
  {
    attack: "Extra fields, __proto__",
    control: "Strict contracts",
    run: async () => foreignFields(),
  },
  {
    attack: "Bodies that keep a function busy: deep, huge, crowded, __proto__",
    control: "64 KB and depth 8 before anything is made of them; strict contracts",
    run: heavyBodies,
  },
  {
    attack: "Another unit, another rank, somebody who has left",
    control: "can(): one function, default deny",
    run: async () => matrix(),
  },
  {
    attack:
      "A tampered history: changed, removed, doubled, swapped entries, a cut tail, texts changed, taken out or put in",
    control: "A hash chain for each case, its length kept outside of it",
    run: async () => tampering(),
  },
  {
    attack: "Texts that make a regular expression slow",
    control: "Linear expressions only",
    run: async (size) => slowExpressions(size === "full" ? 50_000 : 10_000),
  },
  {
    attack:
      "Refusals dressed up: spaces, full-width forms, zero-width characters, traditional characters, homophones …",
    control: "The reply gate reads a normalised shadow of the text; the original is kept",
    run: async () => unicode(),
  },
];
