import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const script = path.join(import.meta.dirname, "fixtures/stop-under-way.ts");

test.each([20, 500])(
  "a stack that is stopped %i ms after a leap of its clock, its audit under way, lets the process end",
  async (wait) => {
    const { stdout } = await promisify(execFile)(process.execPath, [script, String(wait)], { timeout: 40_000 });
    expect(stdout).toBe("stopped\n");
  },
  60_000,
);
