import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { planted } from "./planted.ts";

const run = async (...args: readonly string[]): Promise<string> => {
  const script = join(import.meta.dirname, "run.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args]).catch(
    (error: { stdout: string }) => error,
  );
  return stdout;
};

test("every planted fault has its place in the sources, and there are forty at least", () => {
  const places = planted.flatMap(({ name, also, ...place }) =>
    [place, ...(also ? [also] : [])].map(({ file, find }) => {
      const source = readFileSync(join(import.meta.dirname, "../..", file), "utf8");
      return [name, source.split(find).length - 1];
    }),
  );
  expect(places.filter(([, times]) => times !== 1)).toEqual([]);
  expect(places.length).toBeGreaterThanOrEqual(40);
});

test("nothing that goes wrong breaks an invariant", async () => {
  expect(await run("--seeds", "20", "--twice", "5")).toContain("0 broken invariants");
}, 300_000);

test("the same seed gives the same trace", async () => {
  expect(await run("--seed", "7")).toMatch(/the same$/m);
}, 60_000);

test("one failing request does no harm, whichever it is and however it fails", async () => {
  const scenarios = (await run("--single", "--every", "24")).trim().split("\n");
  expect(scenarios).toHaveLength(10);
  expect(scenarios.filter((line) => !line.endsWith("with one of them failing, 0 broken invariants"))).toEqual([]);
}, 300_000);

test.each([
  "acknowledges before it is stored",
  "check, then act",
  "climbs a rung again",
  "ticks off before",
  "two hours late",
  "tells nothing outside",
])(
  "a planted fault is found: %s",
  async (name) => {
    const said = await run("--planted", "--only", name, "--seeds", "300", "--lanes", "1");
    expect(said).toMatch(/found/);
    expect(said).not.toContain("MISSED");
  },
  300_000,
);
