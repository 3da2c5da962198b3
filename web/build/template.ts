import { escaped } from "./escaped.ts";

/** What a template is filled with. */
export type Filling = {
  readonly strings: Readonly<Record<string, string>>;
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
 * one language; `{{languages}}` is the language switch; `{{strings ask common}}` hands those groups of strings to the page's script; any
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
    if (name.startsWith("strings ")) return stringsBlock(strings, name.split(" ").slice(1));
    const found = values[name] ?? strings[name];
    if (found === undefined) throw new Error(`No string ${name} in ${values["lang"]} (${values["page"]})`);
    return escaped(found);
  });
}

const languageLinks = ({ languages }: Filling): string =>
  languages
    .map(({ code, name, direction, href, current }) =>
      current
        ? `<span lang="${code}" dir="${direction}" aria-current="true">${escaped(name)}</span>`
        : `<a href="${href}" lang="${code}" dir="${direction}" hreflang="${code}" data-language>${escaped(name)}</a>`,
    )
    .join("\n");

// A block of data, not a script: the strict policy lets it be, and the page needs no second request before it can speak.
const stringsBlock = (strings: Filling["strings"], groups: readonly string[]): string => {
  const wanted = Object.entries(strings).filter(([key]) => groups.includes(key.split(".")[0] ?? ""));
  return `<script type="application/json" id="strings">${JSON.stringify(Object.fromEntries(wanted)).replaceAll("<", "\\u003c")}</script>`;
};
