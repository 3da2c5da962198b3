import type * as z from "zod";
import { StaffCommandRequest } from "#shared/contracts/commands.ts";

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
  | "words";

/** One field of a command, as its contract has it. */
export interface CommandField {
  readonly name: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly most?: number;
  readonly choices?: readonly string[];
}

type CommandType = StaffCommandRequest["type"];

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
};

const LONG = 200;

/** Texts that go to the citizen and pass the reply gate. */
const toTheCitizen: ReadonlySet<string> = new Set([
  "reply.text",
  "complete.text",
  "giveFeedback.text",
  "followUp.text",
  "redirect.explanation",
  "decline.explanation",
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
  const named = byName[name];
  if (named) return named;
  if (toTheCitizen.has(`${command}.${name}`)) return "reply";
  if (type === "enum") return "choice";
  if (type === "number") return "number";
  return most > LONG ? "long-text" : "text";
}

const fields = new Map<CommandType, readonly CommandField[]>(
  StaffCommandRequest.options.map((option) => {
    const { type, ...shape } = option.shape as { type: z.ZodLiteral<CommandType> } & Record<string, z.ZodType>;
    const command = type.value;
    return [
      command,
      Object.entries(shape).map(([name, schema]): CommandField => {
        const inner = innerOf(schema);
        return { name, kind: kindOf(command, name, inner), required: !schema.safeParse(undefined).success, ...inner };
      }),
    ];
  }),
);

/** The fields of a command, in the order of its contract. */
export const fieldsOf = (command: CommandType): readonly CommandField[] => fields.get(command) ?? [];
