import fc from "fast-check";
import { keeping, missing, type Schema } from "./arbitrary.ts";
import type { Hit, Known, Receipt } from "./known.ts";

/** A request as it goes over the wire. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What was broken, if something was. */
  readonly broken?: string;
  /** Whether it comes without a token. */
  readonly anonymous?: true;
  /** Who asks, where that matters. */
  readonly as?: string;
  /** Where the version that a command needs can be seen, when it is to be the present one. */
  readonly seenAt?: string;
  /** A command of those that are open to one of the people who have to do with the case, and who that is. */
  readonly steered?: Steering;
}

/** Picks who commands, and a body for one of the commands open to them. */
export interface Steering {
  readonly personOf: (people: readonly string[]) => string | undefined;
  readonly bodyFor: (open: readonly string[]) => string | undefined;
}

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly schema: Schema;
}

/** An operation of the API's description. */
export interface Described {
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly "application/json": { readonly schema: Schema } } };
  readonly security?: readonly unknown[];
}

interface Parts {
  readonly path: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly header: Record<string, unknown>;
  readonly body: unknown;
  readonly as?: string;
}

const record = (parameters: readonly Parameter[], place: Parameter["in"]) => {
  const own = parameters.filter((each) => each.in === place);
  const schemaOf = ({ schema }: Parameter): Schema =>
    // A header field holds visible ASCII and nothing else.
    place === "header" && schema["pattern"] === undefined ? { ...schema, pattern: "^[!-~]{1,60}$" } : schema;
  return keeping({
    type: "object",
    properties: Object.fromEntries(own.map((each) => [each.name, schemaOf(each)])),
    required: own.filter(({ required }) => required).map(({ name }) => name),
  }) as fc.Arbitrary<Record<string, unknown>>;
};

const written = (route: string, parts: Parts): Request => {
  const [method = "", template = ""] = route.split(" ");
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parts.path[name])));
  const query = new URLSearchParams(
    Object.entries(parts.query).map(([name, value]) => [name, String(value)]),
  ).toString();
  return {
    method,
    path: query === "" ? path : `${path}?${query}`,
    headers: {
      ...Object.fromEntries(Object.entries(parts.header).map(([name, value]) => [name, String(value)])),
      ...(parts.body !== undefined && { "content-type": "application/json" }),
    },
    ...(parts.body !== undefined && { body: JSON.stringify(parts.body) }),
    ...(parts.as !== undefined && { as: parts.as }),
  };
};

const receiptsFor = (route: string, { receipts, letters, ids }: Known): readonly Receipt[] => {
  if (route.includes("/suggestions/")) return letters;
  if (route.includes("/inspections/")) return (ids["inspections"] ?? []).map((number) => ({ number, secret: "" }));
  return receipts;
};

const variantsOf = (schema: Schema): readonly Schema[] =>
  ((schema["anyOf"] ?? schema["oneOf"]) as readonly Schema[] | undefined) ?? [schema];

const commandOf = (variant: Schema): string =>
  String((variant["properties"] as Record<string, Schema> | undefined)?.["type"]?.["const"]);

const bodySchema = ({ requestBody }: Described): Schema | undefined => requestBody?.content["application/json"].schema;

/** Parts of requests that keep to the description; a third of those that name something name what is not there. */
const freeParts = (route: string, described: Described, known: Known, schema: Schema | undefined) => {
  const { parameters } = described;
  const receipts = receiptsFor(route, known);
  const ids = known.ids[route.split("/")[3] ?? ""] ?? known.ids[route.split("/")[2] ?? ""] ?? [];
  const byNumber = parameters.some(({ name }) => name === "number");
  return fc
    .record({
      path: record(parameters, "path"),
      query: record(parameters, "query"),
      header: record(parameters, "header"),
      body: schema ? keeping(schema) : fc.constant(undefined),
      // A third hits nothing: what is not there has its answer, too.
      hit: fc.nat(Math.ceil((byNumber ? receipts : ids).length * 1.5)),
      version: fc.integer({ min: 1, max: 4 }),
    })
    .map(({ hit, version, ...parts }): Parts => {
      const receipt = receipts[hit];
      const id = ids[hit];
      const path: Record<string, unknown> = { ...parts.path };
      if (receipt && "number" in path) path["number"] = receipt.number;
      for (const name of ["id", "code", "notice"]) if (id !== undefined && name in path) path[name] = id;
      const header: Record<string, unknown> = { ...parts.header };
      if ("if-match" in header) header["if-match"] = `"${version}"`;
      if (receipt && "receipt-secret" in header) header["receipt-secret"] = receipt.secret;
      return { ...parts, header, path };
    });
};

