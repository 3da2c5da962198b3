import type { Staff } from "#shared/domain/directory.ts";

const has =
  (...roles: Staff["roles"][number][]) =>
  (person: Pick<Staff, "roles">): boolean =>
    roles.some((role) => person.roles.includes(role));

/** Which rooms of the portal a person finds doors to; the server decides again about every step inside. */
export const can = {
  lead: has("head", "director", "supervisor"),
  supervise: has("supervisor", "director"),
  administer: has("administrator"),
} as const;
