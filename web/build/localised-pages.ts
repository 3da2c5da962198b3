import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "vite";
import { type SiteLanguage, siteLanguages, stringsOf } from "./site-languages.ts";
import { expand } from "./template.ts";

const WEB = path.resolve(import.meta.dirname, "..");

/** The templates of the public pages: the HTML files that lie directly in `web/`. */
export const pageNames = (): string[] =>
  readdirSync(WEB)
    .filter((name) => name.endsWith(".html"))
    .sort();

const folderOf = ({ code, authoritative }: SiteLanguage): string => (authoritative ? "" : `${code}/`);

const template = (name: string): string => readFileSync(path.join(WEB, name), "utf8");

/** Where every page lies in every language that is switched on, as Vite's inputs. */
export const pageInputs = (languages: readonly SiteLanguage[]): Record<string, string> =>
  Object.fromEntries(
    languages.flatMap((language) =>
      pageNames().map((name) => {
        const place = `${folderOf(language)}${name}`;
        return [place.replace(/\.html$/, ""), path.join(WEB, place)];
      }),
    ),
  );

/** One page in one language, ready for Vite. */
export const localisedPage = (name: string, language: SiteLanguage, languages: readonly SiteLanguage[]): string =>
  expand(template(name), {
    strings: stringsOf(language),
    part: (part) => template(`parts/${part}.html`),
    values: {
      page: name,
      lang: language.code,
      dir: language.direction,
      base: language.authoritative ? "" : `/${language.code}`,
    },
    is: (condition) => condition === language.code || (condition === "draft" && language.draft),
    languages: languages.map((other) => ({
      ...other,
      href: `/${folderOf(other)}${name}`,
      current: other.code === language.code,
    })),
  });

/** Makes the public pages from their templates, once for every language: text, direction and links are there before any script runs. */
export function localisedPages(languages = siteLanguages()): Plugin {
  const pages = new Map(
    languages.flatMap((language) =>
      pageNames().map((name) => [path.join(WEB, folderOf(language), name), { name, language }] as const),
    ),
  );
  return {
    name: "localised-pages",
    enforce: "pre",
    resolveId: { order: "pre", handler: (id) => (pages.has(id) ? id : null) },
    load: {
      order: "pre",
      handler: (id) => {
        const page = pages.get(id);
        return page ? localisedPage(page.name, page.language, languages) : null;
      },
    },
  };
}
