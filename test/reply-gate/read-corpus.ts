import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** A labelled sentence; the label is what the gate must say, the kind how it is worded. */
export type Labelled = { label: "ok" | "warn" | "block"; group: string; kind: string; text: string; heldOut: boolean };

/** Reads a corpus file: a heading "# label group kind", then one sentence a line. */
export function readCorpus(name: string): Labelled[] {
  const sentences: Labelled[] = [];
  let heading = ["ok", "-", ""];
  for (const line of readFileSync(new URL(`./corpus/${name}.txt`, import.meta.url), "utf8").split("\n")) {
    if (line.startsWith("# ")) heading = line.slice(2).split(" ");
    else if (line !== "") {
      const [label = "ok", group = "-", kind = ""] = heading;
      sentences.push({
        label: label as Labelled["label"],
        group,
        kind,
        text: line,
        heldOut: isHeldOut(name, line),
      });
    }
  }
  return sentences;
}

/** A digest of some sentences and their labels: the same for the same corpus. */
export function corpusDigest(sentences: readonly Labelled[]): string {
  const lines = sentences.map(({ label, group, text }) => `${label} ${group} ${text}\n`);
  return createHash("sha256").update(lines.join("")).digest("hex").slice(0, 16);
}

// Of what the second author wrote, half is for tuning and half is only ever scored; the second pass was tuned on whole. Of the
// rest a third stays unseen. Letters decide, so that nobody chooses.
function isHeldOut(name: string, text: string): boolean {
  if (name === "unseen" || name.startsWith("blind/")) return true;
  if (name === "second-pass" || ["second-author/look-alikes", "second-author/more-good"].includes(name)) return false;
  let hash = 2166136261;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619) >>> 0;
  return (hash >>> 8) % (name.startsWith("second-author/") ? 2 : 3) === 0;
}
