import { beginningsOf } from "#shared/domain/reply-gate/beginnings.ts";
import { excuseSource, settingOf } from "#shared/domain/reply-gate/excuses.ts";
import { patternSource, type WordLists } from "#shared/domain/reply-gate/pattern.ts";
import type { PhraseRules, Scenario } from "#shared/domain/reply-gate/phrase-rules.ts";

const GROUPS = Array.from({ length: 16 }, (_, index) => `F${String(index + 1).padStart(2, "0")}`);

/** What is wrong with the phrases beyond their form: a pattern nobody can match with, a scenario or word list that isn't there, a place without a name. */
export function phraseFaults({ groups, scenarios, words, destination, context, foreign }: PhraseRules): string[] {
  const known = new Set(scenarios.map(({ id }) => id));
  const listed = new Set(groups.map(({ id }) => id));
  return [
    ...repeated(
      "禁语组",
      groups.map(({ id }) => id),
    ),
    ...repeated(
      "应答情形",
      scenarios.map(({ id }) => id),
    ),
    ...GROUPS.filter((id) => !listed.has(id)).map((id) => `禁语组${id}：缺少`),
    ...Object.entries(words.lists).flatMap(([name, list]) => unreadable(`词表${name}`, list, words.lists, false)),
    ...groups.flatMap(({ id, patterns, scenario }) => [
      ...unreadable(`禁语组${id}`, patterns, words.lists, true),
      ...repeated(`禁语组${id}`, patterns),
      ...(known.has(scenario) ? [] : [`禁语组${id}：没有应答情形${scenario}`]),
    ]),
    ...unreadable("承办部门", [...destination.outOfDuty, ...destination.sendAway], words.lists, true),
    ...(known.has(destination.scenario) ? [] : [`承办部门：没有应答情形${destination.scenario}`]),
    ...unreadable("语境", [...context.help, ...context.reason, ...context.kindness], words.lists, false),
    ...repeated(
      "例外",
      context.excuses.map(({ because }) => because),
    ),
    ...context.excuses.flatMap(({ because, groups: excused = [], patterns, unless = [] }) => [
      ...excuseFaults(`例外“${because}”`, [...patterns, ...unless], words.lists),
      ...excused.filter((id) => !listed.has(id)).map((id) => `例外“${because}”：没有禁语组${id}`),
    ]),
    ...excuseFaults("先复述后纠正", context.contradicted, words.lists),
    ...foreign.groups.filter(({ group }) => !listed.has(group)).map(({ group }) => `外文禁语：没有禁语组${group}`),
    ...scenarios.flatMap(slotFaults),
  ];
}

function repeated(table: string, names: readonly string[]): string[] {
  return names.filter((name, at) => names.indexOf(name) < at).map((name) => `${table}：重复${name}`);
}

function unreadable(row: string, patterns: readonly string[], lists: WordLists, isPhrase: boolean): string[] {
  return patterns.flatMap((pattern) => {
    try {
      if (isPhrase) beginningsOf(pattern, lists);
      return new RegExp(patternSource(pattern, lists, "open"), "u").source === "" ? [`${row}：空句式`] : [];
    } catch {
      return [`${row}：句式“${pattern}”无法识别`];
    }
  });
}

function excuseFaults(row: string, patterns: readonly string[], lists: WordLists): string[] {
  return patterns.flatMap((pattern) => {
    if (!/^[^【】]*(?:【[^【】]*)?】[^【】]*$/u.test(pattern)) return [`${row}：句式“${pattern}”应以一个【】标明禁语`];
    try {
      // A phrase all alone has nothing that could excuse it.
      const isAlways = new RegExp(`^${excuseSource(pattern, lists)}`, "u").test(
        settingOf({ before: "", phrase: "囗", after: "" }).text,
      );
      return isAlways ? [`${row}：句式“${pattern}”使任何禁语成为例外`] : [];
    } catch {
      return [`${row}：句式“${pattern}”无法识别`];
    }
  });
}

function slotFaults({ id, slots, text, drafts }: Scenario): string[] {
  const named = new Set(slots.map(({ name }) => name));
  return Object.entries({ ...text, ...drafts }).flatMap(([language, template]) => {
    const used = [...template.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name ?? "");
    return [
      ...used.filter((name) => !named.has(name)).map((name) => `应答情形${id}（${language}）：没有填空${name}`),
      ...[...named]
        .filter((name) => !used.includes(name))
        .map((name) => `应答情形${id}（${language}）：未用填空${name}`),
    ];
  });
}
