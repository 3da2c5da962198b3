import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { buildFunctions, functionNames } from "#infra/bundle.ts";
import { type FunctionProperties, synthesise } from "#test/infra/synthesised.ts";

const names = await functionNames();
const built = await buildFunctions(names);
const bundles = built
  .filter(({ isMap }) => !isMap)
  .map(({ name, contents, imports }) => ({ name, imports, text: text(contents) }));
const templates = synthesise({ region: "cn-northwest-1" }).ofType<FunctionProperties>("AWS::Lambda::Function");

const folder = mkdtempSync(join(tmpdir(), "shouwen-bundles-"));
afterAll(() => rmSync(folder, { recursive: true }));

function text(contents: Uint8Array): string {
  return Buffer.from(contents).toString("utf8");
}

// What the template gives the function, with an address for whatever is only known once deployed.
const environmentOf = (name: string): Record<string, string> => {
  const id = `${name.replaceAll(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())}Function`;
  const variables = templates.find((template) => template.id.includes(id))?.properties.Environment.Variables ?? {};
  const entries = Object.entries(variables);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === "string" ? value : "https://later.invalid/x"]),
  );
};

/** Loads a bundle in a process of its own, as Lambda does, and tells what is there then. */
const started = async (name: string, code: string): Promise<{ handler: string; undici: string[] }> => {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, code);
  const look = `const { handler } = await import(${JSON.stringify(file)});
    const undici = process.moduleLoadList.filter((loaded) => loaded.includes("undici"));
    process.stdout.write("\\n" + JSON.stringify({ handler: typeof handler, undici }));`;
  const env = { ...environmentOf(name), AWS_REGION: "cn-northwest-1", AWS_LAMBDA_FUNCTION_NAME: name };
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", look], { env });
  return JSON.parse(stdout.slice(stdout.lastIndexOf("\n")));
};

test("every folder of functions becomes one bundle", () => {
  expect(bundles.map(({ name }) => name).sort()).toEqual(names);
});

test("every folder of functions is in the template and every function of the template has a folder", () => {
  const known = names.filter((name) => Object.keys(environmentOf(name)).length > 0);
  expect([known, templates.length]).toEqual([names, names.length]);
});

/** Most kilobytes of each bundle, minified: what it has now and a little. Whoever needs more says so here. */
const budgets: Readonly<Record<string, number>> = {
  "audit-deadlines": 382,
  "check-reply": 670,
  "command-inquiry": 790,
  "continue-inquiry": 387,
  "deliver-notice": 370,
  "issue-challenge": 330,
  "keep-conduct": 410,
  "keep-inspections": 401,
  "list-inquiries": 384,
  "manage-directory": 334,
  "notify-out": 355,
  "read-inbox": 313,
  "record-contact": 413,
  "register-inquiry": 421,
  "report-figures": 377,
  "review-suggestions": 810,
  "send-digest": 355,
  "show-catalogue": 450,
  "show-figures": 303,
  "show-inquiry": 395,
  "show-slots": 303,
  "submit-suggestion": 389,
  "tally-figures": 330,
  "track-inquiry": 328,
  "track-suggestion": 384,
  "watch-operations": 310,
};

test("every function has a budget of its own, and there is none for another", () => {
  expect(Object.keys(budgets).sort()).toEqual(names);
});

describe.each(bundles)("$name", ({ name, imports, text: code }) => {
  test(`is not larger than ${budgets[name]} KB`, () => {
    expect(Buffer.byteLength(code) / 1000).toBeLessThanOrEqual(budgets[name] ?? 0);
  });

  test("imports nothing", () => {
    expect(imports).toEqual([]);
  });

  test("carries no credentials provider but the environment's", () => {
    expect(code).not.toMatch(/sso_start_url|credential_process|AWS_WEB_IDENTITY_TOKEN_FILE/);
  });

  test("starts with the environment its template gives it, and without undici", async () => {
    expect(await started(name, code)).toEqual({ handler: "function", undici: [] });
  });
});

test("a function makes the schemas of its own routes and no others", () => {
  const channelsOfStaff = '["visit","phone","fax","letter","hotline"]';
  const carrying = bundles.flatMap(({ name, text: code }) => (code.includes(channelsOfStaff) ? [name] : []));
  // The catalogue describes them all.
  expect(carrying.sort()).toEqual(["record-contact", "show-catalogue"]);
});

test("a bundle that imports a builtin the usual way is seen to load undici", async () => {
  const plain = `import "node:http"; export const handler = () => {};`;
  expect((await started("plain", plain)).undici).not.toEqual([]);
});

test("the same sources give the same bytes", async () => {
  const again = await buildFunctions(names);
  expect(again.map(({ contents }) => text(contents))).toEqual(built.map(({ contents }) => text(contents)));
});
