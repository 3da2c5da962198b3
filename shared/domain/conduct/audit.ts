import { stepsReached } from "../case-clock.ts";
import { type Context, type Decision, draft } from "../decision.ts";
import { climbLadders } from "../ladder.ts";
import { type ConductRecord, caseOfLimit } from "./conduct.ts";
import { settleIfNothingIsOwed } from "./decide.ts";
import type { ConductEvent } from "./history.ts";
import { conductLadders } from "./ladders.ts";

/**
 * What time has done to the record of a person: rungs reached, a hearing that passed unused (the office may decide), a term of appeal
 * that ended, and notices to be sent again.
 */
export function auditConduct(record: ConductRecord, context: Context): Decision<ConductEvent> {
  const d = draft<ConductEvent>(record, context, "SC-5");
  const counted = climbLadders(d, record, context, conductLadders(record, context));
  for (const { limit, step } of stepsReached(counted, context.now)) {
    const conduct = record.cases.find((each) => each.id === caseOfLimit(limit.id));
    if (!conduct || step.level !== 1) continue;
    if (limit.kind === "conduct-hearing")
      d.events.push({ type: "HearingLapsed", caseId: conduct.id }, { type: "LimitCancelled", id: limit.id });
    if (limit.kind === "appeal") {
      d.events.push({ type: "AppealLapsed", caseId: conduct.id }, { type: "LimitMet", id: limit.id });
      settleIfNothingIsOwed(d, record, conduct, ["appeal"]);
    }
  }
  return d.done("FIR-9");
}
