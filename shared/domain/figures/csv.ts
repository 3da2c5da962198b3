/** Excel reads a file as UTF-8 only when it begins with this. */
export const byteOrderMark = "\ufeff";

// What a spreadsheet takes for the beginning of a formula, in any width or height of the sign, and behind anything that isn't seen, which
// some drop before they look: https://owasp.org/www-community/attacks/CSV_Injection
const formula = /^(?:[\t\r\n]|[\s\p{Cf}\p{Cc}]*[=+\-@])/u;

/** One field by RFC 4180; a text that a spreadsheet would take for a formula is led by an apostrophe. */
export function csvField(value: string | number | boolean | null): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const harmless = formula.test(value.normalize("NFKC")) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** One line by RFC 4180. */
export const csvLine = (fields: readonly (string | number | boolean | null)[]): string =>
  `${fields.map(csvField).join(",")}\r\n`;
