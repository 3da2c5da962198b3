import type { Context } from "../domain/decision.ts";
import { checkReply } from "../domain/reply-gate.ts";
import type { Known } from "../ports/directory-reader.ts";

/** The reply gate (FIR-6, SC-4) knowing the units and outside bodies by whose names an answer may send a citizen on. */
export function replyGate({ offices, outsideBodies }: Known): Context["checkReply"] {
  const names = [
    ...offices.flatMap((office) => [office.name.zh, ...office.units.map((unit) => unit.name.zh)]),
    ...outsideBodies.map((body) => body.name.zh),
  ];
  return (text, destination) => checkReply(text, { destination, directory: names });
}
