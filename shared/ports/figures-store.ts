import type { Digest, PublishedFigures } from "../contracts/figures.ts";
import type { Tally } from "../domain/figures/tally.ts";
import type { Page } from "./case-store.ts";

/** What came into the suggestion box in a month: of each entry its category, and the units of those it concerns. */
export interface BoxMonth {
  readonly entries: readonly { readonly category: string; readonly units: readonly string[] }[];
}

/** Where what has been counted is kept. Everything but the digests can be counted again and is then replaced. */
export interface FiguresStore {
  keepMonth(month: string, unitId: string, tally: Tally): Promise<void>;
  /** The tallies of a month by unit, as far as they are kept. */
  month(month: string): Promise<ReadonlyMap<string, Tally>>;
  keepBoxMonth(month: string, box: BoxMonth): Promise<void>;
  boxMonth(month: string): Promise<BoxMonth | undefined>;
  publish(figures: PublishedFigures): Promise<void>;
  published(): Promise<PublishedFigures | undefined>;
  /** Keeps the digest of a week unless there is one. */
  addDigest(digest: Digest): Promise<"added" | "exists">;
  digest(week: string): Promise<Digest | undefined>;
  /** Newest first. */
  digests(limit: number, cursor?: string): Promise<Page<Digest>>;
}
