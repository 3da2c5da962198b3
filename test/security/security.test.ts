import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

// Each group in a process of its own: the simulated world takes the clock and the randomness of its process.
test.each(["code", "build", "world", "door"])(
  "what attacks the %s does not get through",
  async (group) => {
    const args = [join(import.meta.dirname, "run.ts"), "--json", "--only", group];
    const { stdout } = await promisify(execFile)(process.execPath, args).catch((error: { stdout: string }) => error);
    const results = JSON.parse(stdout.slice(stdout.lastIndexOf("\n[") + 1)) as {
      attack: string;
      result: string;
      holds: boolean;
    }[];
    expect(results.filter(({ holds }) => !holds)).toEqual([]);
    expect(results.length).toBeGreaterThan(0);
  },
  300_000,
);
