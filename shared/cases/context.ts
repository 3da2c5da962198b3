import type { Context } from "../domain/decision.ts";
import { checkReply } from "../domain/reply-gate.ts";
import type { Known } from "../ports/directory-reader.ts";
import { rules, timeOf } from "../rules/decision-rules.ts";

/** Everything a decision about a case of this office depends on, at this moment, for this member of staff. */
export const contextOf = (known: Known, officeId: string, now: string, actorId?: string): Context => ({
  now,
  ...(actorId !== undefined && { actorId }),
  rules,
  directory: known,
  time: timeOf(officeId, known.calendarYears),
  checkReply,
});
