import { spawn } from "node:child_process";
import path from "node:path";
import { ROOT } from "./cache.ts";

/** Runs a script of the repository or of a package on this Node; its output is shown only if it fails. */
export async function runTool(script: string, args: string[], environment: Record<string, string> = {}): Promise<void> {
  const bin = path.join(ROOT, "node_modules/.bin");
  const child = spawn(process.execPath, [path.join(ROOT, script), ...args], {
    cwd: ROOT,
    env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env["PATH"]}`, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text: Buffer) => {
      output += text.toString();
    });
  }
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`${[script, ...args].join(" ")} failed:\n${output.trim()}`);
}
