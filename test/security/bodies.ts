import { isDeepStrictEqual } from "node:util";
import { httpFunction, route } from "#shared/lambda/http.ts";
import { faults } from "./faulty-bodies.ts";
import { type Figure, none } from "./figure.ts";
import { bodiesTaken, honestBodies } from "./honest-bodies.ts";

type Value = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Value =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const fieldsIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(fieldsIn);
  return isObject(value) ? Object.entries(value).flatMap(([name, each]) => [name, ...fieldsIn(each)]) : [];
};

/** A body once for each object in it, as text, with one field more in that object. */
function* withField(value: unknown, name: string): Generator<string> {
  if (Array.isArray(value))
    for (const [index, each] of value.entries())
      for (const changed of withField(each, name))
        yield `[${value.map((one, at) => (at === index ? changed : JSON.stringify(one))).join(",")}]`;
  if (!isObject(value)) return;
  const entries = Object.entries(value);
  const text = (field: string, written: string) => `${JSON.stringify(field)}:${written}`;
  const own = entries.map(([field, each]) => text(field, JSON.stringify(each)));
  if (!Object.hasOwn(value, name)) yield `{${[...own, text(name, '"foreign"')].join(",")}}`;
  for (const [index, [field, each]] of entries.entries())
    for (const changed of withField(each, name)) yield `{${own.with(index, text(field, changed)).join(",")}}`;
}

/** Every variant of what every operation takes, in every object of it every field that another one knows, and names that mean something to the language. */
export const foreignFields = (): Figure => {
  const honest = honestBodies();
  const names = new Set([
    ...honest.flatMap(({ value }) => fieldsIn(value)),
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
  for (const { name, shape, value } of honest)
    for (const field of names)
      for (const text of withField(value, field)) {
        tried += 1;
        const parsed = shape.safeParse(JSON.parse(text));
        // Where names are free, one that would reach for the prototype is left out: that, and nothing else, may be.
        const leftOut = field === "__proto__" && isDeepStrictEqual(parsed.data, shape.parse(value));
        if (parsed.success && !leftOut) through.push(`${name} ${field}`);
      }
  const operations = `${honest.length} variants of the bodies of ${bodiesTaken.length} operations`;
  return none(tried, `bodies with one field too many, at every depth of ${operations}`, through);
};

/** What is right but for one thing is refused for this one thing, before it keeps a function busy. */
export const heavyBodies = async (): Promise<Figure> => {
  const MOST = 50;
  const honest = honestBodies();
  const through: string[] = [];
  let slowest = 0;
  for (const { name, shape, value } of honest) {
    const handler = httpFunction({ POST: route({ body: shape }, async () => ({ status: 200, body: {} })) });
    const once = async (body: string | Buffer, headers = {}) => {
      const isBase64Encoded = typeof body !== "string";
      const event = {
        routeKey: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: isBase64Encoded ? body.toString("base64") : body,
        isBase64Encoded,
        requestContext: {},
      };
      const start = process.cpuUsage();
      const answer = (await handler(event as never, {} as never)) as { statusCode: number; body: string };
      const { user, system } = process.cpuUsage(start);
      return { said: `${answer.statusCode} ${JSON.parse(answer.body).code}`, took: (user + system) / 1000 };
    };
    const { said } = await once(JSON.stringify(value));
    if (said !== "200 undefined") through.push(`${name} without a fault: ${said}`);
    for (const { name: fault, body, headers, status, code } of faults) {
      const sent = body(value);
      const [first, second] = [await once(sent, headers), await once(sent, headers)];
      if (first.said !== `${status} ${code}`) through.push(`${name} ${fault}: ${first.said}`);
      // The lesser of two: the first time it may have been compiled.
      const took = Math.min(first.took, second.took);
      slowest = Math.max(slowest, took);
      if (took > MOST) through.push(`${name} ${fault}: ${took.toFixed(0)} ms`);
    }
  }
  if ((Object.prototype as Record<string, unknown>)["polluted"] !== undefined)
    through.push("Object.prototype is polluted");
  const figure = none(
    honest.length * faults.length,
    `bodies of ${honest.length} kinds, each right but for one of ${faults.length} faults and refused for it`,
    through,
  );
  return {
    ...figure,
    result: `${figure.result}; the slowest was refused after ${slowest.toFixed(1)} ms of CPU (at most ${MOST})`,
  };
};
