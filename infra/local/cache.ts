import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The root of the repository. */
export const ROOT = path.resolve(import.meta.dirname, "../..");

/** What is generated and outlives a data folder: cloud assemblies, built pages, logs. */
export const CACHE = path.join(ROOT, ".local");

const VERSIONS_KEPT = 4;
const LONGEST_WAIT_MILLISECONDS = 120_000;

/** What a generated folder is called, what it is made of, and how. */
export type Recipe = {
  name: string;
  /** Files and folders of the repository. */
  sources: string[];
  /** Folders among them that don't count. */
  except?: string[];
  /** What else decides the outcome. */
  settings?: object;
  make: (folder: string) => Promise<void>;
};

/** The folder generated from the sources as they are now: made only if they changed, by one process at a time, whole or not at all. */
export async function generated({
  name,
  sources,
  except,
  settings,
  make,
}: Recipe): Promise<{ folder: string; made: boolean }> {
  const folder = path.join(CACHE, `${name}-${hashOf(sources, except, settings)}`);
  const lock = `${folder}.lock`;
  const end = Date.now() + LONGEST_WAIT_MILLISECONDS;
  while (!existsSync(folder)) {
    if (!takeLock(lock)) {
      if (Date.now() > end)
        throw new Error(`${lock} has been held for two minutes. Delete it if no other stack is starting.`);
      await new Promise((resolve) => setTimeout(resolve, 100));
      continue;
    }
    try {
      // Named by its process: one that was killed may have left a tool behind that still writes to its own.
      const unfinished = `${folder}.${process.pid}.new`;
      rmSync(unfinished, { recursive: true, force: true });
      await make(unfinished);
      renameSync(unfinished, folder);
      dropOldVersions(name);
      return { folder, made: true };
    } finally {
      rmSync(lock, { force: true });
    }
  }
  return { folder, made: false };
}

function hashOf(sources: string[], except: string[] = [], settings: object = {}): string {
  const left = except.map((folder) => path.join(ROOT, folder));
  const hash = createHash("sha256").update(JSON.stringify(settings)).update(process.version);
  for (const file of sources.flatMap((source) => filesUnder(path.join(ROOT, source), left))) {
    hash.update(path.relative(ROOT, file)).update("\0").update(readFileSync(file));
  }
  return hash.digest("hex").slice(0, 16);
}

/** The files of a folder in order; a file gives itself, a missing one nothing. */
export function filesUnder(start: string, except: string[] = []): string[] {
  if (!existsSync(start) || except.includes(start)) return [];
  if (!statSync(start).isDirectory()) return [start];
  return readdirSync(start)
    .filter((name) => name !== "node_modules" && !name.startsWith("."))
    .sort()
    .flatMap((name) => filesUnder(path.join(start, name), except));
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

function dropOldVersions(name: string): void {
  const versions = readdirSync(CACHE)
    .filter((entry) => entry.startsWith(`${name}-`) && /-[0-9a-f]{16}$/.test(entry))
    .map((entry) => path.join(CACHE, entry))
    .sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
  for (const old of versions.slice(VERSIONS_KEPT)) rmSync(old, { recursive: true, force: true });
  for (const unfinished of readdirSync(CACHE).filter(
    (entry) => entry.startsWith(`${name}-`) && entry.endsWith(".new"),
  )) {
    const maker = Number(unfinished.split(".").at(-2));
    if (!isAlive(maker)) rmSync(path.join(CACHE, unfinished), { recursive: true, force: true });
  }
}
