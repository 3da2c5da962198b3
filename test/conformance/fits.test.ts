import fc from "fast-check";
import { expect, test } from "vitest";
import type * as z from "zod";
import { openApi } from "#shared/contracts/openapi.ts";
import { type Operation, operations } from "#shared/contracts/operations.ts";
import { keeping } from "./arbitrary.ts";
import { fits, type Schema } from "./fits.ts";

const bodies = Object.entries<Operation>(operations).flatMap(([route, { body }]) =>
  body ? [[route, body] as const] : [],
);

const described = (route: string): Schema => {
  const [method = "", path = ""] = route.split(" ");
  const paths = openApi()["paths"] as Record<string, Record<string, Record<string, unknown>>>;
  const body = paths[path]?.[method.toLowerCase()]?.["requestBody"] as {
    content: { "application/json": { schema: Schema } };
  };
  return body.content["application/json"].schema;
};

test.each(bodies)("what keeps to the description of %s is what its contract takes", (route, contract: z.ZodType) => {
  const schema = described(route);
  for (const body of fc.sample(keeping(schema), { numRuns: 200, seed: 1 })) {
    const parsed = contract.safeParse(body);
    expect(parsed.error?.issues ?? [], JSON.stringify(body)).toEqual([]);
    expect(fits(schema, body)).toBe(true);
  }
});
