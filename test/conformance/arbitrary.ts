import fc from "fast-check";
import { WRITTEN } from "#shared/contracts/text.ts";
import { fits, holdTogether, type Schema } from "./fits.ts";

export type { Schema } from "./fits.ts";

const dates = ["2026-11-20", "2026-12-31", "2000-01-01", "2027-02-28"];
const instants = ["2026-11-25T02:00:00Z", "2026-11-25T10:30:00+08:00", "2026-12-01T08:00:00.000Z", "2027-01-04T12:00Z"];

/** As much of a text as a length in UTF-16 units allows. */
const within = (most: number, text: string): string => {
  let kept = "";
  for (const character of text) {
    if (kept.length + character.length > most) break;
    kept += character;
  }
  return kept;
};

const text = (schema: Schema): fc.Arbitrary<string> => {
  const least = Number(schema["minLength"] ?? 0);
  const most = Math.min(Number(schema["maxLength"] ?? 40), 400);
  const fitting = (known: readonly string[]) => fc.constantFrom(...known.filter((each) => fits(schema, each)));
  if (schema["format"] === "date") return fitting(dates);
  if (schema["format"] === "date-time") return fitting(instants);
  if (typeof schema["pattern"] === "string" && schema["pattern"] !== WRITTEN)
    return fc.stringMatching(new RegExp(schema["pattern"])).filter((each) => fits(schema, each));
  // Letters of the languages spoken here, and what people paste: never control characters alone or blanks alone.
  const unit = fc.constantFrom(..."abcXYZ019 公积金提取办理您好ئۇيغۇرچە，。-_/\\'\"<>{}&%$#@!=+；：？🙂");
  return fc
    .string({ unit, minLength: Math.max(least, 1), maxLength: most })
    .map((written) => (written.trim() === "" ? "事由".padEnd(least, "。") : within(most, written)));
};

/** Values that mean something to the running system, by the name of the field: else everything would end at the first unknown id. */
const meaningful: Readonly<Record<string, readonly unknown[]>> = {
  office: ["centre", "moyu"],
  serviceCode: ["TQ-01", "DK-03", "GJ-03"],
  service: ["TQ-01", "DK-03"],
  unit: ["collection", "withdrawal"],
  unitId: ["collection", "withdrawal", "credit"],
  unitIds: [[], ["credit"]],
  leadUnitId: ["collection", "credit"],
  assistingUnitIds: [["withdrawal"]],
  staff: ["aysha", "rena"],
  staffId: ["aysha", "rena", "chen-hao", "liu-fang", "wang-min", "zhao-lei", "kaisar"],
  staffIds: [[], ["rena"], ["aysha"]],
  contactedStaff: [["aysha"], ["rena", "chen-hao"]],
  missing: [["TQ-01-M1"]],
  received: [["TQ-01-M1"]],
  outsideBodyId: ["tax-bureau", "human-resources"],
  slotId: ["centre~20261125T020000Z~1", "centre~20261126T020000Z~1"],
  category: ["cold-reception", "overdue", "absent-from-post"],
  measure: ["criticism", "admonition", "transfer", "sanction-referral"],
  inspectedOn: ["2026-11-20", "2026-11-23"],
  text: ["您好，已为您办好，款项明天到账。", "不知道"],
  explanation: ["您好，此事由税务局（和田市演示路12号，12366）办理，我们已为您联系。"],
};

/** Values of a field that keep to its schema, most of them such as mean something. */
const field = (name: string, schema: Schema): fc.Arbitrary<unknown> => {
  const known = (meaningful[name] ?? []).filter((each) => fits(schema, each));
  if (known.length === 0) return keeping(schema);
  return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, keeping(schema));
};

/** Values that keep to a schema. */
export function keeping(schema: Schema): fc.Arbitrary<unknown> {
  if ("const" in schema) return fc.constant(schema["const"]);
  if (Array.isArray(schema["enum"])) return fc.constantFrom(...schema["enum"]);
  const variants = (schema["anyOf"] ?? schema["oneOf"]) as readonly Schema[] | undefined;
  if (variants) return fc.oneof(...variants.map(keeping));
  if (Array.isArray(schema["type"])) return fc.oneof(...schema["type"].map((type) => keeping({ ...schema, type })));
  switch (schema["type"]) {
    case "string":
      return text(schema);
    case "null":
      return fc.constant(null);
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
      const others = schema["additionalProperties"];
      if (typeof others === "object" && schema["properties"] === undefined) {
        const names = keeping((schema["propertyNames"] ?? { type: "string" }) as Schema) as fc.Arbitrary<string>;
        return fc.dictionary(names, keeping((others ?? {}) as Schema), { maxKeys: 2 });
      }
      const properties = Object.entries((schema["properties"] ?? {}) as Record<string, Schema>);
      return fc
        .record(Object.fromEntries(properties.map(([name, each]) => [name, field(name, each)])), {
          requiredKeys: (schema["required"] ?? []) as string[],
        })
        .filter((made) => holdTogether(schema, made));
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
