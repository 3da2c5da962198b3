import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { anyOf } from "#shared/domain/reply-gate/pattern.ts";
import { groups, lists } from "#shared/domain/reply-gate/rule-data.ts";
import { type Figure, none } from "./figure.ts";

const root = join(import.meta.dirname, "../..");

interface Expression {
  readonly place: string;
  readonly expression: RegExp;
}

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) =>
    entry.isFile() && /\.tsx?$/.test(entry.name) ? [join(entry.parentPath, entry.name)] : [],
  );

const everySource = (): readonly (readonly [place: string, text: string])[] =>
  ["shared", "functions", "web"].flatMap((folder) =>
    sources(join(root, folder)).map((file) => [file.slice(root.length + 1), readFileSync(file, "utf8")] as const),
  );

/** Anew from the beginning of a text, and without a place to go on from. */
const stateless = (source: string, flags: string): RegExp => new RegExp(source, flags.replace(/[gy]/g, ""));

/** Every regular expression written in the sources, as a RegExp. */
const literals = (): readonly Expression[] =>
  everySource().flatMap(([place, text]) =>
    [
      ...text.matchAll(
        /(?<=[(,=:[!&|?{;\s])\/((?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]*)(?=[\s.,;)\]}])/g,
      ),
    ].flatMap(([, source = "", flags = ""]) => {
      try {
        return [{ place, expression: stateless(source, flags) }];
      } catch {
        // Not a regular expression after all: a division between two others.
        return [];
      }
    }),
  );

/** Every regular expression that the modules build when they are loaded, and the reply gate when it reads. */
async function built(): Promise<readonly Expression[]> {
  const made: { place: string; source: string; flags: string }[] = [];
  let place = "";
  const Real = RegExp;
  const recording = new Proxy(Real, {
    construct: (target, given: ConstructorParameters<typeof RegExp>, made_) => {
      const expression = Reflect.construct(target, given, made_) as RegExp;
      made.push({ place, source: expression.source, flags: expression.flags });
      return expression;
    },
  });
  const builders = everySource().filter(([file, text]) => file.startsWith("shared/") && text.includes("new RegExp("));
  globalThis.RegExp = recording;
  try {
    // Under an address of its own a module is made once more.
    const anew = (file: string) => import(`${pathToFileURL(join(root, file)).href}?built`);
    for (const [file] of builders) {
      place = file;
      await anew(file);
    }
    place = "shared/domain/reply-gate.ts";
    const { checkReply } = (await anew(place)) as typeof import("#shared/domain/reply-gate.ts");
    for (const { patterns } of groups)
      for (const pattern of patterns) checkReply(pattern.replaceAll(/[~^$()<>!#|]/g, ""));
  } finally {
    globalThis.RegExp = Real;
  }
  // The walk over a text tries phrases by where they begin, at that one place; a group whole and anywhere is no quicker.
  const phrases = groups.flatMap(({ id, patterns }) =>
    (["open", "closed", "anywhere"] as const).map((reading) => {
      const { source, flags } = anyOf(patterns, lists, reading);
      return { place: `the phrases of ${id}, ${reading}`, source, flags };
    }),
  );
  const missed = builders.filter(([file]) => !made.some((each) => each.place === file) && !inUse.has(file));
  if (missed.length > 0) throw new Error(`Nothing built was seen of ${missed.map(([file]) => file).join(", ")}`);
  return [...made.filter(({ flags }) => !flags.includes("y")), ...phrases].map(({ place: where, source, flags }) => ({
    place: where,
    expression: stateless(source, flags),
  }));
}

/** Those that build only when they are called, whose expressions are seen where that is done. */
const inUse: ReadonlySet<string> = new Set([
  "shared/contracts/phrase-faults.ts",
  "shared/domain/receipt.ts",
  "shared/domain/reply-gate/excuses.ts",
  "shared/domain/reply-gate/pattern.ts",
  "shared/domain/reply-gate/phrase-finder.ts",
]);

/** CPU, not time: another process may have the processor. */
const milliseconds = (work: () => unknown): number => {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};

const units = [
  "a",
  "0",
  " ",
  "-",
  "A1",
  "a-",
  "不",
  "不 ",
  "(",
  "[]",
  ",",
  "%",
  "\\",
  '"',
  "=",
  "<a",
  ".",
  "/",
  "x".repeat(30),
];
const paired = ["a", "0", " ", "-", "不", "，", ".", "/", "=", "\n"];

/** Texts of one unit over and over, of two one after the other, and of two in turn. */
function* texts(length: number): Generator<readonly [what: string, text: string]> {
  const long = (unit: string) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
  for (const unit of units) for (const end of ["", "!", "\u0000"]) yield [unit, long(unit) + end];
  for (const one of paired)
    for (const other of paired)
      if (one !== other) {
        yield [`${one}, then ${other}`, `${long(one)}${long(other)}!`];
        if (one < other) yield [`${one} and ${other}`, `${long(one + other)}!`];
      }
}

/** The longest that any regular expression of the sources, written or built, takes for a text made to hold it up. */
export async function slowExpressions(length: number): Promise<Figure> {
  const MOST = 25;
  const all = [...new Map([...literals(), ...(await built())].map((each) => [String(each.expression), each])).values()];
  const through: string[] = [];
  let slowest = 0;
  let tried = 0;
  const made = [...texts(length)];
  for (const { place, expression } of all)
    for (const [what, text] of made) {
      tried += 1;
      let took = milliseconds(() => expression.test(text));
      // Once more: the first time it may have been compiled.
      if (took > MOST)
        took = Math.min(
          took,
          milliseconds(() => expression.test(text)),
        );
      slowest = Math.max(slowest, took);
      if (took <= MOST) continue;
      through.push(`${String(expression).slice(0, 80)} in ${place}: ${took.toFixed(0)} ms on ${length} × ${what}`);
      break;
    }
  const figure = none(
    tried,
    `texts of ${length.toLocaleString("en")} characters and twice as many on ${all.length} regular expressions, written and built`,
    through,
  );
  return { ...figure, result: `${figure.result}; the slowest took ${slowest.toFixed(1)} ms` };
}
