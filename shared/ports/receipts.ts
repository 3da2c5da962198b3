/** What a citizen is given to come back with: a random number and a secret of at least 80 bits, both in groups that can be read aloud. */
export interface Receipt {
  readonly number: string;
  readonly secret: string;
}

/** Receipts derived with the server's key: whoever repeats a submission under the same key gets the same receipt. */
export interface Receipts {
  issue(kind: "inquiry" | "suggestion", idempotencyKey: string): Promise<Receipt>;
  phoneKey(phone: string): Promise<string>;
  /** Digest of a submission that can't be confirmed by guessing without the key. */
  seal(submission: string): Promise<string>;
}
