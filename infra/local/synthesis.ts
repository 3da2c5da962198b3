import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The root of the repository. */
export const ROOT = path.resolve(import.meta.dirname, "../..");

/** Generated things that outlive a data folder: cloud assemblies and built pages. */
export const CACHE = path.join(ROOT, ".local");

/** The issuer the assembly is made with: which port the stack gets is known only when it starts, and takes this one's place then. */
export const PLACEHOLDER_ISSUER = "https://issuer.local.invalid/oidc";

const SOURCES = ["functions", "shared", "infra", "package.json", "package-lock.json", "cdk.json", "tsconfig.json"];
const ASSEMBLIES_KEPT = 4;
const LONGEST_SYNTHESIS_MILLISECONDS = 120_000;

/** The folder of the cloud assembly of the sources as they are now; synthesised only if they changed. */
export async function assemblyFolder(
  context: Record<string, string>,
): Promise<{ folder: string; synthesised: boolean }> {
  const hash = sourceHash(context);
  const folder = path.join(CACHE, `assembly-${hash}`);
  const lock = `${folder}.lock`;
  const end = Date.now() + LONGEST_SYNTHESIS_MILLISECONDS;
  while (!existsSync(folder)) {
    if (!takeLock(lock)) {
      // Another process is at the same sources.
      if (Date.now() > end)
        throw new Error(`${lock} has been held for two minutes. Delete it if no other stack is starting.`);
      await new Promise((resolve) => setTimeout(resolve, 100));
      continue;
    }
    try {
      await synthesise(`${folder}.new`, context);
      renameSync(`${folder}.new`, folder);
      dropOldAssemblies();
      return { folder, synthesised: true };
    } finally {
      rmSync(lock, { force: true });
    }
  }
  return { folder, synthesised: false };
}

/** One hash over everything that a template or bundle is made of. */
function sourceHash(context: Record<string, string>): string {
  const hash = createHash("sha256").update(JSON.stringify(context)).update(process.version);
  for (const source of SOURCES) {
    for (const file of filesUnder(path.join(ROOT, source)))
      hash.update(path.relative(ROOT, file)).update("\0").update(readFileSync(file));
  }
  return hash.digest("hex").slice(0, 16);
}

/** The files of a folder in order, the local stack's own left out; a file gives itself, a missing one nothing. */
export function filesUnder(start: string): string[] {
  if (!existsSync(start) || start === import.meta.dirname) return [];
  if (!statSync(start).isDirectory()) return [start];
  return readdirSync(start)
    .filter((name) => name !== "node_modules" && !name.startsWith("."))
    .sort()
    .flatMap((name) => filesUnder(path.join(start, name)));
}

async function synthesise(outdir: string, context: Record<string, string>): Promise<void> {
  rmSync(outdir, { recursive: true, force: true });
  const child = spawn(process.execPath, [path.join(ROOT, "infra/app.ts")], {
    cwd: ROOT,
    env: {
      ...process.env,
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify({ ...cdkContext(), ...context }),
      PATH: `${path.join(ROOT, "node_modules/.bin")}${path.delimiter}${process.env["PATH"]}`,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text: Buffer) => {
      output += text.toString();
    });
  }
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`The CDK app can't be synthesised:\n${output.trim()}`);
}

/** The context of cdk.json, which the CDK's command line would hand over. */
function cdkContext(): object {
  const file = path.join(ROOT, "cdk.json");
  if (!existsSync(file)) return {};
  return (JSON.parse(readFileSync(file, "utf8")) as { context?: object }).context ?? {};
}

/** Takes the lock unless a living process has it; one that was killed at work doesn't hold up the next. */
function takeLock(lock: string): boolean {
  mkdirSync(CACHE, { recursive: true });
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    const holder = existsSync(lock) ? Number(readFileSync(lock, "utf8")) : 0;
    if (holder > 0 && !isAlive(holder)) rmSync(lock, { force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function dropOldAssemblies(): void {
  const assemblies = readdirSync(CACHE)
    .filter((name) => /^assembly-[0-9a-f]{16}$/.test(name))
    .map((name) => path.join(CACHE, name))
    .sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
  for (const old of assemblies.slice(ASSEMBLIES_KEPT)) rmSync(old, { recursive: true, force: true });
}
