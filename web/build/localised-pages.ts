import path from "node:path";
import type { Plugin } from "vite";
import { type SiteLanguage, siteLanguages } from "./site-languages.ts";
import { folderOf, forms, localisedPage, sitePages } from "./site-pages.ts";

const WEB = path.resolve(import.meta.dirname, "..");

/** Where every page lies in every language that is switched on, as Vite's inputs. */
export const pageInputs = (languages: readonly SiteLanguage[]): Record<string, string> =>
  Object.fromEntries(
    languages.flatMap((language) =>
      sitePages.map((page) => {
        const place = `${folderOf(language)}${page.place}`;
        return [place.replace(/\.html$/, ""), path.join(WEB, place)];
      }),
    ),
  );

/** Makes the public pages from their templates and the catalogue, once for every language: all is there before any script runs. */
export function localisedPages(languages = siteLanguages()): Plugin {
  const pages = new Map(
    languages.flatMap((language) =>
      sitePages.map((page) => [path.join(WEB, folderOf(language), page.place), { page, language }] as const),
    ),
  );
  return {
    name: "localised-pages",
    enforce: "pre",
    resolveId: { order: "pre", handler: (id) => (pages.has(id) ? id : null) },
    load: {
      order: "pre",
      handler: (id) => {
        const found = pages.get(id);
        return found ? localisedPage(found.page, found.language, languages) : null;
      },
    },
    generateBundle() {
      for (const { file, document } of forms) this.emitFile({ type: "asset", fileName: file, source: document });
    },
  };
}
