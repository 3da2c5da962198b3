import { staffOf } from "../domain/directory.ts";
import { isRefusal } from "../domain/refusal.ts";
import { finishErrand } from "../domain/suggestion/decide.ts";
import { foldSuggestion } from "../domain/suggestion/history.ts";
import type { Suggestion } from "../domain/suggestion/suggestion.ts";
import type { ConductStore } from "../ports/conduct-store.ts";
import type { Known } from "../ports/directory-reader.ts";
import type { LoadedSuggestion, SuggestionStore } from "../ports/suggestion-store.ts";
import { bySystem } from "./change.ts";
import { contextOf } from "./context.ts";
import { openSuspected } from "./open-suspected.ts";
import { settle } from "./settle.ts";
import { type Intake, takeIn } from "./take-in.ts";

/** What an errand needs beyond the box: where inquiries are taken in and the register of conduct. */
export interface ErrandPorts extends Intake {
  readonly suggestions: Pick<SuggestionStore, "find" | "save">;
  readonly conduct: Pick<ConductStore, "add" | "find" | "save">;
}

/** Under this key a suggestion becomes an inquiry: whoever repeats it gets the same one. No citizen can send it, for it holds a space. */
export const inquiryKeyOf = (number: string): string => `suggestion ${number}`;

const NAMELESS = "匿名";

async function carryOut(
  { number, suggestion, document }: LoadedSuggestion,
  errand: Suggestion["errands"][number],
  known: Known,
  now: string,
  ports: ErrandPorts,
): Promise<string | undefined> {
  const text = (id: string | null) => (id === null ? undefined : document.texts[id]?.body);
  if (errand.kind === "inquiry") {
    const receipt = await takeIn(
      {
        channel: "web",
        office: errand.office,
        subject: text(errand.subject) ?? "",
        content: text(suggestion.content) ?? "",
        ...(errand.serviceCode !== undefined && { serviceCode: errand.serviceCode }),
        name: text(suggestion.name) ?? NAMELESS,
        phone: text(suggestion.phone) ?? "",
        language: suggestion.language,
      },
      { idempotencyKey: inquiryKeyOf(number), now, recordedBy: errand.orderedBy },
      ports,
    );
    return isRefusal(receipt) ? undefined : receipt.number;
  }
  const person = staffOf(known, errand.staffId);
  const opened = await openSuspected(
    {
      staffId: errand.staffId,
      unitId: person?.unitId ?? "",
      category: errand.category,
      source: { kind: "complaint", number },
      facts: text(errand.facts) ?? "",
      key: `complaint ${number}`,
    },
    // The register counts on the calendar of the person's office, wherever the complaint was put in.
    contextOf(known, person?.officeId ?? suggestion.officeId, now, errand.orderedBy),
    { at: now, actor: { kind: "staff", id: errand.orderedBy }, act: "suspect" },
    ports,
  );
  return opened === "full" ? undefined : opened.id;
}

/**
 * Carries out what a suggestion has ordered and records that it is done. Both steps can be repeated: an inquiry is found again under
 * its key, a suspected breach under its source; whatever a crash leaves open, the audit does again.
 */
export async function runErrands(
  found: LoadedSuggestion,
  known: Known,
  now: string,
  ports: ErrandPorts,
): Promise<void> {
  for (const errand of found.suggestion.errands) {
    if (errand.done) continue;
    const result = await carryOut(found, errand, known, now, ports);
    if (result === undefined) continue;
    await settle(
      { kind: "suggestion", store: ports.suggestions, fold: foldSuggestion },
      found.number,
      (suggestion) => finishErrand(suggestion, errand.id, result, contextOf(known, suggestion.officeId, now)),
      bySystem(now, "errand"),
      ports,
    );
  }
}
