/** A JSON schema as the API's description holds it. */
export type Schema = Readonly<Record<string, unknown>>;

const DAY = 86_400_000;

const patternsOf = (schema: Schema): readonly RegExp[] =>
  [schema, ...((schema["allOf"] ?? []) as readonly Schema[])].flatMap(({ pattern }) =>
    typeof pattern === "string" ? [new RegExp(pattern)] : [],
  );

const propertiesOf = (schema: Schema) => Object.entries((schema["properties"] ?? {}) as Record<string, Schema>);

/** Whether a value keeps to a schema, by the words of JSON schema the description uses. */
export function fits(schema: Schema, value: unknown): boolean {
  if ("const" in schema) return value === schema["const"];
  if (Array.isArray(schema["enum"])) return schema["enum"].includes(value);
  const variants = (schema["anyOf"] ?? schema["oneOf"]) as readonly Schema[] | undefined;
  if (variants) return variants.some((each) => fits(each, value));
  const type = schema["type"];
  if (Array.isArray(type)) return type.some((each) => fits({ ...schema, type: each }, value));
  if (typeof value === "string") {
    const { length } = value;
    const long = length >= Number(schema["minLength"] ?? 0) && length <= Number(schema["maxLength"] ?? length);
    return (type ?? "string") === "string" && long && patternsOf(schema).every((each) => each.test(value));
  }
  if (typeof value === "number") return type === "number" || (type === "integer" && Number.isInteger(value));
  if (Array.isArray(value)) {
    const items = (schema["items"] ?? {}) as Schema;
    return value.length >= Number(schema["minItems"] ?? 0) && value.every((each) => fits(items, each));
  }
  if (value === null || typeof value !== "object") return type === (value === null ? "null" : typeof value);
  const own = value as Readonly<Record<string, unknown>>;
  const required = (schema["required"] ?? []) as readonly string[];
  return (
    required.every((name) => own[name] !== undefined) &&
    propertiesOf(schema).every(([name, of]) => own[name] === undefined || fits(of, own[name]))
  );
}

/** Whether two fields stand in the order that the later one asks for. */
function inOrder(name: string, of: Schema, made: Readonly<Record<string, unknown>>): boolean {
  const value = made[name];
  const after = made[String(of["x-after"])];
  const notBefore = made[String(of["x-not-before"])];
  if (typeof value !== "string") return true;
  const place = (text: string) => (of["format"] === "date-time" ? new Date(text).toISOString() : text);
  if (typeof after === "string" && place(after) >= place(value)) return false;
  if (typeof notBefore !== "string") return true;
  const days = (Date.parse(value) - Date.parse(notBefore)) / DAY;
  return notBefore <= value && days < Number(of["x-days-at-most"] ?? Number.POSITIVE_INFINITY);
}

/** Whether what the description says of one field by another holds: which comes first, how far apart they are, which asks for which. */
export function holdTogether(schema: Schema, made: Readonly<Record<string, unknown>>): boolean {
  const when = schema["if"] as Schema | undefined;
  return (
    propertiesOf(schema).every(([name, of]) => inOrder(name, of, made)) &&
    (when === undefined || !fits(when, made) || fits((schema["then"] ?? {}) as Schema, made))
  );
}
