import { scenarios } from "./rule-data.ts";

export type ReplyLanguage = "zh" | "en" | "ug";

/** A reply written from a scenario, or why it can't be. A draft is wording nobody has confirmed yet. */
export type RenderedScenario =
  | { kind: "rendered"; text: string; clause: string; draft: boolean }
  | {
      kind: "refused";
      clause: "SC-8";
      reason: "unknownScenario" | "noSuchLanguage" | "missingSlots";
      missing: string[];
    };

/** Fills the template of a reply scenario (SC-8 (3) A to F and the drafted ones); an empty required slot is refused. */
export function renderScenario(
  id: string,
  slots: Readonly<Record<string, string>>,
  language: ReplyLanguage,
): RenderedScenario {
  const scenario = scenarios.find((one) => one.id === id);
  if (scenario === undefined) return { kind: "refused", clause: "SC-8", reason: "unknownScenario", missing: [] };
  const template = language === "zh" ? scenario.text.zh : scenario.drafts[language];
  if (template === undefined) return { kind: "refused", clause: "SC-8", reason: "noSuchLanguage", missing: [] };
  const missing = scenario.slots
    .filter((slot) => slot.required && (slots[slot.name] ?? "").trim() === "")
    .map((slot) => slot.name);
  if (missing.length > 0) return { kind: "refused", clause: "SC-8", reason: "missingSlots", missing };
  const text = template.replace(/\{(\w+)\}/gu, (_, name: string) => (slots[name] ?? "").trim());
  return {
    kind: "rendered",
    text,
    clause: scenario.basis,
    draft: language !== "zh" || scenario.status !== "confirmed",
  };
}

const blanks: Readonly<Record<string, string>> = {
  department: "【承办部门】",
  deadline: "【答复时间】",
  date: "【日期】",
  time: "【时间】",
  place: "【地点】",
  name: "【姓名】",
  phone: "【电话】",
  regulation: "【规定名称】",
  article: "【条款】",
};

/** Facts of a sentence that a polite wording keeps. */
export type Facts = Partial<
  Record<"department" | "deadline" | "date" | "time" | "phone" | "regulation" | "article", string>
>;

/** Reads department, day, hour, telephone, regulation and article from a text as it was written. */
export function factsOf(text: string, department: string | undefined): Facts {
  const first = (expression: RegExp) => expression.exec(text)?.[0];
  const date = first(/(?:\d{4}年)?\d{1,2}月\d{1,2}日|明天|后天|下周[一二三四五]?|今天|本周[一二三四五]/u);
  const time = first(/(?:上午|下午)?\d{1,2}(?:[:：]\d{2}|点半?)/u);
  return {
    department,
    date,
    time,
    deadline: [date, time].filter((part) => part !== undefined).join("") || undefined,
    phone: first(/\d{3,4}-\d{7,8}|\b12\d{3}\b|1\d{10}/u),
    regulation: first(/《[^》]{1,40}》/u),
    article: first(/第[一二三四五六七八九十百零\d]{1,6}条(?:第[一二三四五六七八九十（）()\d]{1,6}[款项])?/u),
  };
}

/** A polite wording from a scenario, with the facts of the sentence and a visible blank where one is missing. */
export function proposalFrom(id: string, facts: Facts): string {
  const written = renderScenario(id, { ...blanks, ...dropEmpty(facts) }, "zh");
  return written.kind === "rendered" ? written.text : "";
}

function dropEmpty(facts: Facts): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(facts)) if (value !== undefined) kept[name] = value;
  return kept;
}
