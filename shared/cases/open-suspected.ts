import { type Suspect, suspect } from "../domain/conduct/suspect.ts";
import type { Context } from "../domain/decision.ts";
import { append } from "../domain/history.ts";
import type { ConductStore } from "../ports/conduct-store.ts";
import { again, commit, isFull, type Request } from "./change.ts";
import type { Digests } from "./digests.ts";

const ATTEMPTS = 8;

/**
 * Opens a suspected breach in a person's record, once for its key however often it is asked for. Its notice to the office is owed by
 * the record and sent by the next sweep of the audit.
 */
export async function openSuspected(
  about: Omit<Suspect, "token">,
  context: Context,
  request: Request,
  { conduct, digests }: { readonly conduct: Pick<ConductStore, "add" | "find" | "save">; readonly digests: Digests },
): Promise<{ readonly outcome: "opened" | "known"; readonly id: string } | "full"> {
  const { staffId } = about;
  const opened = await again(ATTEMPTS, async () => {
    const found = await conduct.find(staffId);
    const token = digests.salt().slice(0, 10);
    const decision = suspect(found?.record, { ...about, token }, context);
    if ("known" in decision) return { outcome: "known", id: decision.known } as const;
    if (found && isFull(found.document)) return "full" as const;
    const done = { outcome: "opened", id: `${staffId}~${token}` } as const;
    if (found) return (await commit(found, decision, request, conduct, digests)) ? done : "stale";
    const document = append(undefined, { ...request, ...decision }, digests.digest, digests.salt);
    return (await conduct.add({ staffId, document })) === "added" ? done : "stale";
  });
  if (opened === undefined) throw new Error("The record changed too often while a suspected breach was opened in it");
  return opened;
}