const aimed = (parts: Parts, hit: Hit): Parts => ({
  path: { ...parts.path, ...hit.path },
  query: { ...parts.query, ...hit.query },
  header: { ...parts.header, ...hit.header },
  body: hit.body ? { ...(parts.body as object), ...hit.body } : parts.body,
  ...(hit.as !== undefined && { as: hit.as }),
});

/** The same, two of three of them such as can be carried out, where it is known which can. */
const partsOf = (route: string, described: Described, known: Known): fc.Arbitrary<Parts> => {
  const schema = bodySchema(described);
  const free = freeParts(route, described, known, schema);
  const hits = known.hits[route] ?? [];
  if (hits.length === 0) return free;
  const having = (field: string) =>
    variantsOf(schema ?? {}).find((each) => field in ((each["properties"] ?? {}) as object));
  const aiming = [...new Set(hits.map(({ having }) => having))].map((field) => {
    const own = hits.filter((hit) => hit.having === field);
    const parts = field === undefined ? free : freeParts(route, described, known, having(field));
    return fc.tuple(parts, fc.constantFrom(...own)).map(([made, hit]) => aimed(made, hit));
  });
  return fc.oneof(free, { weight: 2, arbitrary: fc.oneof(...aiming) });
};

const BODIES_OF_EACH = 20;

/** Requests that keep to the description. */
export function valid(route: string, described: Described, known: Known): fc.Arbitrary<Request> {
  const parts = partsOf(route, described, known);
  if (!route.endsWith("/commands")) return parts.map((made) => written(route, made));
  const bodies = new Map(
    variantsOf(bodySchema(described) ?? {}).map((variant) => [
      commandOf(variant),
      fc.sample(keeping(variant), { numRuns: BODIES_OF_EACH, seed: 1 }),
    ]),
  );
  return fc.tuple(parts, fc.nat(), fc.nat(3)).map(([made, pick, free]) => {
    const request = written(route, made);
    const seenAt = request.path.slice(0, -"/commands".length);
    const steering: Steering = {
      personOf: (people) => people[pick % people.length],
      bodyFor: (open) => {
        const body = bodies.get(open[(pick >> 4) % open.length] ?? "")?.[(pick >> 8) % BODIES_OF_EACH];
        return body === undefined ? undefined : JSON.stringify(body);
      },
    };
    return { ...request, seenAt, ...(free > 0 && { steered: steering }) };
  });
}

type Breakage = (request: Request, parts: Parts, pick: number) => Request | undefined;

const withBody = (request: Request, body: unknown, broken: string): Request => ({
  ...request,
  body: typeof body === "string" ? body : JSON.stringify(body),
  broken,
});

const breakages: readonly Breakage[] = [
  (request) => (request.body === undefined ? undefined : withBody(request, `${request.body}}`, "no JSON")),
  (request) => (request.body === undefined ? undefined : withBody(request, "[]", "a list instead of an object")),
  (request) => (request.body === undefined ? undefined : withBody(request, "null", "null instead of an object")),
  (request) =>
    request.body === undefined
      ? undefined
      : { ...request, headers: { ...request.headers, "content-type": "text/plain" }, broken: "another media type" },
  (request) =>
    request.body === undefined
      ? undefined
      : { ...request, headers: { ...request.headers, "content-encoding": "gzip" }, broken: "compressed" },
  (request) =>
    request.body === undefined ? undefined : withBody(request, `${'{"a":'.repeat(50)}1${"}".repeat(50)}`, "deep"),
  (request) => (request.body === undefined ? undefined : withBody(request, JSON.stringify("x".repeat(70_000)), "huge")),
];

