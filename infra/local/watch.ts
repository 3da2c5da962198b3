import { readdirSync, watch } from "node:fs";
import path from "node:path";
import { ROOT } from "./cache.ts";
import type { LocalFunction } from "./functions.ts";
import { shortName } from "./short-name.ts";

/** Rebuilds functions when their source, or what they share, changes; answers how to stop watching. */
export function reloadOnChange(functions: Map<string, LocalFunction>): () => void {
  const byFolder = new Map(
    readdirSync(path.join(ROOT, "functions")).flatMap((folder) => {
      const found = [...functions].find(([logicalId]) => shortName(logicalId).endsWith(folder));
      return found ? [[folder, found[1]] as const] : [];
    }),
  );
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const note = (folders: Iterable<string>) => {
    for (const folder of folders) changed.add(folder);
    clearTimeout(timer);
    timer = setTimeout(() => void rebuild([...changed].sort()), 100);
  };
  const rebuild = async (folders: string[]) => {
    changed.clear();
    const start = performance.now();
    try {
      const { bundleFolder, bundleFunctions } = await import("#infra/bundle.ts");
      await bundleFunctions(folders);
      for (const folder of folders) byFolder.get(folder)?.reload(path.join(bundleFolder, folder));
      const what = folders.length === byFolder.size ? "every function" : folders.join(", ");
      console.log(`Rebuilt ${what} in ${Math.round(performance.now() - start)} ms.`);
    } catch (error) {
      console.error(`Not rebuilt: ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  const watchers = [
    watch(path.join(ROOT, "functions"), { recursive: true }, (_event, file) => {
      const folder = file?.split(path.sep)[0];
      if (folder && byFolder.has(folder)) note([folder]);
    }),
    watch(path.join(ROOT, "shared"), { recursive: true }, () => note(byFolder.keys())),
  ];
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
