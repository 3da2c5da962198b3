import * as z from "zod";
import type { AssemblyStack } from "./assembly.ts";
import type { Kind, Place } from "./kind.ts";
import { EXPLAINED, IMPLEMENTED } from "./resource-types.ts";
import { resolver, type Template, type TemplateResource } from "./template.ts";

/** One implemented resource of the template: its name here, what it is known by, and its resolved properties. */
export type Resource = {
  type: string;
  logicalId: string;
  name: string;
  /** What `Ref` gives for it. */
  reference: string;
  attributes: Record<string, string>;
  properties: unknown;
  assets: Map<string, string>;
};

/** Resolves every implemented resource of the stacks. A type or a property that is neither implemented nor explained stops everything. */
export function readResources(stacks: AssemblyStack[], place: Place): Resource[] {
  const exported = new Map<string, () => unknown>();
  return stacks.flatMap((stack) => readStack(stack, place, exported));
}

function readStack(
  { name: stackName, template, assets }: AssemblyStack,
  place: Place,
  exported: Map<string, () => unknown>,
): Resource[] {
  const identity = (logicalId: string) => {
    const resource = template.Resources[logicalId];
    if (!resource) throw new Error(`${stackName} refers to ${logicalId}, which is not in its template.`);
    return identify(logicalId, resource, stackName, place, resolve);
  };
  const resolve = resolver(template, {
    stackName,
    region: place.region,
    accountId: place.accountId,
    partition: place.partition,
    ref: (logicalId) => identity(logicalId).reference,
    attribute: (logicalId, attribute) => {
      const value = identity(logicalId).attributes[attribute];
      if (value === undefined) {
        throw new Error(
          `${logicalId} (${template.Resources[logicalId]?.Type}) has no attribute ${attribute} in the local stack.`,
        );
      }
      return value;
    },
    importValue: (name) => {
      const value = exported.get(name);
      if (!value) throw new Error(`${stackName} imports ${name}, which no stack before it exports.`);
      return value();
    },
  });
  offerExports(template, resolve, exported);

  const resources: Resource[] = [];
  for (const [logicalId, resource] of Object.entries(template.Resources)) {
    if (resource.Condition !== undefined && resolve({ Condition: resource.Condition }) !== true) continue;
    const kind = kindOf(logicalId, resource);
    if (!kind) continue;
    const properties = kind.properties.safeParse(resolve(resource.Properties ?? {}));
    if (!properties.success) {
      throw new Error(
        `${logicalId} (${resource.Type}) is not understood by the local stack:\n${z.prettifyError(properties.error)}`,
      );
    }
    resources.push({ type: resource.Type, logicalId, ...identity(logicalId), properties: properties.data, assets });
  }
  return resources;
}

function offerExports(
  template: Template,
  resolve: (value: unknown) => unknown,
  exported: Map<string, () => unknown>,
): void {
  for (const { Value, Export } of Object.values(template.Outputs ?? {})) {
    if (Export) exported.set(String(resolve(Export.Name)), () => resolve(Value));
  }
}

/** How an implemented type is read; undefined for one that has nothing to do here. */
function kindOf(logicalId: string, { Type }: TemplateResource): Kind | undefined {
  const kind = IMPLEMENTED[Type];
  if (!kind && !EXPLAINED[Type]) {
    throw new Error(
      `${logicalId} is of the type ${Type}, which the local stack neither runs nor explains. Implement it in infra/local, or say in infra/local/resource-types.ts why one machine can do without it.`,
    );
  }
  return kind;
}

type Identity = { name: string; reference: string; attributes: Record<string, string> };

function identify(
  logicalId: string,
  resource: TemplateResource,
  stackName: string,
  place: Place,
  resolve: (value: unknown) => unknown,
): Identity {
  const kind = kindOf(logicalId, resource);
  if (!kind) {
    const [, service = "", type = ""] = resource.Type.toLowerCase().split("::");
    const arn = `arn:${place.partition}:${service}:${place.region}:${place.accountId}:${type}/${logicalId}`;
    return { name: logicalId, reference: logicalId, attributes: { Arn: arn } };
  }
  const given = kind.nameProperty && resource.Properties?.[kind.nameProperty];
  const name = given === undefined || given === "" ? `${stackName}-${logicalId}` : String(resolve(given));
  return { name, reference: kind.ref?.(name, place) ?? name, attributes: kind.attributes?.(name, place) ?? {} };
}
