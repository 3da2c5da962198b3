import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import { basename, dirname, join, relative, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";
import { type Expression, parseSync, type Statement } from "oxc-parser";

const root = resolve(import.meta.dirname, "..");

/** Folder of all bundles; each function has its own folder in it with one `index.mjs`. Who changes bundles before deploying them names another by `BUNDLE_FOLDER`. */
export const bundleFolder = process.env["BUNDLE_FOLDER"] ?? join(root, "dist/functions");

/** One built function: its folder name and its sizes in bytes. */
export type Bundle = { readonly name: string; readonly bytes: number; readonly gzipped: number };

// `import … from "node:http"` in an ES module makes Node load undici, 40 ms of CPU; getBuiltinModule doesn't.
const builtinsAtRunTime: Plugin = {
  name: "builtins-at-run-time",
  setup({ onResolve, onLoad }) {
    const names = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
    onResolve({ filter: /^(node:)?[a-z_/]+$/ }, ({ path }) =>
      names.has(path) ? { path, namespace: "builtin", sideEffects: false } : undefined,
    );
    onLoad({ filter: /.*/, namespace: "builtin" }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)})`,
    }));
  },
};

/** The one function that hands out the whole rule pack and makes the API's description of the contracts. */
const tellsEverything = "show-catalogue";

type Kept = true | { readonly [field: string]: Kept };

const term = { amount: true, unit: true, basis: true } as const;

// What a decision reads of the rule pack; what is there for the pages, and for whoever checks the pack, stays out of the other bundles.
const decisionsRead: Readonly<Record<string, Kept>> = {
  services: {
    code: true,
    name: { zh: true },
    promised: term,
    statutory: { ...term, dutyOn: true, extension: term },
    materials: { id: true, name: true, when: true },
  },
  limits: {
    code: true,
    name: { zh: true },
    amount: true,
    unit: true,
    reminder: true,
    ladder: true,
    clause: true,
    basis: true,
  },
  offices: { code: true, hours: true },
  ranks: { code: true, order: true },
};

const only = (kept: Kept, value: unknown): unknown => {
  if (kept === true || value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((each) => only(kept, each));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => (kept[name] === undefined ? [] : [[name, only(kept[name], each)]])),
  );
};

const rulesForDecisions: Plugin = {
  name: "rules-for-decisions",
  setup({ onLoad }) {
    onLoad({ filter: /shared\/rules\/(services|limits|offices|ranks)\.json$/ }, async ({ path }) => {
      const kept = decisionsRead[basename(path, ".json")];
      const value: unknown = JSON.parse(await readFile(path, "utf8"));
      return { contents: JSON.stringify(kept === undefined ? value : only(kept, value)), loader: "json" };
    });
  },
};

// Every schema of zod can describe itself as JSON schema and complain in English; the functions say neither.
const silentContracts: Plugin = {
  name: "silent-contracts",
  setup({ onLoad }) {
    onLoad({ filter: /zod\/v4\/core\/(json-schema-processors|json-schema-generator|to-json-schema)\.js$/ }, () => ({
      contents: "module.exports = {}",
    }));
    onLoad({ filter: /zod\/v4\/locales\/en\.js$/ }, () => ({
      contents: "export default () => ({ localeError: ({ code }) => code });",
    }));
  },
};

const isCall = (expression: Expression | null): expression is Expression =>
  expression?.type === "TSSatisfiesExpression" ? isCall(expression.expression) : expression?.type === "CallExpression";

const schemasMadeBy = (statement: Statement): readonly Expression[] => {
  const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
  return declared?.type === "VariableDeclaration" ? declared.declarations.map(({ init }) => init).filter(isCall) : [];
};

// Making the schemas of all contracts took a sixth of a function's start. A module of contracts does nothing but make them, so those that a function doesn't use are left out.
const usedContracts: Plugin = {
  name: "used-contracts",
  setup({ onLoad }) {
    onLoad({ filter: /shared\/contracts\/[a-z-]+\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      let [contents, at] = ["", 0];
      for (const { start, end } of parseSync(path, source).program.body.flatMap(schemasMadeBy)) {
        contents += `${source.slice(at, start)}/* @__PURE__ */ (() => ${source.slice(start, end)})()`;
        at = end;
      }
      return { contents: contents + source.slice(at), loader: "ts" };
    });
  },
};

type LeftOut = { readonly imported: RegExp; readonly by?: RegExp; readonly instead: string };

// Parts of the SDK that a Lambda function never uses, by the name they are imported under, and what stands in for them.
const leftOut: readonly LeftOut[] = [
  {
    // Lambda hands over credentials in the environment and nowhere else, once for the life of the process.
    imported: /^@aws-sdk\/credential-provider-node$/,
    instead: `export { fromEnv as defaultProvider } from "@aws-sdk/credential-provider-env";`,
  },
  {
    // There is no ~/.aws in Lambda, and where there is one, on a developer's machine, it must not change what a function does.
    imported: /^\.\/readFile$/,
    by: /shared-ini-file-loader/,
    instead: `export const filePromises = {}, fileIntercept = {}, readFile = async () => { throw new Error("left out"); };`,
  },
  {
    // Neither DynamoDB nor SQS nor Secrets Manager streams events; an operation that did would load this and say so.
    imported: /^@smithy\/core\/event-streams$/,
    instead: `throw new Error("Event streams are left out of the bundles: see infra/bundle.ts");`,
  },
  {
    // Endpoints aren't discovered: a function calls the one of its region.
    imported: /^@aws-sdk\/endpoint-cache$/,
    instead: "export class EndpointCache {}",
  },
  {
    // Digests are Node's own; these would stand in where there is no node:crypto.
    imported: /^\.\/(Sha256Js|Md5Js)$/,
    by: /@smithy\/core/,
    instead: "export class Sha256Js {} export class Md5Js {}",
  },
  {
    // Retries are the standard ones; the adaptive ones are chosen by a setting nobody makes.
    imported: /^\.\/DefaultRateLimiter$/,
    by: /@smithy\/core/,
    instead: "export class DefaultRateLimiter {}",
  },
];

const trimmedSdk: Plugin = {
  name: "trimmed-sdk",
  setup({ onResolve, onLoad }) {
    for (const { imported, by = /./, instead } of leftOut) {
      const namespace = `instead of ${imported.source}`;
      onResolve({ filter: imported }, ({ path, importer }) => (by.test(importer) ? { path, namespace } : undefined));
      onLoad({ filter: /.*/, namespace }, () => ({ contents: instead, resolveDir: root }));
    }
    // A client says its version to the service and needs nothing else of its package.json.
    onLoad({ filter: /@aws-sdk\/client-[a-z-]+\/package\.json$/ }, async ({ path }) => {
      const { version }: { version: string } = JSON.parse(await readFile(path, "utf8"));
      return { contents: JSON.stringify({ version }), loader: "json" };
    });
  },
};

/** Every function there is: the folders of `functions/`. */
export const functionNames = async (): Promise<string[]> => {
  const folders = await readdir(join(root, "functions"), { withFileTypes: true });
  return folders.flatMap((folder) => (folder.isDirectory() ? [folder.name] : [])).sort();
};

type BuiltFile = {
  readonly name: string;
  readonly isMap: boolean;
  readonly contents: Uint8Array;
  /** What the file still imports when it runs. */
  readonly imports: readonly string[];
  /** The files of which something is in it. */
  readonly sources: readonly string[];
};

/** What is done to every bundle but that of the function which tells everything. */
export const ourPlugins: readonly Plugin[] = [
  builtinsAtRunTime,
  trimmedSdk,
  rulesForDecisions,
  silentContracts,
  usedContracts,
];

/** The bundle and the source map of every function named, the same bytes from the same sources. */
export const buildFunctions = async (names: readonly string[]): Promise<BuiltFile[]> => {
  const built = await Promise.all([
    buildTogether(
      names.filter((name) => name === tellsEverything),
      [builtinsAtRunTime, trimmedSdk],
    ),
    buildTogether(
      names.filter((name) => name !== tellsEverything),
      ourPlugins,
    ),
  ]);
  return built.flat();
};

const buildTogether = async (names: readonly string[], plugins: readonly Plugin[]): Promise<BuiltFile[]> => {
  if (names.length === 0) return [];
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: names.map((name) => ({ in: `functions/${name}/handler.ts`, out: `${name}/index` })),
    outdir: bundleFolder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "node",
    target: "node24",
    mainFields: ["module", "main"],
    minify: true,
    sourcemap: "external",
    legalComments: "none",
    charset: "utf8",
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [...plugins],
  });
  return outputFiles.map(({ path, contents }) => {
    const { imports = [], inputs = {} } = metafile.outputs[relative(root, path)] ?? {};
    return {
      name: basename(dirname(path)),
      isMap: path.endsWith(".map"),
      contents,
      imports: imports.map((imported) => imported.path),
      sources: Object.keys(inputs).filter((source) => (inputs[source]?.bytesInOutput ?? 0) > 0),
    };
  });
};

/** Builds every function (or only those named) into `dist/functions/<name>/index.mjs`; source maps go to `dist/maps`, outside what is deployed. */
export const bundleFunctions = async (names?: readonly string[]): Promise<Bundle[]> => {
  const built = await buildFunctions(names ?? (await functionNames()));
  const bundles = built.map(async ({ name, isMap, contents }): Promise<Bundle[]> => {
    const target = isMap ? join(root, "dist/maps", `${name}.mjs.map`) : join(bundleFolder, name, "index.mjs");
    await mkdir(dirname(target), { recursive: true });
    // In one step: a stack that runs or is deployed meanwhile must not read half a bundle.
    const begun = join(dirname(dirname(target)), `.${name}.${process.pid}`);
    await writeFile(begun, contents);
    await rename(begun, target);
    return isMap ? [] : [{ name, bytes: contents.length, gzipped: gzipSync(contents).length }];
  });
  return (await Promise.all(bundles)).flat();
};

if (import.meta.main) {
  const started = performance.now();
  const bundles = await bundleFunctions();
  const took = Math.round(performance.now() - started);
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`.padStart(10);
  for (const { name, bytes, gzipped } of bundles)
    console.log(`${name.padEnd(20)}${kilobytes(bytes)}${kilobytes(gzipped)} gzipped`);
  console.log(`${bundles.length} functions in ${took} ms`);
}
