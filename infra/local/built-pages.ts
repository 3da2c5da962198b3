import { existsSync } from "node:fs";
import path from "node:path";
import { generated, ROOT } from "./cache.ts";
import { runTool } from "./run-tool.ts";

// Where a centre writes down its languages.
const CONTEXT = ["cdk.json", "cdk.context.json"];

/** The public pages, and the portal of the staff. */
export type PagesPart = "site" | "portal";

const RECIPES = {
  site: { config: "vite.config.ts", sources: ["vite.config.ts", "web", ...CONTEXT], except: ["web/staff"] },
  portal: { config: "web/staff/vite.config.ts", sources: ["web/staff"], except: [] },
} as const satisfies Record<PagesPart, object>;

/** Builds a part of the pages with Vite, if it changed, and says how long it took; undefined where there are no sources. */
export async function builtPages(part: PagesPart, siteLanguages?: string): Promise<string | undefined> {
  const { config, sources, except } = RECIPES[part];
  if (!existsSync(path.join(ROOT, config))) return undefined;
  const start = performance.now();
  const { folder, made } = await generated({
    name: part,
    sources: [...sources, "shared", "package-lock.json"],
    except: [...except],
    settings: { siteLanguages },
    make: (target) =>
      runTool(
        "node_modules/vite/bin/vite.js",
        ["build", "--config", config, "--outDir", target, "--emptyOutDir"],
        siteLanguages === undefined ? {} : { SITE_LANGUAGES: siteLanguages },
      ),
  });
  if (made) console.log(`Built the ${part} in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
  return folder;
}
