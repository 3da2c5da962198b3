import { readFileSync } from "node:fs";
import path from "node:path";
import type { Department, Office, Service } from "#shared/domain/rule-pack-types.ts";

const readJson = <Content>(file: string): Content =>
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, "../..", file), "utf8")) as Content;

/** The public catalogue of the rule pack: the pages show the very services the API decides by (SC-2). */
export const services = readJson<readonly Service[]>("shared/rules/services.json");

const departments = readJson<readonly Department[]>("shared/rules/departments.json");

/** Chinese names of the catalogue with their translations; the Uyghur ones are drafts. */
export const translations =
  readJson<Readonly<Record<string, { readonly en: string; readonly ug: string }>>>("web/strings/catalogue.json");

/** The Chinese name of a department. */
export const departmentName = (code: string): string =>
  departments.find((department) => department.code === code)?.name.zh ?? code;

/** A name of the catalogue in a language of the pages, else as it is. */
export const nameIn = (language: string, name: string): string =>
  (translations[name] as Readonly<Record<string, string>> | undefined)?.[language] ?? name;

const offices = readJson<readonly Office[]>("shared/rules/offices.json");
const places = new Set([...departments, ...offices].map(({ name }) => name.zh));

/** The names that a page's script may meet in answers of the API, by their Chinese ones: all, or those of offices and departments. */
export const namesFor = (language: string, placesOnly: boolean): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.keys(translations)
      .filter((name) => !placesOnly || places.has(name))
      .map((name) => [name, nameIn(language, name)]),
  );

/** The services in their groups, in the order of the catalogue. */
export const groups: ReadonlyMap<string, readonly Service[]> = Map.groupBy(services, ({ business }) => business);
