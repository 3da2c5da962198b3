import type { ConductView } from "../contracts/case-views.ts";
import type { ConductRow } from "../contracts/conduct.ts";
import type { Shown } from "../contracts/shown.ts";
import { can, conductRelationsTo, type Principal } from "../domain/authorisation.ts";
import type { ConductCommandType } from "../domain/conduct/commands.ts";
import { type ConductCase, type ConductRecord, caseOfLimit, isPut, type Source } from "../domain/conduct/conduct.ts";
import type { ConductDocument } from "../domain/conduct/history.ts";
import type { Directory } from "../domain/directory.ts";
import { limitView, textIn } from "./views.ts";

/** Whether somebody sees everything of a case, what has been put to the person, or nothing. */
export function sightOf(
  staffId: string,
  conduct: Pick<ConductCase, "decision" | "measure" | "unitId" | "put">,
  principal: Principal,
  directory: Directory,
  day: string,
): "all" | "put" | "nothing" {
  const relations = conductRelationsTo(staffId, conduct, principal, directory, day);
  if (!can(principal, { on: "conduct", do: "read", relations, put: isPut(conduct) })) return "nothing";
  return relations.has("office") || relations.has("director") ? "all" : "put";
}

/** A row of the register as this person may see it; undefined when for them there is none. */
export function rowFor(row: ConductRow, principal: Principal, directory: Directory, day: string) {
  const { putAt, decidedBy, measuredBy, openedAt, ...shown } = row;
  const standing = {
    unitId: row.unitId,
    put: putAt === null ? null : { at: putAt, facts: "" },
    decision: decidedBy === null ? null : involved(decidedBy),
    measure: measuredBy === null ? null : { code: row.measure ?? "", at: "", by: measuredBy },
  };
  const sight = sightOf(row.staffId, standing, principal, directory, day);
  if (sight === "nothing") return undefined;
  return sight === "all" ? { ...shown, openedAt, putAt } : { ...shown, openedAt: null, putAt };
}

const involved = (by: string): NonNullable<ConductCase["decision"]> => ({
  at: "",
  by,
  verified: true,
  reasons: "",
  serious: false,
  rung: null,
  proposed: null,
});

/** Where it comes from; of a complaint not which: who works in the office may be one of those it is about, and knows it by a number they can't open. */
const sourceView = (source: Source): Exclude<Source, { kind: "complaint" }> | { readonly kind: "complaint" } =>
  source.kind === "complaint" ? { kind: source.kind } : source;

/** A case of the register: for the office whole, for the person and their head from when it was put to them and without its source. */
export function conductView(
  { staffId, limits }: ConductRecord,
  conduct: ConductCase,
  document: ConductDocument,
  sight: "all" | "put",
  now: string,
  commands: readonly ConductCommandType[],
) {
  const text = textIn(document.texts);
  const { hearing, decision, retraining, appeal, put } = conduct;
  const own = limits.filter((limit) => caseOfLimit(limit.id) === conduct.id);
  return {
    id: conduct.id,
    staffId,
    version: conduct.version,
    category: conduct.category,
    unitId: conduct.unitId,
    stage: conduct.stage,
    put: put && { at: put.at, facts: text(put.facts) },
    hearing: hearing && { ...hearing, ...("text" in hearing && { text: text(hearing.text) }) },
    decision: decision && { ...decision, reasons: text(decision.reasons) },
    measure: conduct.measure,
    retraining: retraining && { ...retraining, ...(retraining.note !== undefined && { note: text(retraining.note) }) },
    appeal: appeal && {
      ...appeal,
      text: text(appeal.text),
      ...(appeal.reasons !== undefined && { reasons: text(appeal.reasons) }),
    },
    appealLapsed: conduct.appealLapsed,
    ...(sight === "all" && {
      source: sourceView(conduct.source),
      facts: text(conduct.facts),
      openedAt: conduct.openedAt,
    }),
    limits: own
      .filter((limit) => sight === "all" || limit.kind !== "conduct-verify")
      .map((limit) => limitView(limit, now)),
    commands,
  } satisfies Shown<ConductView>;
}
