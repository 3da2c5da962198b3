import * as z from "zod";
import { type Operation, operations } from "./operations.ts";
import { Problem } from "./problem.ts";

type Schema = Record<string, unknown>;

const schemaOf = (shape: z.ZodType, io: "input" | "output"): Schema => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    io,
    unrepresentable: "any",
    target: "draft-2020-12",
    // What an answer is written in its format says; the pattern beside it, at each of hundreds of instants, is most of the document.
    override: ({ jsonSchema }) => {
      if (io === "output" && jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  });
  return schema;
};

const parameters = (place: "path" | "query" | "header", shape: z.ZodType | undefined): Schema[] => {
  if (!shape) return [];
  const { properties = {}, required = [] } = schemaOf(shape, "input") as { properties?: Schema; required?: string[] };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema,
  }));
};

const written = (schema: Schema, media = "application/json") => ({ [media]: { schema } });
const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});

const operationOf = (route: string, operation: Operation): Schema => ({
  operationId: route.replaceAll(/[^A-Za-z]+(.)?/g, (_, letter: string | undefined) => letter?.toUpperCase() ?? ""),
  summary: operation.summary,
  ...(operation.access === "staff" && { security: [{ staff: [] }] }),
  parameters: [
    ...parameters("path", operation.params),
    ...parameters("query", operation.query),
    ...parameters("header", operation.headers),
  ],
  ...(operation.body && { requestBody: { required: true, content: written(schemaOf(operation.body, "input")) } }),
  responses: {
    [operation.status]: operation.answer
      ? { description: "Done", content: written(schemaOf(operation.answer, "output"), operation.media) }
      : { description: "Done" },
    "4XX": problem("Refused, with the reason and, where a rule says so, its clause"),
    "5XX": problem("Failed here; recorded"),
  },
});

/** The OpenAPI 3.1 document, made from the contracts. */
export function openApi(): Schema {
  const paths: Record<string, Schema> = {};
  for (const [route, operation] of Object.entries<Operation>(operations)) {
    const [method = "", path = ""] = route.split(" ");
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(route, operation) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Shouwen 首问",
      version: "1.0.0",
      description:
        "Whoever is asked first is responsible until the citizen has an answer and an outcome. Lengths of texts are counted in UTF-16 units. `x-after`, `x-not-before` and `x-days-at-most` name a field beside it which a field may not precede, or not by how much.",
    },
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem, "output") },
      securitySchemes: { staff: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
    },
  };
}
