import { execFile } from "node:child_process";
import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { synthesise } from "#test/infra/synthesised.ts";

const root = resolve(import.meta.dirname, "../..");
const folder = join(root, "docs/runbooks");
const { all } = synthesise({ region: "cn-northwest-1" });
const made = (type: string): string[] => all.filter((resource) => resource.type === type).map(({ id }) => id);

const usage = await promisify(execFile)(process.execPath, ["infra/ops/run.ts"], { cwd: root }).catch(
  ({ stderr }: { stderr: string }) => stderr,
);
const tools = [...String(usage).matchAll(/^ {2}([a-z-]+) /gm)].map(([, name]) => name ?? "");
const sources = globSync(["functions/**/*.ts", "shared/lambda/*.ts"], { cwd: root })
  .map((file) => readFileSync(join(root, file), "utf8"))
  .join();

test("the tools of the night are all there", () => {
  const asked = ["redrive", "release", "recompute-calendar", "export-case", "erase-person"];
  expect(asked.filter((name) => !tools.includes(name))).toEqual([]);
});

test("README and runbooks name every tool", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const runbooks = readFileSync(join(folder, "README.md"), "utf8");
  expect(tools.filter((name) => !(readme.includes(name) && runbooks.includes(`\`${name}`)))).toEqual([]);
});

describe.each(readdirSync(folder))("%s", (page) => {
  const text = readFileSync(join(folder, page), "utf8");
  const found = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, first]) => first ?? "");

  test("calls tools that exist", () => {
    expect(found(/npm run ops -- ([a-z-]+)/g).filter((name) => !tools.includes(name))).toEqual([]);
  });

  test("names queues that exist", () => {
    const named = [...found(/npm run ops -- (?:letters|redrive|drop) (\w+)/g), ...found(/`(\w+FailedStarts)`/g)];
    const queues = made("AWS::SQS::Queue");
    expect(named.filter((name) => !queues.some((id) => id.startsWith(`${name}Queue`)))).toEqual([]);
  });

  test("names functions, schedules and tables that exist", () => {
    const named = [
      ...found(/real (\w+Function)/g),
      ...found(/\bstart ([A-Z]\w+)/g).map((name) => `${name}Function`),
      ...found(/contains\(Name, '(\w+)'/g),
      ...found(/for kind in ([\w ]+);/g).flatMap((kinds) => kinds.split(" ").map((kind) => `${kind}Table`)),
    ];
    expect(named.filter((name) => !all.some(({ id }) => id.includes(name)))).toEqual([]);
  });

  test("looks for log lines that are written", () => {
    const sought = found(/\$\.message = "([^"]+)"/g);
    expect(sought.filter((message) => !sources.includes(`("${message}"`))).toEqual([]);
  });

  test("points at files of the repository", () => {
    const paths = found(/`((?:infra|docs)\/[\w./-]+\.\w+)`/g);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
