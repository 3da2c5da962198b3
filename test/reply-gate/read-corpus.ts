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
        heldOut: name === "unseen" || (name !== "second-pass" && isHeldOut(line)),
      });
    }
  }
  return sentences;
}

// The second pass was written after the first tuning and then tuned on. Of the rest a third, chosen by its own letters, stays unseen.
function isHeldOut(text: string): boolean {
  let hash = 2166136261;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619) >>> 0;
  return (hash >>> 8) % 3 === 0;
}
