import type { ProvenForm } from "../contracts/proof-of-work.ts";
import { type Refusal, refuse } from "../domain/refusal.ts";
import type { Challenges } from "../ports/challenges.ts";
import type { Spent } from "../ports/spent.ts";

/** A challenge is solved when the form is sent, so ten minutes are plenty. */
const VALID = 10 * 60_000;

/** So long a spent challenge is remembered after it has expired: the clocks of two computers may differ by more than anybody expects. */
const A_DAY = 24 * 60 * 60_000;

/** As many challenges a minute as a busy day brings; each doubling beyond doubles the work, up to sixteen times. */
const USUAL_PER_MINUTE = 30;
const MOST_DOUBLINGS = 4;

/** The steps a challenge may take, by how many were asked for in this minute. */
export const effortAt = (usual: number, askedThisMinute: number): number =>
  usual * 2 ** Math.min(MOST_DOUBLINGS, Math.floor(Math.log2(Math.max(1, askedThisMinute / USUAL_PER_MINUTE))));

/** Makes a challenge for one form, valid for ten minutes, harder the more are asked for. */
export async function issueChallenge(
  { form, effort, now }: { readonly form: ProvenForm; readonly effort: number; readonly now: string },
  { spent, challenges }: { readonly spent: Pick<Spent, "count">; readonly challenges: Pick<Challenges, "issue"> },
): Promise<object> {
  const until = new Date(Date.parse(now) + VALID);
  const asked = await spent.count(`challenges ${form} ${now.slice(0, 16)}`, until);
  return challenges.issue(form, effortAt(effort, asked), until);
}

/**
 * Whether a submission brings the work that was asked for: signed here, for this form, not expired, solved, and not used for another
 * submission. The same submission sent again under its key may bring the same proof.
 */
export async function checkProof(
  { form, altcha, owner }: { readonly form: ProvenForm; readonly altcha: string | undefined; readonly owner: string },
  { spent, challenges }: { readonly spent: Pick<Spent, "spend">; readonly challenges: Pick<Challenges, "verify"> },
): Promise<Refusal | undefined> {
  if (altcha === undefined) return refuse("proof-needed");
  const verdict = await challenges.verify(form, altcha);
  if (verdict.is !== "right") return refuse(`proof-${verdict.is}`);
  const { nonce, expiresAt } = verdict;
  const keepUntil = new Date(expiresAt.getTime() + A_DAY);
  return (await spent.spend(`proof ${nonce}`, owner, keepUntil)) ? undefined : refuse("proof-spent");
}
