import { actingFor, type Directory, isInCharge, type Staff, staffOf } from "./directory.ts";
import { type Relation, type StaffCommandType, staffCommands } from "./inquiry/commands.ts";
import { type Inquiry, openReferral } from "./inquiry/inquiry.ts";

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

/** What can be asked for besides the commands of a case. */
export type Action =
  | { readonly on: "inquiry"; readonly do: "read" | StaffCommandType; readonly relations: ReadonlySet<Relation> }
  | {
      readonly on: "inquiries";
      readonly do: "record" | "list-own" | "list-unit" | "list-all" | "find-by-phone";
      readonly unitId?: string;
      readonly directory?: Directory;
      readonly day?: string;
    }
  | { readonly on: "directory"; readonly do: "read" | "write" }
  | {
      readonly on: "figures";
      readonly do: "read-unit";
      readonly unitId: string;
      readonly directory: Directory;
      readonly day: string;
    }
  | { readonly on: "figures"; readonly do: "read-all" | "export" }
  | { readonly on: "digests"; readonly do: "read" }
  | { readonly on: "reply"; readonly do: "check" }
  | { readonly on: "inbox"; readonly do: "read" | "acknowledge" };

const has = (principal: Principal, ...roles: Principal["roles"][number][]) =>
  roles.some((role) => principal.roles.includes(role));

type ListAction = Extract<Action, { readonly on: "inquiries" }>;

const overUnit = (principal: Principal, { unitId, directory, day }: ListAction): boolean =>
  principal.unitId === unitId ||
  (directory !== undefined &&
    unitId !== undefined &&
    day !== undefined &&
    isInCharge(directory, principal.id, unitId, day));

/** Who may do what: one function, default deny, over role, unit and relation to the case (FIR-2: nobody is outside the rules). */
export function can(principal: Principal, action: Action): boolean {
  if (!principal.active) return false;
  switch (action.on) {
    case "inquiry":
      return action.do === "read"
        ? action.relations.size > 0
        : staffCommands[action.do].by.some((relation) => action.relations.has(relation));
    case "inquiries":
      if (action.do === "list-all") return has(principal, "supervisor", "director");
      return action.do !== "list-unit" || has(principal, "supervisor", "director") || overUnit(principal, action);
    case "directory":
      return action.do === "read" || has(principal, "administrator");
    case "figures":
      // A unit's figures are about the work of few people: those who answer for it see them, colleagues don't.
      return (
        has(principal, "supervisor", "director") ||
        (action.do === "read-unit" && isInCharge(action.directory, principal.id, action.unitId, action.day))
      );
    case "digests":
      return has(principal, "supervisor", "director");
    case "reply":
    case "inbox":
      return true;
  }
}

/** The principal behind an id, if the directory knows them as active. */
export const principalOf = (directory: Directory, id: string): Principal | undefined => {
  const person = staffOf(directory, id);
  return person?.active ? person : undefined;
};
