import type * as z from "zod";

/** What a field of a command is filled with. */
export type FieldKind =
  | "text"
  | "long-text"
  | "reply"
  | "choice"
  | "number"
  | "confirmation"
  | "unit"
  | "units"
  | "staff"
  | "service"
  | "outside-body"
  | "pause-reason"
  | "missing"
  | "received"
  | "slot"
  | "words"
  | "about"
  | "office"
  | "breach"
  | "measure"
  | "flag";

/** One field of a step, as the contract of its command has it. */
export interface StepField {
  readonly name: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly most?: number;
  readonly choices?: readonly string[];
}

// Fields that stand for something of the directory or of the case: what the type of a field cannot say.
const byName: Readonly<Record<string, FieldKind>> = {
  unitId: "unit",
  leadUnitId: "unit",
  assistingUnitIds: "units",
  caseworkerId: "staff",
  leadId: "staff",
  staffId: "staff",
  serviceCode: "service",
  outsideBodyId: "outside-body",
  code: "pause-reason",
  missing: "missing",
  received: "received",
  slotId: "slot",
  bring: "words",
  confirmed: "confirmation",
  about: "about",
  office: "office",
  measure: "measure",
  serious: "flag",
  "openConduct.category": "breach",
};

const LONG = 200;

/** Texts that go to the citizen and pass the reply gate. */
const toTheCitizen: ReadonlySet<string> = new Set([
  "complete.text",
  "giveFeedback.text",
  "followUp.text",
  "redirect.explanation",
  "decline.explanation",
  "message.text",
  "publish.text",
  "publish.reply",
  "reply.text",
]);

interface Inner {
  readonly type: string;
  readonly most?: number;
  readonly choices?: readonly string[];
}

function innerOf(schema: z.ZodType): Inner {
  const { def } = schema as unknown as { def: { type: string; innerType?: z.ZodType } };
  if (def.innerType) return innerOf(def.innerType);
  const { maxLength, maxValue, options } = schema as unknown as {
    maxLength?: number;
    maxValue?: number;
    options?: readonly string[];
  };
  return {
    type: def.type,
    ...(def.type === "enum" && { choices: options ?? [] }),
    ...((maxLength ?? maxValue) && { most: maxLength ?? maxValue ?? 0 }),
  };
}

function kindOf(command: string, name: string, { type, most = 0 }: Inner): FieldKind {
  const named = byName[`${command}.${name}`] ?? byName[name];
  if (named) return named;
  if (toTheCitizen.has(`${command}.${name}`)) return "reply";
  if (type === "enum") return "choice";
  if (type === "number") return "number";
  return most > LONG ? "long-text" : "text";
}

/** A contract of commands told apart by their type. */
export interface CommandContract {
  readonly options: readonly { readonly shape: unknown }[];
}

/** The fields of every command of a contract, in its order. */
export const fieldsIn = (contract: CommandContract): ReadonlyMap<string, readonly StepField[]> =>
  new Map(
    contract.options.map((option) => {
      const { type, ...shape } = option.shape as { type: z.ZodLiteral<string> } & Record<string, z.ZodType>;
      return [
        type.value,
        Object.entries(shape).map(([name, schema]): StepField => {
          const inner = innerOf(schema);
          const required = !schema.safeParse(undefined).success;
          return { name, kind: kindOf(type.value, name, inner), required, ...inner };
        }),
      ];
    }),
  );
