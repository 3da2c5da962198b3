import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { localisedPage, pageNames } from "../../web/build/localised-pages.ts";
import { siteLanguages, stringsOf } from "../../web/build/site-languages.ts";

const WEB = path.resolve(import.meta.dirname, "../../web");
const languages = siteLanguages("");
const [chinese] = languages;
const authoritative = chinese ? stringsOf(chinese) : {};
const scripts = readdirSync(path.join(WEB, "scripts")).map((name) => [
  name,
  readFileSync(path.join(WEB, "scripts", name), "utf8"),
]);

describe.each(languages)("$code", (language) => {
  const strings = stringsOf(language);

  test("has a string for everything that Chinese has, and no other", () => {
    expect(Object.keys(strings).sort()).toEqual(Object.keys(authoritative).sort());
  });

  test("leaves nothing empty", () => {
    expect(Object.entries(strings).filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  test("has the same blanks to fill", () => {
    const blanks = (text: string | undefined) => text?.match(/\{\w+\}/g)?.sort() ?? [];
    const differing = Object.keys(authoritative).filter(
      (key) => `${blanks(strings[key])}` !== `${blanks(authoritative[key])}`,
    );
    expect(differing).toEqual([]);
  });

  test.each(pageNames())("%s knows every string it names", (name) => {
    expect(localisedPage(name, language, languages)).not.toMatch(/\{\{/);
  });

  test.each(pageNames())("%s hands its script every string the script names", (name) => {
    const page = localisedPage(name, language, languages);
    const given = JSON.parse(/id="strings">(.*?)<\/script>/.exec(page)?.[1] ?? "{}") as object;
    const entry = /src="\/scripts\/([\w-]+\.ts)"/.exec(page)?.[1] ?? "";
    expect(namedFrom(entry).filter((key) => !(key in given))).toEqual([]);
  });
});

/** The strings that a script and all it imports name in full. */
function namedFrom(entry: string, seen = new Set<string>()): string[] {
  if (seen.has(entry)) return [];
  seen.add(entry);
  const source = scripts.find(([name]) => name === entry)?.[1] ?? "";
  const own = [...source.matchAll(/text\("([\w-]+\.[\w-]+)"/g)].map((found) => found[1] ?? "");
  const imported = [...source.matchAll(/from "\.\/([\w-]+\.ts)|import\("\.\/([\w-]+\.ts)/g)];
  return [...own, ...imported.flatMap((found) => namedFrom(found[1] ?? found[2] ?? "", seen))];
}

test("a setting turns a language off: its pages and every link to them are gone", () => {
  const without = siteLanguages("zh-CN,en");
  const page = chinese ? localisedPage("index.html", chinese, without) : "";
  expect([without.map(({ code }) => code), page.includes("/ug/")]).toEqual([["zh-CN", "en"], false]);
});

test("Chinese can't be turned off", () => {
  expect(siteLanguages("en").map(({ code }) => code)).toEqual(["zh-CN", "en"]);
});

test("a language nobody has strings for is refused by name", () => {
  expect(() => siteLanguages("zh-CN,xx")).toThrow("xx");
});

// The oldest browsers the build aims at (vite.config.ts) have none of these, and the build puts in no substitutes.
test("the pages use nothing that a telephone of 2021 doesn't know", () => {
  const younger =
    /\.(at|findLast|findLastIndex|toSorted|toReversed|toSpliced|with)\(|Object\.(hasOwn|groupBy)|structuredClone|AbortSignal\.(timeout|any)|withResolvers|randomUUID/;
  expect(scripts.filter(([, source]) => younger.test(source ?? "")).map(([name]) => name)).toEqual([]);
});

test("the pages never turn text into HTML", () => {
  const sinks = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|eval\(/;
  expect(scripts.filter(([, source]) => sinks.test(source ?? "")).map(([name]) => name)).toEqual([]);
});
