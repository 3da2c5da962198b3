import type { CaseDocument } from "../domain/history.ts";

/**
 * Whether the citizen's last word is this very one and nobody has acted since: a line that dropped after the message arrived makes them
 * send it again, and it is told once.
 */
export function saidAlready({ history, texts }: CaseDocument<unknown>, text: string): boolean {
  const last = history.findLast(({ actor }) => actor.kind !== "system");
  if (last?.actor.kind !== "citizen" || last.act !== "message") return false;
  return Object.keys(last.texts).some((id) => texts[id]?.body === text);
}
