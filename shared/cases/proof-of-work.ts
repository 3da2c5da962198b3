import { type Challenge, createChallenge, randomInt, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { ProofPayload, type ProvenForm } from "../contracts/proof-of-work.ts";
import { type Refusal, refuse } from "../domain/refusal.ts";
import type { Spent } from "../ports/spent.ts";

const MINUTE = 60_000;
const VALID = 10 * MINUTE;

/** One step of the search: so many rounds of PBKDF2, about a millisecond on an old telephone. */
const ROUNDS = 2_000;

/** As many challenges a minute as a busy day brings; each doubling beyond doubles the work, up to sixteen times. */
const USUAL_PER_MINUTE = 30;
const MOST_DOUBLINGS = 4;

/** The steps a challenge may take, by how many were asked for in this minute. */
export const effortAt = (usual: number, askedThisMinute: number): number =>
  usual * 2 ** Math.min(MOST_DOUBLINGS, Math.floor(Math.log2(Math.max(1, askedThisMinute / USUAL_PER_MINUTE))));

/** Makes a challenge for one form, valid for ten minutes, harder the more are asked for. */
export async function issueChallenge(
  { form, effort, now }: { readonly form: ProvenForm; readonly effort: number; readonly now: string },
  { spent, key }: { readonly spent: Pick<Spent, "count">; readonly key: () => Promise<string> },
): Promise<Challenge> {
  const at = Date.parse(now);
  const minute = new Date(at).toISOString().slice(0, 16);
  const [secret, asked] = await Promise.all([
    key(),
    spent.count(`challenges ${form} ${minute}`, new Date(at + 10 * MINUTE)),
  ]);
  const most = effortAt(effort, asked);
  return createChallenge({
    algorithm: "PBKDF2/SHA-256",
    cost: ROUNDS,
    // Known here and signed, so that a proof is checked by two digests instead of a search.
    counter: randomInt(most, Math.ceil(most / 2)),
    deriveKey,
    expiresAt: new Date(at + VALID),
    data: { form, most },
    hmacSignatureSecret: secret,
    hmacKeySignatureSecret: `${secret} key`,
  });
}

const payloadOf = (altcha: string): ProofPayload | undefined => {
  try {
    return ProofPayload.safeParse(JSON.parse(Buffer.from(altcha, "base64").toString("utf8"))).data;
  } catch {
    return undefined;
  }
};

/**
 * Whether a submission brings the work that was asked for: signed here, for this form, not expired, solved, and not used for another
 * submission. The same submission sent again under its key may bring the same proof.
 */
export async function checkProof(
  { form, altcha, owner }: { readonly form: ProvenForm; readonly altcha: string | undefined; readonly owner: string },
  { spent, key }: { readonly spent: Pick<Spent, "spend">; readonly key: () => Promise<string> },
): Promise<Refusal | undefined> {
  if (altcha === undefined) return refuse("proof-needed");
  const payload = payloadOf(altcha);
  if (payload?.challenge.parameters.data.form !== form) return refuse("proof-wrong");
  const { challenge, solution } = payload;
  const secret = await key();
  const { verified, expired } = await verifySolution({
    challenge: challenge as unknown as Challenge,
    solution,
    deriveKey,
    hmacSignatureSecret: secret,
    hmacKeySignatureSecret: `${secret} key`,
  });
  if (expired) return refuse("proof-expired");
  if (!verified) return refuse("proof-wrong");
  const { nonce, expiresAt } = challenge.parameters;
  const first = await spent.spend(`proof ${nonce}`, owner, new Date(expiresAt * 1000 + VALID));
  return first ? undefined : refuse("proof-spent");
}
