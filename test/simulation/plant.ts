import { spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changePlace, copyOfSources } from "./older.ts";
import { planted } from "./planted.ts";
import type { Planted } from "./planted-guards.ts";

/** What became of a planted fault: how it was found, or that it was not. */
export interface Hunted {
  readonly fault: Planted;
  readonly foundBy: string | undefined;
  readonly seconds: number;
}

const repository = join(import.meta.dirname, "../..");

/** Runs an instrument to its end and hands back what it said. */
const run = (args: readonly string[], cwd: string): Promise<{ code: number | null; said: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd, env: { ...process.env, NO_SHRINK: "1" } });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        said += chunk.toString();
      });
    child.once("close", (code) => resolve({ code, said }));
  });

async function hunt(fault: Planted, root: string, seeds: number): Promise<Hunted> {
  const changed = [fault, ...(fault.also ? [fault.also] : [])].map(({ file, find, replace }) => {
    const path = join(root, file);
    const source = readFileSync(path, "utf8");
    changePlace(path, find, replace);
    return { path, source };
  });
  const started = performance.now();
  const args =
    fault.by === "properties"
      ? [join(root, "test/properties/run.ts"), "--sequences", "3000", "--seed", "1"]
      : [
          join(repository, "test/simulation/run.ts"),
          "--root",
          root,
          "--seeds",
          String(seeds),
          "--twice",
          "0",
          "--quiet",
        ];
  const { code, said } = await run(args, root);
  // Backwards: two places may be in one file.
  for (const { path, source } of changed.toReversed()) writeFileSync(path, source);
  const seconds = (performance.now() - started) / 1000;
  if (code === 0) return { fault, foundBy: undefined, seconds };
  const broken = /Seed (\d+): invariant (.*)/.exec(said);
  const life = /failed after (\d+) tests?/.exec(said);
  // A copy that does not load, or an instrument that falls over, has found nothing.
  if (!broken && !life) throw new Error(`${fault.name}: the instrument broke down\n${said.slice(-2000)}`);
  const invariant = (/Invariant \d+: .*/.exec(said) ?? /TypeError: .*|Error: .*/.exec(said))?.[0];
  const foundBy = broken ? `seed ${broken[1]}: ${broken[2]}` : `life ${life?.[1]}: ${invariant ?? "an exception"}`;
  return { fault, foundBy, seconds };
}

/** Plants every fault, one at a time in each of `lanes` copies, and hands on what became of it. */
export async function huntAll(
  options: { readonly seeds: number; readonly lanes: number; readonly only?: string; readonly by?: "properties" },
  tell: (hunted: Hunted) => void,
): Promise<readonly Hunted[]> {
  const queue = planted.filter(
    ({ name, by }) =>
      (options.only === undefined || name.includes(options.only)) && (options.by === undefined || by === options.by),
  );
  const results: Hunted[] = [];
  const lane = async () => {
    const root = copyOfSources();
    try {
      for (let fault = queue.shift(); fault; fault = queue.shift()) {
        const hunted = await hunt(fault, root, options.seeds);
        results.push(hunted);
        tell(hunted);
      }
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: options.lanes }, lane));
  return results;
}
