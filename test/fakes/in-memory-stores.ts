import { conductRowsOf } from "#shared/aws/conduct-table.ts";
import { inspectionSummaryOf } from "#shared/aws/inspection-table.ts";
import { suggestionSummaryOf } from "#shared/aws/suggestion-table.ts";
import { nextDue, nextLook } from "#shared/domain/case-clock.ts";
import { foldConduct } from "#shared/domain/conduct/history.ts";
import { fold } from "#shared/domain/inquiry/history.ts";
import { foldInspection } from "#shared/domain/inspection/inspection.ts";
import { foldBox } from "#shared/domain/suggestion/box.ts";
import { foldSuggestion, nextLookAt } from "#shared/domain/suggestion/history.ts";
import type { BoxStore, LoadedBox, StoredBox } from "#shared/ports/box-store.ts";
import type { ConductStore, LoadedConduct, StoredConduct } from "#shared/ports/conduct-store.ts";
import type { InquiryStore, LoadedInquiry, StoredInquiry } from "#shared/ports/inquiry-store.ts";
import type { InspectionStore, LoadedInspection, StoredInspection } from "#shared/ports/inspection-store.ts";
import type { Round, RoundName, RoundStore } from "#shared/ports/round-store.ts";
import type { LoadedSuggestion, StoredSuggestion, SuggestionStore } from "#shared/ports/suggestion-store.ts";
import { inMemoryCases } from "./in-memory-cases.ts";

/** The suggestion box in memory; `all` shows what is stored. */
export function inMemorySuggestions(): SuggestionStore & { readonly all: () => readonly LoadedSuggestion[] } {
  const { store, all } = inMemoryCases<StoredSuggestion, LoadedSuggestion>({
    keyOf: ({ number }) => number,
    loaded: (stored) => ({ ...stored, suggestion: foldSuggestion(stored.document) }),
    look: ({ suggestion }) => nextLookAt(suggestion),
  });
  return {
    ...store,
    all,
    list: async (stage, limit, cursor) =>
      all()
        .filter(({ suggestion }) => suggestion.stage === stage)
        .map(({ suggestion, document }) => ({
          summary: suggestionSummaryOf(suggestion, document.texts),
          standing: suggestion,
          cursor: `${nextDue(suggestion) ?? "9999"} ${suggestion.number}`,
        }))
        .sort((a, b) => (a.cursor < b.cursor ? -1 : 1))
        .filter((row) => cursor === undefined || row.cursor > cursor)
        .slice(0, limit),
    published: async () => ({
      items: all().flatMap(({ suggestion: { category, topic, publication }, document: { texts } }) =>
        publication
          ? [
              {
                category,
                topic,
                content: texts[publication.text]?.body ?? "",
                reply: texts[publication.reply]?.body ?? "",
                publishedAt: publication.at,
              },
            ]
          : [],
      ),
    }),
  };
}

/** The conduct register in memory. */
export function inMemoryConduct(): ConductStore & { readonly all: () => readonly LoadedConduct[] } {
  const { store, all } = inMemoryCases<StoredConduct, LoadedConduct>({
    keyOf: ({ staffId }) => staffId,
    loaded: (stored) => ({ ...stored, record: foldConduct(stored.document) }),
    look: ({ record }) => nextLook(record),
  });
  return { ...store, all, rows: async () => all().flatMap(({ record }) => conductRowsOf(record)) };
}

/** The boxes on the walls in memory. */
export const inMemoryBoxes = (): BoxStore =>
  inMemoryCases<StoredBox, LoadedBox>({
    keyOf: ({ number }) => number,
    loaded: (stored) => ({ ...stored, box: foldBox(stored.document) }),
    look: ({ box }) => nextLook(box),
  }).store;

/** Inspections in memory. */
export function inMemoryInspections(): InspectionStore {
  const { store, all } = inMemoryCases<StoredInspection, LoadedInspection>({
    keyOf: ({ number }) => number,
    loaded: (stored) => ({ ...stored, inspection: foldInspection(stored.document) }),
    look: ({ inspection }) => nextLook(inspection),
  });
  return {
    ...store,
    ofMonth: async (month) => ({
      items: all()
        .filter(({ inspection }) => inspection.inspectedOn.startsWith(month))
        .map(({ inspection, document }) => inspectionSummaryOf(inspection, document.texts)),
    }),
  };
}

/** Inquiries in memory, without their lists. */
export function inMemoryInquiries(): InquiryStore & { readonly all: () => readonly LoadedInquiry[] } {
  const { store, all } = inMemoryCases<StoredInquiry, LoadedInquiry>({
    keyOf: ({ number }) => number,
    loaded: (stored) => ({ ...stored, inquiry: fold(stored.document) }),
    look: ({ inquiry }) => nextLook(inquiry),
  });
  return { ...store, all, list: async () => ({ items: [] }), after: () => "" };
}

/** The rounds of the audit in memory. */
export function inMemoryRounds(): RoundStore {
  const kept = new Map<RoundName, Round>();
  return {
    find: async (name) => kept.get(name),
    save: async (name, round) => {
      if (round.version !== (kept.get(name)?.version ?? 0) + 1) return "stale";
      kept.set(name, round);
      return "saved";
    },
  };
}
