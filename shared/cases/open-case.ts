import { storedNumber, storedSecret } from "../domain/receipt.ts";
import { type Refusal, refuse } from "../domain/refusal.ts";
import type { Receipted } from "../ports/case-store.ts";
import type { Digests } from "./digests.ts";

/** Opens a case with its receipt. Unknown number and wrong secret take the same path to the same answer. */
export async function openCase<Case extends Receipted>(
  number: string,
  secret: string,
  cases: { find(number: string): Promise<Case | undefined> },
  digests: Digests,
): Promise<Case | Refusal> {
  const stored = storedNumber(number);
  const found = stored === undefined ? undefined : await cases.find(stored);
  const right = digests.same(digests.digest(storedSecret(secret)), found?.secretDigest ?? digests.digest(""));
  return found && right ? found : refuse("not-found");
}
