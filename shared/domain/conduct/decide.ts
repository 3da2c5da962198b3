import { can, conductRelationsTo } from "../authorisation.ts";
import { openLimits } from "../case-clock.ts";
import { type Context, type Decision, type Draft, draft } from "../decision.ts";
import { staffOf } from "../directory.ts";
import { keeperOf } from "../impartial.ts";
import { breachesFirst } from "../ladder.ts";
import { type Limit, type LimitKind, recalculateLimit } from "../limits.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { appealAuthorityOf } from "./appeal-authority.ts";
import { type ConductCommand, type ConductCommandRow, type ConductCommandType, conductCommands } from "./commands.ts";
import { type ConductCase, type ConductRecord, caseOfLimit, isPut } from "./conduct.ts";
import type { ConductEvent } from "./history.ts";
import { conductLadders } from "./ladders.ts";
import { countedBreaches, measureOfRung } from "./rungs.ts";

type Of<T extends ConductCommand["type"]> = Extract<ConductCommand, { type: T }>;
type Result = Decision<ConductEvent> | Refusal;
type Drafted = Draft<ConductEvent>;

/** Why a command is not open to this person now, by the table; undefined when it is. */
function whyNot(
  record: ConductRecord,
  conduct: ConductCase,
  type: ConductCommandType,
  context: Context,
): Refusal | undefined {
  const row: ConductCommandRow = conductCommands[type];
  const principal = staffOf(context.directory, context.actorId);
  const day = context.time.dayOf(context.now);
  const relations = principal && conductRelationsTo(record.staffId, conduct, principal, context.directory, day);
  if (!principal || !relations || !can(principal, { on: "conduct", do: type, relations, put: isPut(conduct) }))
    return refuse("not-yours", row.clause, { command: type, by: row.by.join("、") });
  if (!row.stages.includes(conduct.stage))
    return refuse("wrong-stage", row.clause, { command: type, stage: conduct.stage, stages: row.stages.join("、") });
  if (type === "appeal" && (conduct.appeal || conduct.appealLapsed || isTooLateToAppeal(record, conduct, context)))
    return refuse("appeal-over", "FIR-10");
  if (type === "recordRetraining" && (!conduct.retraining || conduct.retraining.doneAt))
    return refuse("no-retraining", "FIR-10");
  return undefined;
}

const measureName = (code: string, { rules: { conduct } }: Context): string =>
  [...conduct.measures, conduct.serious].find((measure) => measure.code === code)?.name.zh ?? code;

/** The commands open to this person on this case now, in the order of the table. */
export const openCommands = (
  record: ConductRecord,
  conduct: ConductCase,
  context: Context,
): readonly ConductCommandType[] =>
  (Object.keys(conductCommands) as ConductCommandType[]).filter((type) => !whyNot(record, conduct, type, context));

const limitsOfCase = (record: ConductRecord, { id }: ConductCase) =>
  openLimits(record).filter((limit) => caseOfLimit(limit.id) === id);

/** Whether the term of appeal has passed on the calendar as it is, though no sweep has recorded that yet. */
const isTooLateToAppeal = (record: ConductRecord, conduct: ConductCase, { now, time }: Context): boolean =>
  limitsOfCase(record, conduct).some(
    (limit) => limit.kind === "appeal" && (recalculateLimit(limit, time)?.dueAt ?? limit.dueAt) <= now,
  );

/** Ends the limits of a case of these kinds. */
function endOfCase(
  d: Drafted,
  record: ConductRecord,
  conduct: ConductCase,
  kinds: readonly LimitKind[],
  how: "LimitMet" | "LimitCancelled" = "LimitMet",
): void {
  for (const limit of limitsOfCase(record, conduct))
    if (kinds.includes(limit.kind)) d.events.push({ type: how, id: limit.id });
}

/** Closes a case in which nothing is owed any more once the limits named here have ended. */
export function settleIfNothingIsOwed(
  d: Drafted,
  record: ConductRecord,
  conduct: ConductCase,
  ended: readonly LimitKind[],
): void {
  if (limitsOfCase(record, conduct).every((limit) => ended.includes(limit.kind)))
    d.events.push({ type: "Settled", caseId: conduct.id });
}

/** Decides a command on a case of the register: what happens, or why not and what to do instead. */
export function decide(record: ConductRecord, conduct: ConductCase, command: ConductCommand, context: Context): Result {
  const not = whyNot(record, conduct, command.type, context);
  if (not) return not;
  const ladders = conductLadders(record, context);
  // Other cases of the same person have their own histories; nothing that happens here ends a limit of theirs.
  const of = (limit: Limit) => ladders.of(limit) && caseOfLimit(limit.id) === conduct.id;
  return breachesFirst(record, context, { ...ladders, of }, (found) => carryOut(found, conduct, command, context));
}

