import { readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import type { Template } from "./template.ts";

/** One stack of a cloud assembly, with where its assets lie. */
export type AssemblyStack = { name: string; template: Template; assets: Map<string, string> };

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z
        .object({
          templateFile: z.string().optional(),
          stackName: z.string().optional(),
          file: z.string().optional(),
          directoryName: z.string().optional(),
        })
        .optional(),
      dependencies: z.array(z.string()).default([]),
    }),
  ),
});

const Assets = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string().optional() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

/** Reads the stacks of a cloud assembly, nested stages included, each after those it depends on. */
export function readAssembly(folder: string): AssemblyStack[] {
  const { artifacts } = Manifest.parse(readJson(path.join(folder, "manifest.json")));
  const stacks = new Map<string, AssemblyStack>();
  const visit = (id: string) => {
    const artifact = artifacts[id];
    if (!artifact || stacks.has(id)) return;
    artifact.dependencies.forEach(visit);
    const { templateFile, stackName } = artifact.properties ?? {};
    if (artifact.type !== "aws:cloudformation:stack" || !templateFile) return;
    const template = readJson(path.join(folder, templateFile)) as Template;
    const assets = new Map(artifact.dependencies.flatMap((dependency) => assetPaths(dependency)));
    stacks.set(id, { name: stackName ?? id, template, assets });
  };
  const assetPaths = (id: string): [string, string][] => {
    const file = artifacts[id]?.type === "cdk:asset-manifest" ? artifacts[id]?.properties?.file : undefined;
    if (!file) return [];
    const { files } = Assets.parse(readJson(path.join(folder, file)));
    return Object.values(files).flatMap(({ source, destinations }) =>
      Object.values(destinations).flatMap(({ objectKey }): [string, string][] =>
        source.path === undefined ? [] : [[objectKey, path.resolve(folder, source.path)]],
      ),
    );
  };
  Object.keys(artifacts).forEach(visit);
  const nested = Object.values(artifacts).flatMap(({ type, properties }) =>
    type === "cdk:cloud-assembly" && properties?.directoryName
      ? readAssembly(path.join(folder, properties.directoryName))
      : [],
  );
  return [...stacks.values(), ...nested];
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}
