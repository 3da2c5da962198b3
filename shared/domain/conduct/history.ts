import { applyClock, type ClockEvent } from "../case-clock.ts";
import type { TextId } from "../decision.ts";
import type { CaseDocument } from "../history.ts";
import { type ConductCase, type ConductRecord, caseOfLimit, type Suspicion } from "./conduct.ts";

/** What can have happened to one case of the register. */
type CaseEvent = { readonly caseId: string } & (
  | { readonly type: "PutToPerson"; readonly facts: TextId }
  | { readonly type: "Stated"; readonly text: TextId }
  | { readonly type: "HearingWaived" }
  | { readonly type: "HearingLapsed" }
  | {
      readonly type: "Verified";
      readonly by: string;
      readonly reasons: TextId;
      readonly serious: boolean;
      readonly rung: number | null;
      readonly proposed: string | null;
    }
  | { readonly type: "Dismissed"; readonly by: string; readonly reasons: TextId }
  | { readonly type: "MeasureSet"; readonly by: string; readonly code: string; readonly retraining: boolean }
  | { readonly type: "RetrainingDone"; readonly note: TextId }
  | { readonly type: "Appealed"; readonly text: TextId }
  | { readonly type: "AppealLapsed" }
  | {
      readonly type: "AppealDecided";
      readonly by: string;
      readonly outcome: "upheld" | "overturned";
      readonly reasons: TextId;
    }
  | { readonly type: "Settled" }
);

/** What can have happened in the record of one member of staff. */
export type ConductEvent =
  | { readonly type: "Suspected"; readonly staffId: string; readonly suspicion: Suspicion }
  | CaseEvent
  | ClockEvent;

/** What is stored of a member of staff in the register. */
export type ConductDocument = CaseDocument<ConductEvent>;

const opened = (suspicion: Suspicion, at: string): ConductCase => ({
  ...suspicion,
  version: 0,
  stage: "suspected",
  openedAt: at,
  put: null,
  hearing: null,
  decision: null,
  measure: null,
  retraining: null,
  appeal: null,
  appealLapsed: false,
});

function changed(conduct: ConductCase, event: CaseEvent, at: string): ConductCase {
  switch (event.type) {
    case "PutToPerson":
      return { ...conduct, stage: "hearing", put: { at, facts: event.facts } };
    case "Stated":
      return { ...conduct, stage: "heard", hearing: { at, how: "stated", text: event.text } };
    case "HearingWaived":
      return { ...conduct, stage: "heard", hearing: { at, how: "waived" } };
    case "HearingLapsed":
      return { ...conduct, stage: "heard", hearing: { at, how: "lapsed" } };
    case "Verified": {
      const { by, reasons, serious, rung, proposed } = event;
      const decision = { at, by, verified: true, reasons, serious, rung, proposed };
      return { ...conduct, stage: proposed === null ? "measured" : "verified", decision };
    }
    case "Dismissed": {
      const { by, reasons } = event;
      const decision = { at, by, verified: false, reasons, serious: false, rung: null, proposed: null };
      return { ...conduct, stage: "closed", decision };
    }
    case "MeasureSet":
      return {
        ...conduct,
        stage: "measured",
        measure: { code: event.code, at, by: event.by },
        retraining: event.retraining ? {} : null,
      };
    case "RetrainingDone":
      return { ...conduct, retraining: { doneAt: at, note: event.note } };
    case "Appealed":
      return { ...conduct, stage: "appealed", appeal: { at, text: event.text } };
    case "AppealLapsed":
      return { ...conduct, appealLapsed: true };
    case "AppealDecided": {
      const { by, outcome, reasons } = event;
      return {
        ...conduct,
        stage: "measured",
        appeal: conduct.appeal && { ...conduct.appeal, decidedAt: at, by, outcome, reasons },
      };
    }
    case "Settled":
      return { ...conduct, stage: "closed" };
  }
}

function apply(record: ConductRecord | undefined, event: ConductEvent, at: string): ConductRecord {
  if (event.type === "Suspected") {
    const before = record ?? { staffId: event.staffId, version: 0, cases: [], limits: [], outbox: [] };
    return { ...before, cases: [...before.cases, opened(event.suspicion, at)] };
  }
  if (!record) throw new Error(`A record begins with Suspected, not ${event.type}`);
  if (!("caseId" in event)) return applyClock(record, event, at);
  return {
    ...record,
    cases: record.cases.map((each) => (each.id === event.caseId ? changed(each, event, at) : each)),
  };
}

const caseOf = (event: ConductEvent): string | undefined => {
  if (event.type === "Suspected") return event.suspicion.id;
  if ("caseId" in event) return event.caseId;
  if (event.type === "LimitStarted") return caseOfLimit(event.limit.id);
  return undefined;
};

/** Folds the stored record of a person into its present state. */
export function foldConduct(document: ConductDocument): ConductRecord {
  let record: ConductRecord | undefined;
  const versions = new Map<string, number>();
  for (const entry of document.history) {
    for (const event of entry.events) record = apply(record, event, entry.at);
    for (const id of new Set(entry.events.map(caseOf)))
      if (id !== undefined) versions.set(id, (versions.get(id) ?? 0) + 1);
  }
  if (!record) throw new Error("A record has at least one entry");
  return {
    ...record,
    version: document.history.length,
    cases: record.cases.map((each) => ({ ...each, version: versions.get(each.id) ?? 0 })),
  };
}
