/**
 * Where in the portal something is, by its number: links that leave the system and links within it lead to the same place. What has no
 * number of its own, the box on an office's wall, is found where the boxes are.
 */
export function portalPath(number: string): readonly string[] {
  if (/^Q[0-9A-Z]{4}-/.test(number)) return ["case", number];
  if (/^S[0-9A-Z]{4}-/.test(number)) return ["box", number];
  if (/^\d{4}-W\d\d$/.test(number)) return ["office", "digests", number];
  if (/^\d{4}-/.test(number)) return ["office", "inspections", number];
  return number.includes("~") ? ["office", "conduct", number] : ["box"];
}
