import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** A language the public pages are made in. */
export type SiteLanguage = {
  readonly code: string;
  readonly name: string;
  readonly direction: "ltr" | "rtl";
  /** The one whose text counts; the others are aids. */
  readonly authoritative: boolean;
  /** Not yet confirmed by a native reader: every page says so. */
  readonly draft: boolean;
};

const known: readonly SiteLanguage[] = [
  { code: "zh-CN", name: "中文", direction: "ltr", authoritative: true, draft: false },
  { code: "ug", name: "ئۇيغۇرچە", direction: "rtl", authoritative: false, draft: true },
  { code: "en", name: "English", direction: "ltr", authoritative: false, draft: false },
];

type Context = { readonly siteLanguages?: string | readonly string[] };

const readJson = (name: string): Context & { readonly context?: Context } => {
  const file = path.resolve(import.meta.dirname, "../..", name);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Context) : {};
};

/** What the deployment's setting `siteLanguages` says, which the API follows too: SITE_LANGUAGES goes before the context files. */
const chosen = (): string => {
  const inContext = readJson("cdk.context.json").siteLanguages ?? readJson("cdk.json").context?.siteLanguages ?? "";
  return process.env["SITE_LANGUAGES"] ?? String(inContext);
};

/** The languages of the pages: all, or those that the setting names (`zh-CN,en` turns Uyghur off). Chinese can't be turned off. */
export const siteLanguages = (setting = chosen()): readonly SiteLanguage[] => {
  if (setting.trim() === "") return known;
  const wanted = setting.split(",").map((code) => code.trim());
  const unknown = wanted.filter((code) => !known.some((language) => language.code === code));
  if (unknown.length > 0)
    throw new Error(`The setting siteLanguages names languages there are no strings for: ${unknown.join()}`);
  return known.filter(({ code, authoritative }) => authoritative || wanted.includes(code));
};

/** Every string of the pages in one language by its key. */
export const stringsOf = ({ code }: Pick<SiteLanguage, "code">): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, `../strings/${code}.json`), "utf8")) as Record<
    string,
    string
  >;
