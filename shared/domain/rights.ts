import type { Role } from "./directory.ts";

/** Who has a right: everybody in service, or those with one of these roles and, where it is about a unit, those of it or in charge of it. */
export interface Right {
  readonly roles: readonly Role[] | "everybody";
  /** Roles aside: whoever belongs to the unit it is about, or only whoever is in charge of it. */
  readonly unit?: "member" | "in-charge";
  /** Nobody has it over themselves. */
  readonly notOneself?: true;
}

const office = ["supervisor", "director"] as const satisfies readonly Role[];

/**
 * What can be done besides the commands of a case, and by whom (FIR-2: nobody is outside the rules). Commands have tables of their
 * own, by relation to the case. The authorisation matrix is made from these tables and tried over HTTP.
 */
export const rights = {
  "inquiries.record": { roles: "everybody" },
  "inquiries.list-own": { roles: "everybody" },
  "inquiries.find-by-phone": { roles: "everybody" },
  "inquiries.list-unit": { roles: office, unit: "member" },
  "inquiries.list-all": { roles: office },
  "suggestions.record": { roles: office },
  "suggestions.open-box": { roles: office },
  "register.open-case": { roles: office, notOneself: true },
  "inspection.read": { roles: office, unit: "in-charge" },
  "inspection.rectify": { roles: office, unit: "in-charge" },
  "inspection.record": { roles: office },
  "directory.read": { roles: "everybody" },
  "directory.write": { roles: ["administrator"] },
  // A unit's figures are about the work of few people: those who answer for it see them, colleagues don't.
  "figures.read-unit": { roles: office, unit: "in-charge" },
  "figures.read-all": { roles: office },
  "figures.export": { roles: office },
  "digests.read": { roles: office },
  "reply.check": { roles: "everybody" },
  "inbox.read": { roles: "everybody" },
  "inbox.acknowledge": { roles: "everybody" },
} as const satisfies Record<string, Right>;

export type RightName = keyof typeof rights;
