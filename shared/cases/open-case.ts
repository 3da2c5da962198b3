import { storedNumber, storedSecret } from "../domain/receipt.ts";
import { type Refusal, refuse } from "../domain/refusal.ts";
import type { InquiryStore, LoadedInquiry } from "../ports/inquiry-store.ts";
import type { Digests } from "./digests.ts";

/** Opens a case with its receipt. Unknown number and wrong secret take the same path to the same answer. */
export async function openCase(
  number: string,
  secret: string,
  { inquiries, digests }: { readonly inquiries: Pick<InquiryStore, "find">; readonly digests: Digests },
): Promise<LoadedInquiry | Refusal> {
  const stored = storedNumber(number);
  const found = stored === undefined ? undefined : await inquiries.find(stored);
  const right = digests.same(digests.digest(storedSecret(secret)), found?.secretDigest ?? digests.digest(""));
  return found && right ? found : refuse("not-found");
}
