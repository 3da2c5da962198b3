import * as z from "zod";

/** Languages the system speaks; zh-CN is the authoritative one. */
export const languages = ["zh-CN", "ug", "en"] as const;
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;

// C0/C1 controls other than tab and line breaks: nothing a person types, much that confuses a log or a terminal.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/** The same for the description: no such control, and something other than blanks. */
export const WRITTEN = String.raw`^(?=\s*\S)[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$`;

/** A text a person wrote: trimmed, not empty, at most `most` UTF-16 units, without control characters. */
export const written = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !controls.test(text), "control-character")
    .meta({ pattern: WRITTEN });

/** A telephone number as people write it: digits with spaces, hyphens, brackets, a leading plus; blanks around it don't count. */
export const Phone = z
  .string()
  .trim()
  .regex(/^(\+[\d\s()-]{4,23}|[\d()-][\d\s()-]{3,22})[\d()-]$/);

/** `YYYY-MM-DD`, a day that exists. */
export const LocalDate = z.iso.date();

/** A day of the years the calendar can be asked about. */
export const DayOfCalendar = LocalDate.refine(
  (date) => date >= "2000-01-01" && date <= "2100-12-31",
  "out-of-range",
).meta({
  allOf: [{ pattern: "^(20\\d\\d|2100)-" }],
});

/** An id that staff choose: letters, digits, hyphen, dot, underscore. */
export const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);

/** A name in the languages of the centre; `zh` always. */
export const LocalizedText = z.strictObject({
  zh: written(200),
  ug: written(200).optional(),
  en: written(200).optional(),
});

/** The key with which a client can repeat a submission without doubling it: 16 to 128 visible ASCII characters, unguessable. */
export const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{16,128}$/);
