import type { KeptDigest, PublishedFigures } from "../contracts/figures.ts";
import type { Tally } from "../domain/figures/tally.ts";
import type { Page } from "./case-store.ts";

/** A suggestion as it is counted: its category, and the units of those it concerns. */
export interface BoxEntry {
  readonly category: string;
  readonly units: readonly string[];
}

/** An open case of the conduct register as it is counted: where it stands, and the units of the person it is about. */
export interface ConductEntry {
  readonly stage: string;
  readonly units: readonly string[];
}

/** Where what has been counted is kept. Everything but the digests can be counted again and is then replaced. */
export interface FiguresStore {
  keepMonth(month: string, unitId: string, tally: Tally): Promise<void>;
  /** The tallies of a month by unit, as far as they are kept. */
  month(month: string): Promise<ReadonlyMap<string, Tally>>;
  keepBoxMonth(month: string, entries: readonly BoxEntry[]): Promise<void>;
  boxMonth(month: string): Promise<readonly BoxEntry[]>;
  keepConduct(entries: readonly ConductEntry[]): Promise<void>;
  conduct(): Promise<readonly ConductEntry[]>;
  publish(figures: PublishedFigures): Promise<void>;
  published(): Promise<PublishedFigures | undefined>;
  /** Keeps the digest of a week unless there is one. */
  addDigest(digest: KeptDigest): Promise<"added" | "exists">;
  digest(week: string): Promise<KeptDigest | undefined>;
  /** Newest first. */
  digests(limit: number, cursor?: string): Promise<Page<KeptDigest>>;
}
