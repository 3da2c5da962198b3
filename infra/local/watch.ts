import { statSync } from "node:fs";
import path from "node:path";
import { filesUnder, ROOT } from "./cache.ts";
import type { LocalFunction } from "./functions.ts";
import { shortName } from "./short-name.ts";

/** Looked at by time of change: editors replace files, and a watch on the old one then sees nothing. */
const LOOK_MILLISECONDS = 400;

/** Rebuilds functions when their source, or what they share, changes; answers how to stop looking. */
export function reloadOnChange(functions: Map<string, LocalFunction>): () => void {
  const targetOf = (folder: string) => [...functions].find(([logicalId]) => shortName(logicalId).endsWith(folder))?.[1];
  let seen = timesOfChange();
  let building = false;

  const look = async () => {
    if (building) return;
    const now = timesOfChange();
    const changed = [...now].flatMap(([file, time]) => (seen.get(file) === time ? [] : [file]));
    const removed = [...seen.keys()].filter((file) => !now.has(file));
    seen = now;
    const touched = [...changed, ...removed];
    if (touched.length === 0) return;
    const everything = touched.some((file) => partsOf(file)[0] === "shared");
    const folders = (everything ? [...now.keys()] : touched).flatMap((file) => {
      const [top, folder] = partsOf(file);
      return top === "functions" && folder && targetOf(folder) ? [folder] : [];
    });
    building = true;
    await rebuild([...new Set(folders)].sort(), everything, targetOf).finally(() => {
      building = false;
    });
  };
  const timer = setInterval(() => void look(), LOOK_MILLISECONDS);
  return () => clearInterval(timer);
}

async function rebuild(
  folders: string[],
  everything: boolean,
  targetOf: (folder: string) => LocalFunction | undefined,
) {
  const start = performance.now();
  try {
    const { bundleFolder, bundleFunctions } = await import("#infra/bundle.ts");
    await bundleFunctions(folders);
    for (const folder of folders) targetOf(folder)?.reload(path.join(bundleFolder, folder));
    console.log(
      `Rebuilt ${everything ? "every function" : folders.join(", ")} in ${Math.round(performance.now() - start)} ms.`,
    );
  } catch (error) {
    console.error(`Not rebuilt, the old code goes on: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function partsOf(file: string): string[] {
  return path.relative(ROOT, file).split(path.sep);
}

function timesOfChange(): Map<string, number> {
  const files = ["functions", "shared"].flatMap((folder) => filesUnder(path.join(ROOT, folder)));
  return new Map(
    files.flatMap((file) => {
      const time = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
      return time === undefined ? [] : [[file, time] as const];
    }),
  );
}
