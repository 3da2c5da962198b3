import { escaped } from "./escaped.ts";

/** What a template is filled with. */
export type Filling = {
  readonly strings: Readonly<Record<string, string>>;
  /** Names of the catalogue in the page's language, by their Chinese ones: all, or those of offices and departments. */
  readonly names: (placesOnly: boolean) => Readonly<Record<string, string>>;
  /** HTML that was made for the page. */
  readonly blocks: Readonly<Record<string, string>>;
  readonly part: (name: string) => string;
  readonly values: Readonly<Record<string, string>>;
  readonly is: (condition: string) => boolean;
  readonly languages: readonly {
    readonly code: string;
    readonly name: string;
    readonly direction: string;
    readonly href: string;
    readonly current: boolean;
  }[];
};

/**
 * Fills a page. `{{> part argument}}` includes a part, in which `{{$.x}}` means `{{argument.x}}`; `{{#if ug}}…{{/if}}` stays for
 * one language; `{{languages}}` is the language switch; `{{strings ask common}}` hands those groups of strings to the page's script, `{{names all}}`
 * or `{{names places}}` the names of the catalogue that answers of the API may hold; `{{block service}}` is HTML made for the page; any
 * other `{{name}}` is a value or a string. A name that nobody knows stops the build.
 */
export function expand(template: string, filling: Filling): string {
  const { strings, part, values, is } = filling;
  const whole = template
    .replaceAll(/\{\{> ([\w-]+)(?: ([\w-]+))?\}\}\n?/g, (_, name: string, argument = "") =>
      part(name).replaceAll("{{$.", `{{${argument}.`),
    )
    .replaceAll(/\{\{#if ([\w-]+)\}\}\n?([\s\S]*?)\{\{\/if\}\}\n?/g, (_, condition: string, inside: string) =>
      is(condition) ? inside : "",
    );
  return whole.replaceAll(/\{\{([\w-][^}]*)\}\}/g, (_, name: string) => {
    if (name === "languages") return languageLinks(filling);
    if (name.startsWith("names ")) return dataBlock("names", filling.names(name === "names places"));
    if (name.startsWith("block ")) return found(filling.blocks, name.slice("block ".length), values);
    if (name.startsWith("strings ")) return stringsBlock(strings, name.split(" ").slice(1));
    return escaped(found({ ...strings, ...values }, name, values));
  });
}

const found = (all: Readonly<Record<string, string>>, name: string, { lang, page }: Filling["values"]): string => {
  const text = all[name];
  if (text === undefined) throw new Error(`No string ${name} in ${lang} (${page})`);
  return text;
};

const languageLinks = ({ languages }: Filling): string =>
  languages
    .map(({ code, name, direction, href, current }) =>
      current
        ? `<span lang="${code}" dir="${direction}" aria-current="true">${escaped(name)}</span>`
        : `<a href="${href}" lang="${code}" dir="${direction}" hreflang="${code}" data-language>${escaped(name)}</a>`,
    )
    .join("\n");

// A block of data, not a script: the strict policy lets it be, and the page needs no second request before it can speak.
const dataBlock = (id: string, data: Readonly<Record<string, string>>): string =>
  `<script type="application/json" id="${id}">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>`;

const stringsBlock = (strings: Filling["strings"], groups: readonly string[]): string => {
  const wanted = Object.entries(strings).filter(([key]) => groups.includes(key.split(".")[0] ?? ""));
  return dataBlock("strings", Object.fromEntries(wanted));
};
