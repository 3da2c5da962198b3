import { appealAuthorityOf } from "./conduct/appeal-authority.ts";
import { type ConductCommandType, type ConductRelation, conductCommands } from "./conduct/commands.ts";
import type { ConductCase } from "./conduct/conduct.ts";
import { actingFor, type Directory, isInCharge, type Staff, staffOf } from "./directory.ts";
import { keeperOf } from "./impartial.ts";
import { type Relation, type StaffCommandType, staffCommands } from "./inquiry/commands.ts";
import { type Inquiry, openReferral } from "./inquiry/inquiry.ts";
import { type Right, type RightName, rights } from "./rights.ts";
import { type BoxRelation, type SuggestionCommandType, suggestionCommands } from "./suggestion/commands.ts";
import { concernedBy, type Suggestion } from "./suggestion/suggestion.ts";

/** A signed-in member of staff as the directory knows them now; never as a token claims. */
export type Principal = Staff;

/** How this person stands to this case, today. */
export function relationsTo(
  inquiry: Inquiry,
  principal: Principal,
  directory: Directory,
  day: string,
): ReadonlySet<Relation> {
  const relations = new Set<Relation>();
  const { id } = principal;
  const actsFor = (other: string) => other === id || actingFor(directory, other, day)?.id === id;
  const inUnit = (unitId: string) => principal.unitId === unitId || isInCharge(directory, id, unitId, day);
  if (actsFor(inquiry.caseworkerId)) relations.add("caseworker");
  if (actsFor(inquiry.firstResponder.staffId)) relations.add("first-responder");
  if (isInCharge(directory, id, inquiry.unitId, day)) relations.add("in-charge");
  const referral = openReferral(inquiry);
  if (referral && inUnit(referral.toUnitId)) relations.add("referral-target");
  const consultation = inquiry.consultations.at(-1);
  if (consultation && !consultation.designatedAt && actsFor(consultation.superiorId)) relations.add("superior");
  const report = inquiry.limits.find((limit) => limit.kind === "acknowledge-urgent" && limit.state === "running");
  if (report && actsFor(report.ownerId)) relations.add("superior");
  if (inquiry.assistance.some((each) => !each.answeredAt && inUnit(each.unitId))) relations.add("assistant");
  if (inquiry.appointment?.state === "booked" && actsFor(inquiry.appointment.withId)) relations.add("host");
  if (principal.unitId === inquiry.unitId || principal.unitId === inquiry.firstResponder.unitId)
    relations.add("colleague");
  if (principal.roles.includes("supervisor")) relations.add("supervisor");
  if (principal.roles.includes("director")) relations.add("director");
  return relations;
}

/** How this person stands to this suggestion, today. Whoever it is about stands in no other way to it (invariant 7). */
export function boxRelationsTo(
  suggestion: Pick<Suggestion, "about" | "category" | "assigneeId">,
  principal: Principal,
  directory: Directory,
  day: string,
): ReadonlySet<BoxRelation> {
  const concerned = concernedBy(suggestion, directory);
  if (concerned.has(principal.id)) return new Set(["concerned"]);
  const relations = new Set<BoxRelation>();
  const { assigneeId } = suggestion;
  if (principal.roles.includes("supervisor") || keeperOf(directory, concerned, day)?.id === principal.id)
    relations.add("office");
  if (principal.roles.includes("director")) relations.add("director");
  if (assigneeId !== null && actingFor(directory, assigneeId, day)?.id === principal.id) relations.add("assignee");
  const assignee = staffOf(directory, assigneeId ?? undefined);
  if (assignee && suggestion.category !== "complaint" && isInCharge(directory, principal.id, assignee.unitId, day))
    relations.add("in-charge");
  return relations;
}

/** How this person stands to this case of the register, today. The person it is about stands in no other way to it. */
export function conductRelationsTo(
  staffId: string,
  conduct: Pick<ConductCase, "decision" | "measure" | "unitId">,
  principal: Principal,
  directory: Directory,
  day: string,
): ReadonlySet<ConductRelation> {
  if (principal.id === staffId) return new Set(["concerned"]);
  const relations = new Set<ConductRelation>();
  if (principal.roles.includes("supervisor") || keeperOf(directory, new Set([staffId]), day)?.id === principal.id)
    relations.add("office");
  if (principal.roles.includes("director")) relations.add("director");
  const unitId = staffOf(directory, staffId)?.unitId ?? conduct.unitId;
  if (isInCharge(directory, principal.id, unitId, day)) relations.add("head");
  if (appealAuthorityOf(conduct, staffId, directory, day) === principal.id) relations.add("appeal-authority");
  return relations;
}

/** The unit it is about, and who is in charge of it today. */
interface AboutUnit {
  readonly unitId: string;
  readonly directory: Directory;
  readonly day: string;
}

type RightOf<Name extends RightName> = (typeof rights)[Name];

/** A right, with the unit or the person it is asked about where it depends on them. */
type RightAction<Name extends RightName = RightName> = Name extends `${infer On}.${infer Do}`
  ? { readonly on: On; readonly do: Do } & (RightOf<Name> extends { unit: string } ? AboutUnit : unknown) &
      (RightOf<Name> extends { notOneself: true } ? { readonly staffId: string } : unknown)
  : never;

/** What can be asked for: a command of a case by one's relation to it, or a right. */
export type Action =
  | { readonly on: "inquiry"; readonly do: "read" | StaffCommandType; readonly relations: ReadonlySet<Relation> }
  | {
      readonly on: "suggestion";
      readonly do: "read" | SuggestionCommandType;
      readonly relations: ReadonlySet<BoxRelation>;
    }
  | {
      readonly on: "conduct";
      readonly do: "read" | ConductCommandType;
      readonly relations: ReadonlySet<ConductRelation>;
      /** Whether it has been put to the person. */
      readonly put: boolean;
    }
  | RightAction;

interface Asked extends Partial<AboutUnit> {
  readonly on: string;
  readonly do: string;
  readonly staffId?: string;
}

function hasRight(principal: Principal, action: Asked): boolean {
  const right: Right | undefined = rights[`${action.on}.${action.do}` as RightName];
  if (!right || (right.notOneself && action.staffId === principal.id)) return false;
  if (right.roles === "everybody" || right.roles.some((role) => principal.roles.includes(role))) return true;
  const { unitId, directory, day } = action;
  if (right.unit === undefined || unitId === undefined) return false;
  if (right.unit === "member" && principal.unitId === unitId) return true;
  return directory !== undefined && day !== undefined && isInCharge(directory, principal.id, unitId, day);
}

/** Who may do what: one function, default deny, over role, unit and relation to the case (FIR-2: nobody is outside the rules). */
export function can(principal: Principal, action: Action): boolean {
  if (!principal.active) return false;
  switch (action.on) {
    case "inquiry":
      return action.do === "read"
        ? action.relations.size > 0
        : staffCommands[action.do].by.some((relation) => action.relations.has(relation));
    case "suggestion":
      if (action.relations.has("concerned")) return false;
      return action.do === "read"
        ? action.relations.size > 0
        : suggestionCommands[action.do].by.some((relation) => action.relations.has(relation));
    case "conduct": {
      const supervises = action.relations.has("office") || action.relations.has("director");
      if (!supervises && !action.put) return false;
      return action.do === "read"
        ? action.relations.size > 0
        : conductCommands[action.do].by.some((relation) => action.relations.has(relation));
    }
    default:
      return hasRight(principal, action);
  }
}
