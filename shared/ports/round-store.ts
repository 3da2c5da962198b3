/** What every open case depends on besides itself: when it changes, all of them are looked at, in a round of their own. */
export type RoundName = "calendar" | "directory";

/** A round over all open cases, and how far it has come. */
export interface Round {
  /** What it is made for: a digest of the calendar, or of the directory, as it stands. */
  readonly of: string;
  /** When the audit first saw it stand so, or last failed at a case of the round. */
  readonly since: string;
  readonly began: string;
  /** Where it goes on; null once it went through. */
  readonly at: { readonly station: string; readonly cursor?: string } | null;
  /** How often it was kept. */
  readonly version: number;
}

/** Where the audit keeps how far its rounds have come, so that the next run goes on there. */
export interface RoundStore {
  find(name: RoundName): Promise<Round | undefined>;
  /** Keeps a round in the place of the version before it; `stale` when another run was first. */
  save(name: RoundName, round: Round): Promise<"saved" | "stale">;
}