const structural = (route: string, described: Described): readonly Breakage[] => {
  const schema = described.requestBody?.content["application/json"].schema;
  const required = (schema?.["required"] ?? []) as readonly string[];
  const closed =
    schema?.["additionalProperties"] === false || Array.isArray(schema?.["anyOf"]) || Array.isArray(schema?.["oneOf"]);
  const headers = described.parameters.filter((each) => each.in === "header" && each.required);
  const queries = described.parameters.filter((each) => each.in === "query");
  const inPath = described.parameters.some((each) => each.in === "path");
  return [
    (request) => ({ ...request, method: "DELETE", broken: "a method that nothing has" }),
    ...(described.security
      ? [((request) => ({ ...request, anonymous: true, broken: "no token" })) satisfies Breakage]
      : []),
    ...(inPath
      ? [
          ((_, parts) => {
            const [name = ""] = Object.keys(parts.path);
            const path = { ...parts.path, [name]: "x".repeat(600) };
            return { ...written(route, { ...parts, path }), broken: `${name} of 600 characters` };
          }) satisfies Breakage,
        ]
      : []),
    ...(closed
      ? [
          ((request, parts) =>
            withBody(
              request,
              { ...(parts.body as object), isAdministrator: true },
              "a foreign field",
            )) satisfies Breakage,
        ]
      : []),
    ...required.map(
      (name): Breakage =>
        (request, parts) => {
          const { [name]: _, ...rest } = parts.body as Record<string, unknown>;
          return withBody(request, rest, `without ${name}`);
        },
    ),
    ...required.map(
      (name): Breakage =>
        (request, parts) =>
          withBody(request, { ...(parts.body as object), [name]: { nested: [1] } }, `${name} of another type`),
    ),
    ...headers.map(
      ({ name }): Breakage =>
        (request) => {
          const { [name]: _, ...rest } = request.headers;
          return { ...request, headers: rest, broken: `without the header ${name}` };
        },
    ),
    ...queries.flatMap(({ name, schema: of }): Breakage[] => {
      const wrong = missing(of);
      if (wrong.length === 0) return [];
      return [
        (_, parts, pick) => {
          const value = wrong[pick % wrong.length] ?? "";
          const query = { ...parts.query, [name]: value };
          return { ...written(route, { ...parts, query }), broken: `${name}=${value.slice(0, 30)}` };
        },
      ];
    }),
    ...Object.entries((schema?.["properties"] ?? {}) as Record<string, Schema>).flatMap(([name, of]): Breakage[] => {
      const wrong = of["type"] === "string" ? missing(of) : [];
      if (wrong.length === 0) return [];
      return [
        (request, parts, pick) => {
          const value = wrong[pick % wrong.length] ?? "";
          return withBody(request, { ...(parts.body as object), [name]: value }, `${name} ${value.slice(0, 30)}`);
        },
      ];
    }),
    ...(queries.length > 0
      ? [
          ((request) => ({
            ...request,
            path: `${request.path}${request.path.includes("?") ? "&" : "?"}foreign=1`,
            broken: "a foreign query",
          })) satisfies Breakage,
        ]
      : []),
  ];
};

/** Requests that break the description in one way. */
export function broken(route: string, described: Described, known: Known): fc.Arbitrary<Request> {
  const hasBody = described.requestBody !== undefined;
  const ways = [...(hasBody ? breakages : []), ...structural(route, described)];
  return fc
    .record({ parts: partsOf(route, described, known), way: fc.nat(ways.length - 1), pick: fc.nat(1000) })
    .map(({ parts, way, pick }) => {
      const request = written(route, parts);
      return ways[way]?.(request, parts, pick) ?? request;
    });
}
