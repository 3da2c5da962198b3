import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { services, translations } from "../../web/build/catalogue.ts";
import { siteLanguages, stringsOf } from "../../web/build/site-languages.ts";
import { forms, localisedPage, sitePages } from "../../web/build/site-pages.ts";

const WEB = path.resolve(import.meta.dirname, "../../web");
const languages = siteLanguages("");
const [chinese] = languages;
const authoritative = chinese ? stringsOf(chinese) : {};
// One page of each kind: the pages of the catalogue differ by what is in them only.
const kinds = [...new Map(sitePages.map((page) => [page.template, page])).values()];
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

  test("every page knows every string it names", () => {
    const unfilled = sitePages.filter((page) => /\{\{/.test(localisedPage(page, language, languages)));
    expect([sitePages.length > 60, unfilled]).toEqual([true, []]);
  });

  test.each(kinds)("$template hands its script every string the script names", (kind) => {
    const page = localisedPage(kind, language, languages);
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

test("every name of the catalogue has an English and a Uyghur one, and no translation is left over", () => {
  const read = <Content>(file: string) =>
    JSON.parse(readFileSync(path.resolve(WEB, "../shared/rules", file), "utf8")) as Content;
  const places = ["departments.json", "offices.json"].flatMap((file) => read<{ name: { zh: string } }[]>(file));
  const names = [
    ...[...places, ...services].map(({ name }) => name.zh),
    ...services.flatMap(({ materials, note }) => [
      ...materials.flatMap((material) => [material.name, material.when]),
      note,
    ]),
    ...forms.map(({ name }) => name),
  ];
  expect(Object.keys(translations).sort()).toEqual([...new Set(names.filter((name) => name !== undefined))].sort());
  expect(Object.values(translations).filter(({ en, ug }) => /[\u4e00-\u9fff]/.test(en + ug))).toEqual([]);
});

test("the pages of the catalogue hold no Chinese but the titles of laws, where they are in another language", () => {
  const marked = /<(\w+)[^>]* lang="zh-CN"[^>]*>[\s\S]*?<\/\1>|<script type="application\/json"[\s\S]*?<\/script>/g;
  const pages = sitePages.filter(({ place }) => /^(service\/|services|ask|form\/)/.test(place));
  const mixed = pages.flatMap((page) =>
    languages
      .filter(({ authoritative: main }) => !main)
      .flatMap((language) => {
        const main = localisedPage(page, language, languages).split("<main")[1]?.split("</main>")[0] ?? "";
        const seen = main.replaceAll(marked, "").replaceAll(/data-words="[^"]*"/g, "");
        return /[\u4e00-\u9fff]/.test(seen) ? [`${language.code} ${page.place}`] : [];
      }),
  );
  expect([pages.length > 50, mixed]).toEqual([true, []]);
});

test("a setting turns a language off: its pages and every link to them are gone", () => {
  const without = siteLanguages("zh-CN,en");
  const home = sitePages.find(({ place }) => place === "index.html");
  const page = chinese && home ? localisedPage(home, chinese, without) : "";
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
