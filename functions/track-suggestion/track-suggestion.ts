import { again, commit, isFull } from "#shared/cases/change.ts";
import { contextOf } from "#shared/cases/context.ts";
import type { Digests } from "#shared/cases/digests.ts";
import { openCase } from "#shared/cases/open-case.ts";
import { inquiryKeyOf } from "#shared/cases/run-errands.ts";
import { saidAlready } from "#shared/cases/said-already.ts";
import { writersView } from "#shared/cases/suggestion-views.ts";
import type { SuggestionView } from "#shared/contracts/suggestion.ts";
import { isRefusal, type Refusal, refuse } from "#shared/domain/refusal.ts";
import { receiveMessage, recordedAt } from "#shared/domain/suggestion/decide.ts";
import type { DirectoryReader } from "#shared/ports/directory-reader.ts";
import type { Receipts } from "#shared/ports/receipts.ts";
import type { LoadedSuggestion, SuggestionStore } from "#shared/ports/suggestion-store.ts";

interface Ports {
  readonly suggestions: Pick<SuggestionStore, "find" | "save">;
  readonly directory: Pick<DirectoryReader, "everybody">;
  readonly receipts: Pick<Receipts, "issue">;
  readonly digests: Digests;
}

interface Receipt {
  readonly number: string;
  readonly secret: string;
}

const ATTEMPTS = 4;

/** The receipt of the inquiry it was made into: whoever holds the receipt of the suggestion holds that one too. */
async function inquiryOf({ suggestion }: LoadedSuggestion, receipts: Ports["receipts"]) {
  const errand = suggestion.errands.find((each) => each.kind === "inquiry" && each.done);
  return errand ? receipts.issue("inquiry", `${errand.orderedBy} ${inquiryKeyOf(suggestion.number)}`) : null;
}

/** Shows the writer what became of it; an unknown number and a wrong secret get the same answer. */
export async function trackSuggestion({ number, secret }: Receipt, ports: Ports): Promise<SuggestionView | Refusal> {
  const found = await openCase(number, secret, ports.suggestions, ports.digests);
  return isRefusal(found) ? found : writersView(found, await inquiryOf(found, ports.receipts));
}

/** Takes a further word of the writer, anonymous or not; when staff act at the same moment it is put behind what they did. */
export async function addMessage(
  receipt: Receipt,
  text: string,
  now: string,
  ports: Ports,
): Promise<SuggestionView | Refusal> {
  const known = await ports.directory.everybody();
  const done = await again(ATTEMPTS, async () => {
    const found = await openCase(receipt.number, receipt.secret, ports.suggestions, ports.digests);
    if (isRefusal(found)) return found;
    if (saidAlready(found.document, text)) return "added" as const;
    if (isFull(found.document)) return refuse("too-many-entries", "FIR-8");
    const { suggestion, ...stored } = found;
    const at = recordedAt(suggestion, stored.document.history.at(-1)?.at ?? now, now);
    const decision = receiveMessage(suggestion, text, contextOf(known, suggestion.officeId, at));
    const request = { at, actor: { kind: "citizen" } as const, act: "message" };
    return (await commit(stored, decision, request, ports.suggestions, ports.digests)) ? ("added" as const) : "stale";
  });
  if (done === undefined) return refuse("busy");
  return done === "added" ? trackSuggestion(receipt, ports) : done;
}
