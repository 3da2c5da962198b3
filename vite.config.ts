import path from "node:path";
import { defineConfig } from "vite";
import { localisedPages, pageInputs } from "./web/build/localised-pages.ts";
import { siteLanguages } from "./web/build/site-languages.ts";

const languages = siteLanguages();

/** Builds the public pages in every language that is switched on. */
export default defineConfig({
  root: path.resolve(import.meta.dirname, "web"),
  plugins: [localisedPages(languages)],
  build: {
    outDir: path.resolve(import.meta.dirname, "dist/web"),
    emptyOutDir: true,
    // Phones of ten years ago still get updates of Chrome and its kin to about this version.
    target: ["chrome89", "safari15", "firefox89"],
    // Nothing inline: the policy of the pages forbids it, and a font in a style sheet delays it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: pageInputs(languages) },
  },
});
