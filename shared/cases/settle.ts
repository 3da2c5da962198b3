import type { Clocked } from "../domain/case-clock.ts";
import type { Decision } from "../domain/decision.ts";
import type { CaseDocument } from "../domain/history.ts";
import type { CaseStore } from "../ports/case-store.ts";
import type { CaseKind, NoticeQueue } from "../ports/notice-queue.ts";
import { again, commit, type Request } from "./change.ts";
import type { Digests } from "./digests.ts";
import { sendNotices } from "./send-notices.ts";

/** The cases of one kind, as what runs on a schedule or from a queue handles them: the store they are in and how they are read. */
export interface Cases<Event, State extends Clocked, Stored extends { readonly document: CaseDocument<Event> }> {
  readonly kind: CaseKind;
  readonly store: Pick<CaseStore<Stored, Stored>, "find" | "save">;
  readonly fold: (document: CaseDocument<Event>) => State;
}

const ATTEMPTS = 5;

/**
 * Records in a case what has to happen to it and sends the notices that come of it. A case that somebody changes meanwhile is
 * decided anew on what they left. `unchanged` when there is nothing to do, or no such case.
 */
export async function settle<Event, State extends Clocked, Stored extends { readonly document: CaseDocument<Event> }>(
  { kind, store, fold }: Cases<Event, State, Stored>,
  key: string,
  decideOn: (state: State, stored: Stored) => Decision<Event> | undefined | Promise<Decision<Event> | undefined>,
  request: Request,
  { queue, digests }: { readonly queue: NoticeQueue; readonly digests: Digests },
): Promise<"changed" | "unchanged"> {
  const outcome = await again(ATTEMPTS, async () => {
    const found = await store.find(key);
    const state = found && fold(found.document);
    const decision = found && state && (await decideOn(state, found));
    if (!found || !state || !decision || decision.events.length === 0) return "unchanged" as const;
    const saved = await commit(found, decision, request, store, digests);
    if (!saved) return "stale";
    await sendNotices(kind, { number: key, outbox: fold(saved.document).outbox }, state.outbox, queue);
    return "changed" as const;
  });
  if (outcome === undefined) throw new Error(`A case of kind ${kind} changed too often while it was looked at`);
  return outcome;
}

/** For what holds no queue: the next sweep of the audit sends the notices. */
export const noQueue: NoticeQueue = { send: () => Promise.resolve() };
