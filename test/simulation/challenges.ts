import type { Challenges } from "#shared/ports/challenges.ts";
import { now } from "./present.ts";

/** A proof of work as it is here: for which form, which challenge, and until when. Whether it can be forged is shown elsewhere. */
export const proofOf = (form: string, nonce: string, expiresAt: number): string => `${form}/${nonce}/${expiresAt}`;

// Stands in for shared/aws/altcha-challenges.ts, whose digests are made on other threads, in no order that could be replayed.

/** Challenges that are solved as soon as they are made; they are bound to a form and expire. */
export const altchaChallenges = (): Challenges => ({
  issue: (form, _, expiresAt) => Promise.resolve({ form, expiresAt }),
  verify: (form, proof) => {
    const [madeFor, nonce = "", until] = proof.split("/");
    if (madeFor !== form) return Promise.resolve({ is: "wrong" });
    const expiresAt = new Date(Number(until));
    return Promise.resolve(expiresAt.getTime() < now() ? { is: "expired" } : { is: "right", nonce, expiresAt });
  },
});
