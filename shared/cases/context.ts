import type { Context } from "../domain/decision.ts";
import type { Known } from "../ports/directory-reader.ts";
import { rules, timeOf } from "../rules/decision-rules.ts";

/** A function that sends no answers carries no reply gate; asking it to check one is a bug. */
const noGate: Context["checkReply"] = () => {
  throw new Error("This function was not built to check replies");
};

/** Everything a decision about a case of this office depends on, at this moment, for this member of staff. */
export const contextOf = (
  known: Known,
  officeId: string,
  now: string,
  actorId?: string,
  checkReply: Context["checkReply"] = noGate,
): Context => ({
  now,
  ...(actorId !== undefined && { actorId }),
  rules,
  directory: known,
  time: timeOf(officeId, known.calendarYears),
  checkReply,
});
