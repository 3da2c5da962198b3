import fc from "fast-check";
import * as z from "zod";
import { Slot } from "#shared/contracts/appointment.ts";
import { directoryKinds } from "#shared/contracts/directory.ts";
import { type Operation, operations } from "#shared/contracts/operations.ts";
import { keeping, type Schema } from "#test/conformance/arbitrary.ts";

/** A body that its operation takes, with every field it can have. */
export interface HonestBody {
  /** The route, and what tells this body from others of it. */
  readonly name: string;
  readonly route: string;
  readonly shape: z.ZodType;
  readonly value: Readonly<Record<string, unknown>>;
}

const DIRECTORY = "PUT /api/staff/directory/{kind}";

/** What every operation with a body takes; what the directory takes goes by the kind in the path. */
export const bodiesTaken: readonly { readonly name: string; readonly route: string; readonly shape: z.ZodType }[] = [
  ...Object.entries<Operation>(operations).flatMap(([route, { body }]) =>
    body && !route.startsWith(DIRECTORY) ? [{ name: route, route, shape: body }] : [],
  ),
  ...Object.entries({ ...directoryKinds, slots: Slot }).map(([kind, shape]) => {
    const route = DIRECTORY.replace("{kind}", kind);
    return { name: route, route, shape };
  }),
];

const schemaOf = (shape: z.ZodType): Schema => z.toJSONSchema(shape, { io: "input", unrepresentable: "any" }) as Schema;

const variantsOf = (schema: Schema): readonly Schema[] => {
  const variants = (schema["anyOf"] ?? schema["oneOf"]) as readonly Schema[] | undefined;
  return variants ? variants.flatMap(variantsOf) : [schema];
};

/** The schema with nothing left to chance: every field there, something in every list and under every free name. */
const filled = (schema: Schema): Schema => {
  const properties = Object.entries((schema["properties"] ?? {}) as Record<string, Schema>);
  const named = schema["additionalProperties"];
  if (schema["type"] === "object" && properties.length === 0 && named && typeof named === "object")
    return { type: "object", properties: { centre: filled(named as Schema) }, required: ["centre"] };
  return {
    ...schema,
    ...(schema["items"] !== undefined && {
      items: filled(schema["items"] as Schema),
      minItems: Math.max(1, Number(schema["minItems"] ?? 0)),
    }),
    ...(properties.length > 0 && {
      properties: Object.fromEntries(properties.map(([name, each]) => [name, filled(each)])),
      required: properties.map(([name]) => name),
    }),
  };
};

const layer = (name: string) => ({
  status: "published",
  document: name,
  url: null,
  off: [{ name, from: "2027-01-01", to: "2027-01-03" }],
  work: [{ name, from: "2027-01-09", to: "2027-01-09" }],
});

/** A body whose dates have to exist, which its schema doesn't say. */
const written: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "PUT /api/staff/rules/calendar/{year}": {
    national: layer("元旦"),
    regional: layer("元旦"),
    offices: { centre: layer("停电") },
    note: "提前安排",
  },
};

const MOST_TRIES = 400;

function bodiesOf({ name, route, shape }: (typeof bodiesTaken)[number]): readonly HonestBody[] {
  return variantsOf(schemaOf(shape)).map((variant, index, all) => {
    const drawn = written[route]
      ? [written[route]]
      : fc.sample(keeping(filled(variant)), { numRuns: MOST_TRIES, seed: 1 });
    const value = drawn.find((each) => shape.safeParse(each).success);
    const type = (variant["properties"] as Record<string, Schema> | undefined)?.["type"]?.["const"];
    const which = all.length === 1 ? name : `${name} ${type ?? index}`;
    if (value === undefined) throw new Error(`There is no honest body for ${which}: what is tried on it tries nothing`);
    return { name: which, route, shape, value: value as HonestBody["value"] };
  });
}

/** An honest body for every variant of what every operation takes; stops where one can't be made. */
export const honestBodies = (): readonly HonestBody[] => bodiesTaken.flatMap(bodiesOf);
