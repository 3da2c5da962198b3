import { createContext, useContext } from "react";
import { type Language, languages } from "#shared/contracts/text.ts";
import type { Localized } from "#shared/domain/directory.ts";
import { en } from "./strings/en.ts";
import { ug } from "./strings/ug.ts";
import { type Strings, zhCN } from "./strings/zh-CN.ts";

export type TextKey = keyof Strings;
export type Blanks = Readonly<Record<string, string | number>>;

const KEPT_AS = "shouwen.language";

/** The language the portal is read in on this computer. */
export function language(): Language {
  const kept = localStorage.getItem(KEPT_AS);
  return languages.find((each) => each === kept) ?? "zh-CN";
}

export function keepLanguage(chosen: Language): void {
  localStorage.setItem(KEPT_AS, chosen);
}

const byLanguage: Readonly<Record<Language, Partial<Record<TextKey, string>>>> = { "zh-CN": zhCN, en, ug };

/** Texts of one language; where a draft is missing, the Chinese ones. */
export function textsIn(chosen: Language) {
  const own = byLanguage[chosen];
  const text = (key: TextKey, blanks: Blanks = {}): string =>
    (own[key] ?? zhCN[key]).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(blanks[name] ?? ""));
  return {
    language: chosen,
    text,
    /** The text of a code that arrives as data: `stage.accepted`; the code itself where nobody has named it. */
    named: (group: string, code: string): string => {
      const key = `${group}.${code}`;
      return key in zhCN ? text(key as TextKey) : code;
    },
    /** A name of the directory in this language. */
    name: (localized: Localized | null | undefined): string =>
      (chosen === "en" ? localized?.en : chosen === "ug" ? localized?.ug : undefined) ?? localized?.zh ?? "",
  };
}

export type Texts = ReturnType<typeof textsIn>;

export const TextsContext = createContext<Texts>(textsIn("zh-CN"));

export const useTexts = (): Texts => useContext(TextsContext);
