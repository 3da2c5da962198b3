import fc from "fast-check";
import * as z from "zod";
import { directoryKinds } from "#shared/contracts/directory.ts";
import { type Operation, operations } from "#shared/contracts/operations.ts";
import { httpFunction, route } from "#shared/lambda/http.ts";
import { keeping, type Schema } from "#test/conformance/arbitrary.ts";
import { type Figure, none } from "./figure.ts";

const bodiesOf = (): readonly (readonly [name: string, shape: z.ZodType])[] => [
  ...Object.entries<Operation>(operations).flatMap(([route, { body }]) =>
    body && !route.startsWith("PUT /api/staff/directory") ? [[route, body] as const] : [],
  ),
  ...Object.entries(directoryKinds).map(([kind, shape]) => [`PUT /api/staff/directory/${kind}`, shape] as const),
];

const schemaOf = (shape: z.ZodType): Schema => z.toJSONSchema(shape, { io: "input", unrepresentable: "any" }) as Schema;

const fieldsIn = (schema: Schema): string[] => {
  const variants = [...((schema["anyOf"] ?? []) as Schema[]), ...((schema["oneOf"] ?? []) as Schema[])];
  return [...Object.keys((schema["properties"] ?? {}) as object), ...variants.flatMap(fieldsIn)];
};

/** Every operation with every field that another one knows, and with names that mean something to the language. */
export const foreignFields = (): Figure => {
  const shapes = bodiesOf();
  const names = new Set([
    ...shapes.flatMap(([, shape]) => fieldsIn(schemaOf(shape))),
    "isAdmin",
    "role",
    "version",
    "__proto__",
    "constructor",
    "prototype",
    "toString",
  ]);
  const through: string[] = [];
  let tried = 0;
  for (const [route, shape] of shapes) {
    const honest = fc
      .sample(keeping(schemaOf(shape)), { numRuns: 60, seed: 1 })
      .filter((value) => typeof value === "object" && value !== null && shape.safeParse(value).success)
      .slice(0, 6) as Record<string, unknown>[];
    for (const value of honest)
      for (const name of names) {
        if (Object.hasOwn(value, name)) continue;
        const own = JSON.parse(
          `${JSON.stringify(value).slice(0, -1)}${Object.keys(value).length > 0 ? "," : ""}${JSON.stringify(name)}:"foreign"}`,
        );
        tried += 1;
        const parsed = shape.safeParse(own);
        // A field that the contract knows and that happens to take a text is not a foreign one.
        if (parsed.success && !fieldsIn(schemaOf(shape)).includes(name)) through.push(`${route} ${name}`);
      }
  }
  return none(tried, `bodies of ${shapes.length} operations with one field too many`, through);
};

/** The longest that a body of rubbish keeps a function busy before it is refused. */
export const heavyBodies = async (): Promise<Figure> => {
  const MOST = 50;
  const texts = [
    `${'{"a":'.repeat(10_900)}1${"}".repeat(10_900)}`,
    "[".repeat(65_000),
    `{${Array.from({ length: 5_500 }, (_, index) => `"f${index}":1`).join(",")}}`,
    `{"content":"${"\\u4e0d".repeat(10_800)}"}`,
    `{"phone":"${"1 ".repeat(32_000)}"}`,
    `{"grade":${"9".repeat(65_000)}}`,
    `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}`,
    JSON.stringify({ content: "x".repeat(5_000_000) }),
    "不".repeat(21_800),
  ];
  const handlers = bodiesOf().map(([name, shape]) => ({
    name,
    handler: httpFunction({ POST: route({ body: shape }, async () => ({ status: 200, body: {} })) }),
  }));
  const through: string[] = [];
  let slowest = 0;
  for (const { name, handler } of handlers)
    for (const [which, body] of texts.entries()) {
      const event = { routeKey: "POST", headers: { "content-type": "application/json" }, body, requestContext: {} };
      const once = async (): Promise<number> => {
        const start = process.cpuUsage();
        const answer = (await handler(event as never, {} as never)) as { statusCode: number };
        const { user, system } = process.cpuUsage(start);
        if (answer.statusCode < 400 || answer.statusCode >= 500) through.push(`${name} ${which}: ${answer.statusCode}`);
        return (user + system) / 1000;
      };
      // The lesser of two: the first time it may have been compiled.
      const took = Math.min(await once(), await once());
      slowest = Math.max(slowest, took);
      if (took > MOST) through.push(`${name} ${which}: ${took.toFixed(0)} ms`);
    }
  if ((Object.prototype as Record<string, unknown>)["polluted"] !== undefined)
    through.push("Object.prototype is polluted");
  const figure = none(handlers.length * texts.length, `bodies to ${handlers.length} operations`, through);
  return {
    ...figure,
    result: `${figure.result}; the slowest was refused after ${slowest.toFixed(1)} ms of CPU (at most ${MOST})`,
  };
};
