import { applyClock, type ClockEvent, type Clocked } from "../case-clock.ts";
import type { Clause } from "../clauses.ts";
import { type Context, type Decision, draft, type TextId } from "../decision.ts";
import { headOf } from "../directory.ts";
import type { CaseDocument } from "../history.ts";
import { breachesFirst, climbLadders, usualLadders } from "../ladder.ts";
import { type Refusal, refuse } from "../refusal.ts";

export type Severity = "none" | "minor" | "serious";

/** What the office found on one visit in one unit under one heading (督查, FIR-9; SC-3, SC-6, SC-7, SC-9). */
export interface Inspection extends Clocked {
  readonly number: string;
  readonly version: number;
  readonly officeId: string;
  readonly unitId: string;
  readonly category: string;
  readonly inspectedOn: string;
  readonly severity: Severity;
  readonly finding: TextId;
  readonly evidence: TextId | null;
  readonly recordedBy: string;
  readonly stage: "recorded" | "to-rectify" | "rectified";
  readonly rectified: { readonly at: string; readonly by: string; readonly text: TextId } | null;
}

/** What can have happened to an inspection record. */
export type InspectionEvent =
  | ({ readonly type: "Recorded" } & Pick<
      Inspection,
      "number" | "officeId" | "unitId" | "category" | "inspectedOn" | "severity" | "finding" | "evidence" | "recordedBy"
    >)
  | { readonly type: "RectificationDemanded" }
  | { readonly type: "Rectified"; readonly by: string; readonly text: TextId }
  | ClockEvent;

/** What is stored of an inspection. */
export type InspectionDocument = CaseDocument<InspectionEvent>;

function apply(inspection: Inspection | undefined, event: InspectionEvent, at: string): Inspection {
  if (event.type === "Recorded") {
    const { type: _, ...facts } = event;
    return { ...facts, version: 0, stage: "recorded", rectified: null, limits: [], outbox: [] };
  }
  if (!inspection) throw new Error(`A history begins with Recorded, not ${event.type}`);
  switch (event.type) {
    case "RectificationDemanded":
      return { ...inspection, stage: "to-rectify" };
    case "Rectified":
      return { ...inspection, stage: "rectified", rectified: { at, by: event.by, text: event.text } };
    default:
      return applyClock(inspection, event, at);
  }
}

/** Folds a stored inspection into its present state. */
export function foldInspection(document: InspectionDocument): Inspection {
  let inspection: Inspection | undefined;
  for (const entry of document.history)
    for (const event of entry.events) inspection = apply(inspection, event, entry.at);
  if (!inspection) throw new Error("An inspection has at least one entry");
  return { ...inspection, version: document.history.length };
}

/** What the office writes down on the spot. */
export interface Visit {
  readonly number: string;
  readonly officeId: string;
  readonly unitId: string;
  readonly category: string;
  readonly inspectedOn: string;
  readonly severity: Severity;
  readonly finding: string;
  readonly evidence?: string;
  readonly mustRectify: boolean;
}

/** Records an inspection; where something must be put right, the head of the unit has the limit for it. */
export function recordInspection(visit: Visit, context: Context): Decision<InspectionEvent> | Refusal {
  const { finding, evidence, mustRectify, ...facts } = visit;
  const { categories } = context.rules.conduct;
  const category = categories.find(({ code, usedIn }) => code === visit.category && usedIn.includes("inspection"));
  if (!category) return refuse("unknown-inspection-category", "FIR-9", { category: visit.category });
  const d = draft<InspectionEvent>({ version: 0 }, context, "FIR-9");
  if (visit.inspectedOn > d.today) return refuse("inspected-later", "FIR-9", { inspectedOn: visit.inspectedOn });
  if (mustRectify && visit.severity === "none") return refuse("nothing-to-rectify", "FIR-9");
  d.events.push({
    type: "Recorded",
    ...facts,
    finding: d.keep("finding", finding),
    evidence: evidence === undefined ? null : d.keep("evidence", evidence),
    recordedBy: context.actorId ?? "",
  });
  if (mustRectify) {
    const ownerId = headOf(context.directory, visit.unitId, d.today)?.id ?? "office";
    d.events.push({ type: "RectificationDemanded" });
    const limitId = d.begin("rectify", ownerId);
    d.notify("inspection", ownerId, "FIR-9", { limitId });
  }
  return d.done(...(category.clauses as readonly Clause[]));
}

/** What was found has been put right. */
export const rectify = (inspection: Inspection, text: string, context: Context): Decision<InspectionEvent> | Refusal =>
  inspection.stage === "to-rectify"
    ? breachesFirst(inspection, context, usualLadders(context), (found) => rectified(found, text, context))
    : refuse("nothing-to-rectify", "FIR-9");

function rectified(inspection: Inspection, text: string, context: Context): Decision<InspectionEvent> {
  const d = draft<InspectionEvent>(inspection, context, "FIR-9");
  d.events.push({ type: "Rectified", by: context.actorId ?? "", text: d.keep("rectified", text) });
  for (const limit of inspection.limits)
    if (limit.state === "running") d.events.push({ type: "LimitMet", id: limit.id });
  d.notify("inspection", inspection.recordedBy, "FIR-9");
  return d.done();
}

/** What time has done to an inspection by now. */
export function auditInspection(inspection: Inspection, context: Context): Decision<InspectionEvent> {
  const d = draft<InspectionEvent>(inspection, context, "SC-5");
  climbLadders(d, inspection, context, usualLadders(context));
  return d.done("FIR-9");
}
