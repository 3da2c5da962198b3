import type { ProvenForm } from "../contracts/proof-of-work.ts";

/** What a proof turned out to be; a right one names the challenge it solves. */
export type Verdict =
  | { readonly is: "right"; readonly nonce: string; readonly expiresAt: Date }
  | { readonly is: "wrong" | "expired" };

/** Challenges that nobody else can make, and their proofs. */
export interface Challenges {
  /** A challenge for a form that takes between half of `most` and `most` steps. */
  issue(form: ProvenForm, most: number, expiresAt: Date): Promise<object>;
  verify(form: ProvenForm, proof: string): Promise<Verdict>;
}
