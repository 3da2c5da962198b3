import { stepsReached } from "../case-clock.ts";
import { type Context, type Decision, draft } from "../decision.ts";
import { impartialRecipient } from "../impartial.ts";
import { climbLadders } from "../ladder.ts";
import { type ConductRecord, caseOfLimit } from "./conduct.ts";
import { settleIfNothingIsOwed } from "./decide.ts";
import type { ConductEvent } from "./history.ts";

/**
 * What time has done to the record of a person: rungs reached, a hearing that passed unused (the office may decide), a term of appeal
 * that ended, and notices to be sent again. What is about the person goes to them only where it is theirs to act.
 */
export function auditConduct(record: ConductRecord, context: Context): Decision<ConductEvent> {
  const d = draft<ConductEvent>(record, context, "SC-5");
  const { directory, now } = context;
  const concerned = new Set([record.staffId]);
  const ended = record.limits.filter((limit) => limit.kind === "appeal");
  climbLadders(
    d,
    { ...record, limits: record.limits.filter((limit) => !ended.includes(limit)) },
    context,
    (step, { ownerId }) =>
      step.to === "accountable" && ownerId === record.staffId
        ? ownerId
        : (impartialRecipient(step, ownerId, directory, concerned, d.today) ?? "office"),
    (limit) => ({ caseId: caseOfLimit(limit.id) }),
  );
  for (const { limit, step } of stepsReached(record, now)) {
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
