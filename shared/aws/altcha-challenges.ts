import { type Challenge, createChallenge, randomInt, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { ProofPayload } from "../contracts/proof-of-work.ts";
import type { Challenges } from "../ports/challenges.ts";

/** One step of the search: so many rounds of PBKDF2, about a millisecond on an old telephone. */
const ROUNDS = 2_000;

const payloadOf = (proof: string): ProofPayload | undefined => {
  try {
    return ProofPayload.safeParse(JSON.parse(Buffer.from(proof, "base64").toString("utf8"))).data;
  } catch {
    return undefined;
  }
};

/** Challenges of the ALTCHA protocol, version 2 (https://altcha.org), signed with a key of the server's. */
export const altchaChallenges = (key: () => Promise<string>): Challenges => ({
  issue: async (form, most, expiresAt) => {
    const secret = await key();
    return createChallenge({
      algorithm: "PBKDF2/SHA-256",
      cost: ROUNDS,
      // The answer is known here and signed, so that a proof is checked by two digests instead of a search.
      counter: randomInt(most, Math.ceil(most / 2)),
      deriveKey,
      expiresAt,
      data: { form, most },
      hmacSignatureSecret: secret,
      hmacKeySignatureSecret: `${secret} key`,
    });
  },
  verify: async (form, proof) => {
    const payload = payloadOf(proof);
    if (payload?.challenge.parameters.data.form !== form) return { is: "wrong" };
    const { challenge, solution } = payload;
    const secret = await key();
    const { verified, expired } = await verifySolution({
      challenge: challenge as unknown as Challenge,
      solution,
      deriveKey,
      hmacSignatureSecret: secret,
      hmacKeySignatureSecret: `${secret} key`,
    });
    if (expired) return { is: "expired" };
    const { nonce, expiresAt } = challenge.parameters;
    return verified ? { is: "right", nonce, expiresAt: new Date(expiresAt * 1000) } : { is: "wrong" };
  },
});
