/** A page of a list; `cursor` leads to the next one. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly cursor?: string;
}

/** What is kept of a case that was given a receipt. */
export interface Receipted {
  readonly number: string;
  /** Digest of the receipt secret; the secret itself is stored nowhere. */
  readonly secretDigest: string;
  /** Keyed digest of the submission, by which a repeated one is told from another under the same key; nobody without the key can try guesses on it. */
  readonly submissionDigest: string;
}

/** Where cases of one kind are kept: one document each, every change one conditional write on its version. */
export interface CaseStore<Stored, Loaded extends Stored> {
  /** Stores a new case; `exists` when its key is taken (a repeated submission). */
  add(stored: Stored): Promise<"added" | "exists">;
  find(key: string): Promise<Loaded | undefined>;
  /** Stores a case whose last entry was appended to `version`; `stale` when somebody else was first. */
  save(stored: Stored, version: number): Promise<"saved" | "stale">;
  /** Keys of the cases at which somebody must look by `instant`, oldest first. */
  dueBefore(instant: string, cursor?: string): Promise<Page<string>>;
}
