/** The strings of this page in its language, which the build put into it. */
const strings = JSON.parse(document.getElementById("strings")?.textContent ?? "{}") as Record<string, string>;

/** The language of this page. */
export const language = document.documentElement.lang;

/** Where the pages of this language begin: empty for Chinese, `/ug`, `/en`. */
export const base = document.body.dataset["base"] ?? "";

/** Whether this page has the string. */
export const has = (key: string): boolean => key in strings;

// A Chinese name in a line of Uyghur keeps its own direction.
const isolated = (blank: string | number): string =>
  language === "ug" && typeof blank === "string" && blank !== "" ? `\u2068${blank}\u2069` : String(blank);

/** A string of the page with its blanks filled. */
export const text = (key: string, blanks: Readonly<Record<string, string | number>> = {}): string =>
  (strings[key] ?? key).replaceAll(/\{(\w+)\}/g, (_, name: string) => isolated(blanks[name] ?? ""));

/** The string of a code that the server may add to: the one for `other` where there is none. */
export const named = (group: string, code: string): string =>
  text(has(`${group}.${code}`) ? `${group}.${code}` : `${group}.other`);

// Names of the catalogue by their Chinese ones: answers of the API name papers, departments and offices in Chinese.
const names = JSON.parse(document.getElementById("names")?.textContent ?? "{}") as Record<string, string>;

/** A Chinese name of the catalogue in the page's language; one that nobody has translated stays as it is. */
export const nameOf = (name: string): string => names[name] ?? name;

/** A name in the page's language where there is one, else in Chinese. */
export const inLanguage = (name: { readonly zh: string; readonly ug?: string; readonly en?: string }): string =>
  (language === "ug" ? name.ug : language === "en" ? name.en : undefined) ?? nameOf(name.zh);
