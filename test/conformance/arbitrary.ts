import fc from "fast-check";

/** A JSON schema as the API's description holds it. */
export type Schema = Readonly<Record<string, unknown>>;

const text = (schema: Schema): fc.Arbitrary<string> => {
  const least = Number(schema["minLength"] ?? 0);
  const most = Math.min(Number(schema["maxLength"] ?? 40), 400);
  if (schema["format"] === "date") return fc.constantFrom("2026-11-20", "2026-12-31", "2000-01-01", "2027-02-28");
  if (typeof schema["pattern"] === "string")
    return fc.stringMatching(new RegExp(schema["pattern"])).filter(({ length }) => length >= least && length <= most);
  // Letters of the languages spoken here, and what people paste: never control characters alone or blanks alone.
  const unit = fc.constantFrom(..."abcXYZ019 公积金提取办理您好ئۇيغۇرچە，。-_/\\'\"<>{}&%$#@!=+；：？🙂");
  return fc
    .string({ unit, minLength: Math.max(least, 1), maxLength: most })
    .map((written) => (written.trim() === "" ? "事由".padEnd(least, "。") : written));
};

/** Values that mean something to the running system, by the name of the field: else everything would end at the first unknown id. */
const meaningful: Readonly<Record<string, readonly unknown[]>> = {
  office: ["centre", "moyu"],
  serviceCode: ["TQ-01", "DK-03", "GJ-03"],
  unitId: ["collection", "withdrawal", "credit"],
  leadUnitId: ["collection", "credit"],
  staffId: ["aysha", "rena", "chen-hao"],
  contactedStaff: [["aysha"], ["rena", "chen-hao"]],
  text: ["您好，已为您办好，款项明天到账。", "不知道"],
};

const field = (name: string, schema: Schema): fc.Arbitrary<unknown> => {
  const known = meaningful[name];
  return known ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, keeping(schema)) : keeping(schema);
};

/** Values that keep to a schema. */
export function keeping(schema: Schema): fc.Arbitrary<unknown> {
  if ("const" in schema) return fc.constant(schema["const"]);
  if (Array.isArray(schema["enum"])) return fc.constantFrom(...schema["enum"]);
  const variants = (schema["anyOf"] ?? schema["oneOf"]) as readonly Schema[] | undefined;
  if (variants) return fc.oneof(...variants.map(keeping));
  switch (schema["type"]) {
    case "string":
      return text(schema);
    case "integer":
    case "number":
      return fc.integer({ min: Number(schema["minimum"] ?? 0), max: Number(schema["maximum"] ?? 1000) });
    case "boolean":
      return fc.boolean();
    case "array":
      return fc.array(keeping((schema["items"] ?? {}) as Schema), {
        minLength: Number(schema["minItems"] ?? 0),
        maxLength: Math.min(Number(schema["maxItems"] ?? 4), 4),
      });
    case "object": {
      const properties = Object.entries((schema["properties"] ?? {}) as Record<string, Schema>);
      return fc.record(Object.fromEntries(properties.map(([name, each]) => [name, field(name, each)])), {
        requiredKeys: (schema["required"] ?? []) as string[],
      });
    }
    default:
      return fc.constant("anything");
  }
}

const nearMisses = [
  "2026-11",
  "2026-02-30",
  "2026-13-01",
  "99999999999999999999",
  "-1",
  "1e3",
  "NaN",
  "~",
  "不 知 道",
  "x".repeat(5_000),
];

/** Texts that all but keep to a schema and don't: what a client sends who half knows the API. */
export function missing(schema: Schema): readonly string[] {
  const { type, format, pattern, minimum, maximum, maxLength } = schema;
  const keeps = (text: string): boolean => {
    if (Array.isArray(schema["enum"])) return schema["enum"].includes(text);
    if (type === "integer" || type === "number") {
      const number = Number(text);
      return Number.isInteger(number) && number >= Number(minimum ?? -1e9) && number <= Number(maximum ?? 1e9);
    }
    if (type !== "string") return true;
    if (text.length > Number(maxLength ?? 1e9)) return false;
    if (format === "date") return false;
    return typeof pattern !== "string" || new RegExp(pattern).test(text);
  };
  return nearMisses.filter((text) => !keeps(text));
}
