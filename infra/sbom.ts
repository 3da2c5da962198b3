import { readFileSync } from "node:fs";
import path from "node:path";
import { build, type Plugin } from "vite";
import { buildFunctions, functionNames } from "#infra/bundle.ts";

const root = path.resolve(import.meta.dirname, "..");

type Locked = { readonly version: string; readonly integrity?: string; readonly license?: string };
type Lock = { readonly version: string; readonly packages: Readonly<Record<string, Locked>> };

/** The folder of the package that a file belongs to, as the lockfile names it. */
const packageOf = (file: string): string[] => {
  const at = file.indexOf("node_modules/");
  const folder = at < 0 ? undefined : /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file.slice(at))?.[1];
  return folder === undefined ? [] : [folder];
};

/** The files of which something is in the pages that Vite builds by a recipe. */
const sourcesOfPages = async (recipe: string): Promise<string[]> => {
  const files: string[] = [];
  const collect: Plugin = {
    name: "collect-sources",
    generateBundle: (_, bundle) => {
      for (const made of Object.values(bundle))
        files.push(...(made.type === "chunk" ? made.moduleIds : made.originalFileNames));
    },
  };
  const settings = { configFile: path.join(root, recipe), logLevel: "error", build: { write: false } } as const;
  // A worker is bundled on its own.
  await build({ ...settings, plugins: [collect], worker: { plugins: () => [collect] } });
  return files;
};

/** A CycloneDX bill of materials of what is deployed: every package of which something is in a function or a page, read from the bundles themselves. */
export const billOfMaterials = async () => {
  const parts: Record<string, readonly string[]> = {
    functions: (await buildFunctions(await functionNames())).flatMap(({ sources }) => sources),
    "public pages": await sourcesOfPages("vite.config.ts"),
    portal: await sourcesOfPages("web/staff/vite.config.ts"),
  };
  const lock = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")) as Lock;
  const folders = [...new Set(Object.values(parts).flat().flatMap(packageOf))].sort();
  const components = folders.map((folder) => {
    const locked = lock.packages[folder];
    if (locked === undefined) throw new Error(`${folder} is in a bundle and not in the lockfile`);
    const name = folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
    const digest = locked.integrity?.replace(/^sha512-/, "");
    const carriers = Object.keys(parts).filter((part) => parts[part]?.some((file) => packageOf(file)[0] === folder));
    return {
      type: "library",
      "bom-ref": `${name}@${locked.version}`,
      name,
      version: locked.version,
      purl: `pkg:npm/${name.replace("@", "%40")}@${locked.version}`,
      licenses: [{ expression: locked.license ?? "NOASSERTION" }],
      ...(digest !== undefined && {
        hashes: [{ alg: "SHA-512", content: Buffer.from(digest, "base64").toString("hex") }],
      }),
      properties: carriers.map((value) => ({ name: "shouwen:in", value })),
    };
  });
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { type: "application", "bom-ref": "shouwen", name: "shouwen", version: lock.version } },
    components,
  };
};

if (import.meta.main) console.log(JSON.stringify(await billOfMaterials(), undefined, 2));