function carryOut(record: ConductRecord, conduct: ConductCase, command: ConductCommand, context: Context): Result {
  const { staffId } = record;
  const { id: caseId } = conduct;
  const by = context.actorId ?? "";
  const d = draft<ConductEvent>(record, context, conductCommands[command.type].clause);
  const keeperId = keeperOf(context.directory, new Set([staffId]), d.today)?.id ?? "office";
  // Every limit occurs once in a case, and no name counts what else is in the record.
  const begin = (kind: LimitKind, ownerId: string) => d.begin(kind, ownerId, { id: `${caseId}/${kind}` });
  switch (command.type) {
    case "hear": {
      d.events.push({ type: "PutToPerson", caseId, facts: d.keep("facts", command.facts) });
      const limitId = begin("conduct-hearing", staffId);
      d.notify("hearing", staffId, "FIR-10", { limitId, caseId });
      return d.done();
    }
    case "state":
    case "waive": {
      if (command.type === "state") d.events.push({ type: "Stated", caseId, text: d.keep("statement", command.text) });
      else d.events.push({ type: "HearingWaived", caseId });
      endOfCase(d, record, conduct, ["conduct-hearing"]);
      d.notify("statement", keeperId, "FIR-10", { caseId });
      return d.done();
    }
    case "verify":
      return verify(d, record, conduct, command, context, begin, keeperId);
    case "dismiss": {
      d.events.push({ type: "Dismissed", caseId, by, reasons: d.keep("reasons", command.reasons) });
      endOfCase(d, record, conduct, ["conduct-verify", "conduct-hearing"]);
      if (isPut(conduct)) d.notify("measure", staffId, "FIR-10", { caseId });
      return d.done();
    }
    case "setMeasure":
      return setMeasure(d, record, conduct, command, context, begin);
    case "recordRetraining":
      d.events.push({ type: "RetrainingDone", caseId, note: d.keep("note", command.note) });
      endOfCase(d, record, conduct, ["retraining"]);
      settleIfNothingIsOwed(d, record, conduct, ["retraining"]);
      return d.done();
    case "appeal": {
      d.events.push({ type: "Appealed", caseId, text: d.keep("appeal", command.text) });
      endOfCase(d, record, conduct, ["appeal"]);
      const authorityId = appealAuthorityOf(conduct, staffId, context.directory, d.today) ?? keeperId;
      const limitId = begin("appeal-decision", authorityId);
      d.notify("appeal", authorityId, "FIR-10", { limitId, caseId });
      return d.done();
    }
    case "decideAppeal": {
      const { outcome } = command;
      d.events.push({ type: "AppealDecided", caseId, by, outcome, reasons: d.keep("reasons", command.reasons) });
      endOfCase(d, record, conduct, ["appeal-decision"]);
      const ended: LimitKind[] = ["appeal-decision"];
      if (outcome === "overturned") {
        endOfCase(d, record, conduct, ["retraining"], "LimitCancelled");
        ended.push("retraining");
      }
      settleIfNothingIsOwed(d, record, conduct, ended);
      d.notify("appeal-decided", staffId, "FIR-10", { caseId });
      return d.done();
    }
  }
}

/**
 * Verifies a breach and proposes its measure: the rung is one more than the verified breaches that count now. It is counted on the
 * very version of the person's record that is stored, so two verifications at once never count the same rung nor skip one.
 */
function verify(
  d: Drafted,
  record: ConductRecord,
  conduct: ConductCase,
  command: Of<"verify">,
  context: Context,
  begin: (kind: LimitKind, ownerId: string) => string,
  keeperId: string,
): Result {
  const { conduct: rules } = context.rules;
  const laddered = rules.categories.some(({ code, laddered: is }) => is && code === conduct.category);
  const rung = laddered ? countedBreaches(record, rules, context.now) + 1 : null;
  const measure = rung === null ? undefined : measureOfRung(rung, rules)?.code;
  const proposed = command.serious ? rules.serious.code : (measure ?? null);
  d.events.push({
    type: "Verified",
    caseId: conduct.id,
    by: context.actorId ?? "",
    reasons: d.keep("reasons", command.reasons),
    serious: command.serious,
    rung,
    proposed,
  });
  endOfCase(d, record, conduct, ["conduct-verify"]);
  if (proposed === null) {
    const limitId = begin("appeal", record.staffId);
    d.notify("measure", record.staffId, "FIR-10", { limitId, caseId: conduct.id });
  } else begin("conduct-measure", keeperId);
  return d.done();
}

/** The office confirms the measure of the rung; the person is told and may appeal, ordered retraining runs on a limit of its own. */
function setMeasure(
  d: Drafted,
  record: ConductRecord,
  conduct: ConductCase,
  { measure: code }: Of<"setMeasure">,
  context: Context,
  begin: (kind: LimitKind, ownerId: string) => string,
): Result {
  const proposed = conduct.decision?.proposed;
  if (code !== proposed)
    return refuse("measure-of-another-rung", "FIR-10", {
      measure: measureName(code, context),
      proposed: measureName(proposed ?? "", context),
    });
  const retraining = context.rules.conduct.measures.some((each) => each.code === code && each.retraining);
  d.events.push({ type: "MeasureSet", caseId: conduct.id, by: context.actorId ?? "", code, retraining });
  endOfCase(d, record, conduct, ["conduct-measure"]);
  const limitId = begin("appeal", record.staffId);
  if (retraining) begin("retraining", record.staffId);
  d.notify("measure", record.staffId, "FIR-10", { limitId, caseId: conduct.id });
  return d.done();
}
