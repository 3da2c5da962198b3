import type { PublishedSuggestion, SuggestionSummary } from "../contracts/suggestion.ts";
import type { SuggestionDocument } from "../domain/suggestion/history.ts";
import type { Suggestion, SuggestionStage } from "../domain/suggestion/suggestion.ts";
import type { CaseStore, Page, Receipted } from "./case-store.ts";

/** A suggestion as it is stored. */
export interface StoredSuggestion extends Receipted {
  readonly document: SuggestionDocument;
}

/** A suggestion with its present state. */
export interface LoadedSuggestion extends StoredSuggestion {
  readonly suggestion: Suggestion;
}

/** A row of the box with what decides who may see it, and the cursor that leads on behind it. */
export interface ListedSuggestion {
  readonly summary: SuggestionSummary;
  readonly standing: Pick<Suggestion, "about" | "category" | "assigneeId">;
  readonly cursor: string;
}

/** The suggestion box. */
export interface SuggestionStore extends CaseStore<StoredSuggestion, LoadedSuggestion> {
  /** Suggestions of one stage by what is due first, the finished ones newest first; fewer than `limit` only at the end. */
  list(stage: SuggestionStage, limit: number, cursor?: string): Promise<readonly ListedSuggestion[]>;
  /** What has been published, newest first. */
  published(limit: number, cursor?: string): Promise<Page<PublishedSuggestion>>;
}
