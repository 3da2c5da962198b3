import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

type Context = Readonly<Record<string, unknown>>;

const readJson = (file: string): Context =>
  existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Context) : {};

const named = (given: string): readonly [string, string] => {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(given) ?? [];
  if (name === undefined || value === undefined) throw new Error(`-c takes name=value, not ${given}`);
  return [name, value];
};

/** The context that the CDK's command line would hand over from a folder: flags `-c name=value` before `cdk.json` before `cdk.context.json`. */
export const givenContext = (args: readonly string[], folder: string): Context => {
  const { values } = parseArgs({
    args: [...args],
    options: { context: { type: "string", short: "c", multiple: true, default: [] } },
  });
  return {
    ...readJson(path.join(folder, "cdk.context.json")),
    ...(readJson(path.join(folder, "cdk.json"))["context"] as Context | undefined),
    ...Object.fromEntries(values.context.map(named)),
  };
};
