import { suggestionReceived } from "../contracts/acknowledgements.ts";
import type { SubmitSuggestionRequest, SuggestionReceiptView } from "../contracts/suggestion.ts";
import { append } from "../domain/history.ts";
import { storedSecret } from "../domain/receipt.ts";
import { type Refusal, refuse } from "../domain/refusal.ts";
import { coarse, putIn } from "../domain/suggestion/put-in.ts";
import type { DirectoryReader } from "../ports/directory-reader.ts";
import type { Receipts } from "../ports/receipts.ts";
import type { StoredSuggestion, SuggestionStore } from "../ports/suggestion-store.ts";
import { contextOf } from "./context.ts";
import type { Digests } from "./digests.ts";

export interface BoxIntake {
  readonly suggestions: Pick<SuggestionStore, "add" | "find">;
  readonly directory: Pick<DirectoryReader, "everybody">;
  readonly receipts: Receipts;
  readonly digests: Digests;
}

/**
 * Takes a word for the suggestion box in and gives the receipt (FIR-8). Of an anonymous writer nothing is kept but what they wrote,
 * and the hour; the submission is recognised by a keyed digest, on which nobody can try guesses.
 */
export async function putInBox(
  submission: Omit<SubmitSuggestionRequest, "altcha">,
  request: { readonly idempotencyKey: string; readonly now: string; readonly recordedBy?: string },
  { suggestions, directory, receipts, digests }: BoxIntake,
): Promise<SuggestionReceiptView | Refusal> {
  const { recordedBy } = request;
  const [receipt, submissionDigest, known] = await Promise.all([
    receipts.issue(
      "suggestion",
      recordedBy === undefined ? request.idempotencyKey : `${recordedBy} ${request.idempotencyKey}`,
    ),
    receipts.seal(JSON.stringify(submission)),
    directory.everybody(),
  ]);
  const centre = known.offices.find((office) => office.kind === "centre") ?? known.offices[0];
  const officeId = submission.office ?? centre?.id;
  if (!known.offices.some((office) => office.id === officeId) || officeId === undefined)
    return refuse("unknown-office", "FIR-8", { office: officeId ?? "" });
  const { name = null, phone = null, language = "zh-CN" } = submission;
  const anonymous = name === null && phone === null;
  const at = anonymous ? coarse(request.now) : request.now;
  const decision = putIn(
    {
      number: receipt.number,
      channel: recordedBy === undefined ? "web" : "box",
      officeId,
      language,
      category: submission.category,
      topic: submission.topic ?? null,
      content: submission.content,
      about: submission.about ?? {},
      name,
      phone,
    },
    contextOf(known, officeId, at),
  );
  const actor =
    recordedBy === undefined ? ({ kind: "citizen" } as const) : ({ kind: "staff", id: recordedBy } as const);
  const stored: StoredSuggestion = {
    number: receipt.number,
    document: append(undefined, { at, actor, act: "put-in", ...decision }, digests.digest, digests.salt),
    secretDigest: digests.digest(storedSecret(receipt.secret)),
    submissionDigest,
  };
  if ((await suggestions.add(stored)) === "exists") {
    const earlier = await suggestions.find(receipt.number);
    if (!earlier || !digests.same(earlier.submissionDigest, submissionDigest)) return refuse("idempotency-key-reused");
  }
  return { ...receipt, acknowledgement: suggestionReceived(language) };
}
