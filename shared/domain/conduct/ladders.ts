import type { Context } from "../decision.ts";
import { impartialRecipient } from "../impartial.ts";
import type { Ladders } from "../ladder.ts";
import { type ConductRecord, caseOfLimit } from "./conduct.ts";

/**
 * The ladders of a person's record. What is about the person reaches them only where it is theirs to act; a term of appeal has no
 * ladder, for it is a right that runs out.
 */
export const conductLadders = ({ staffId }: ConductRecord, { directory, now, time }: Context) =>
  ({
    recipient: (step, { ownerId }) =>
      step.to === "accountable" && ownerId === staffId
        ? ownerId
        : (impartialRecipient(step, ownerId, directory, new Set([staffId]), time.dayOf(now)) ?? "office"),
    about: ({ id }) => ({ caseId: caseOfLimit(id) }),
    of: ({ kind }) => kind !== "appeal",
  }) satisfies Ladders;
