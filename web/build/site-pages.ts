import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { nameIn, namesFor, services } from "./catalogue.ts";
import { formDocument, formSheet } from "./form-sheet.ts";
import { formPlace, type Speech, serviceHtml, serviceList, serviceOptions, servicePlace } from "./service-html.ts";
import { type SiteLanguage, stringsOf } from "./site-languages.ts";
import { expand } from "./template.ts";

const WEB = path.resolve(import.meta.dirname, "..");

/** A page that there is in every language. */
export interface SitePage {
  /** Where it lies in the folder of its language: `ask.html`, `service/TQ-01.html`. */
  readonly place: string;
  readonly template: string;
  /** Its own title and description, where they aren't those of its template. */
  readonly about?: (speech: Speech) => Readonly<Record<string, string>>;
  /** HTML made for this page alone, by its name in the template. */
  readonly blocks?: (speech: Speech) => Readonly<Record<string, string>>;
}

const templates: readonly SitePage[] = readdirSync(WEB)
  .filter((name) => name.endsWith(".html"))
  .sort()
  .map((name) => ({ place: name, template: name }));

const servicePages: readonly SitePage[] = services.map((service) => ({
  place: servicePlace(service),
  template: "parts/service-page.html",
  about: ({ language }) => ({ "service.title": nameIn(language, service.name.zh) }),
  blocks: (speech) => ({ service: serviceHtml(service, speech) }),
}));

/** The free forms of the catalogue, with the page of each and the file to take along. */
export const forms = services.flatMap((service) =>
  service.forms.map(({ name }, index) => {
    const place = formPlace(service, index);
    return { service, name, place, file: place.replace(/html$/, "doc"), document: formDocument(service, name) };
  }),
);

const formPages: readonly SitePage[] = forms.map(({ service, name, place, file }) => ({
  place,
  template: "parts/form-page.html",
  about: ({ language, base }) => ({
    "blank.title": nameIn(language, name),
    "blank.file": `/${file}`,
    "blank.service": `${base}/${servicePlace(service)}`,
  }),
  blocks: () => ({ sheet: formSheet(service, name) }),
}));

/** Every page of the site. */
export const sitePages: readonly SitePage[] = [...templates, ...servicePages, ...formPages];

/** The folder of a language: Chinese lies at the root. */
export const folderOf = ({ code, authoritative }: SiteLanguage): string => (authoritative ? "" : `${code}/`);

const read = (name: string): string => readFileSync(path.join(WEB, name), "utf8");

/** One page in one language, ready for Vite. */
export function localisedPage(page: SitePage, language: SiteLanguage, languages: readonly SiteLanguage[]): string {
  const { place, template, about, blocks } = page;
  const base = language.authoritative ? "" : `/${language.code}`;
  const strings = stringsOf(language);
  const text: Speech["text"] = (key, blanks = {}) => {
    const found = strings[key];
    if (found === undefined) throw new Error(`No string ${key} in ${language.code} (${place})`);
    return found.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(blanks[name] ?? ""));
  };
  const speech: Speech = { language: language.code, base, text };
  return expand(read(template), {
    strings: { ...strings, ...about?.(speech) },
    names: (placesOnly) => (language.authoritative ? {} : namesFor(language.code, placesOnly)),
    part: (part) => read(`parts/${part}.html`),
    blocks: { services: serviceList(speech), options: serviceOptions(speech), ...blocks?.(speech) },
    values: { page: place, lang: language.code, dir: language.direction, base },
    is: (condition) => condition === language.code || (condition === "draft" && language.draft),
    languages: languages.map((other) => ({
      ...other,
      href: `/${folderOf(other)}${place}`,
      current: other.code === language.code,
    })),
  });
}
