import { expect, test } from "vitest";
import { buildFunctions, functionNames } from "#infra/bundle.ts";

const names = await functionNames();
const built = await buildFunctions(names);
const bundles = built
  .filter(({ isMap }) => !isMap)
  .map(({ name, contents }) => ({ name, contents: Buffer.from(contents) }));

test("every folder of functions becomes one bundle", () => {
  expect(bundles.map(({ name }) => name).sort()).toEqual(names);
});

test.each(bundles)("$name is not larger than 330 KB", ({ contents }) => {
  expect(contents.length).toBeLessThanOrEqual(330_000);
});

test.each(bundles)("$name imports nothing, so that no import loads undici", ({ contents }) => {
  expect(contents.toString().match(/\bfrom\s*["'][^"']+["']|\bimport\s*\(?["']|\brequire\(["']/g)).toBe(null);
});

test("the same sources give the same bytes", async () => {
  const again = await buildFunctions(names);
  expect(again.map(({ contents }) => Buffer.from(contents).toString("base64"))).toEqual(
    built.map(({ contents }) => Buffer.from(contents).toString("base64")),
  );
});
