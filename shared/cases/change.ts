import type { Decision } from "../domain/decision.ts";
import { type Actor, append, type CaseDocument, doneBefore, type RequestMark } from "../domain/history.ts";
import { type Refusal, refuse } from "../domain/refusal.ts";
import type { Digests } from "./digests.ts";

/** Most commits a case can hold, and most characters: with three bytes to a Chinese character the item stays below DynamoDB's 400 KB. */
const MOST_ENTRIES = 300;
const MOST_CHARACTERS = 120_000;

/** Whether a case has no room for more. */
export const isFull = (document: CaseDocument<unknown>): boolean =>
  document.history.length >= MOST_ENTRIES || JSON.stringify(document).length >= MOST_CHARACTERS;

/** What happens to a notice on its way changes nothing that a person who works on the case has seen. */
const deliveries: readonly string[] = ["NoticeDelivered", "NoticeRetried"];

/** The version of a case as people see it: a delivery in between doesn't make what they saw stale. */
export const revisionOf = ({ history }: CaseDocument<{ readonly type: string }>): number =>
  history.filter((entry) => entry.events.some((event) => !deliveries.includes(event.type))).length;

/** Who asks for a change, when, and by which command. */
export interface Request {
  readonly at: string;
  readonly actor: Actor;
  readonly act: string;
  readonly request?: RequestMark;
}

/** How a request with an Idempotency-Key is recognised when it comes again; the key itself is stored nowhere. */
export const markOf = (
  key: string | undefined,
  actor: Actor,
  asked: unknown,
  { digest }: Pick<Digests, "digest">,
): RequestMark | undefined =>
  key === undefined
    ? undefined
    : { key: digest(JSON.stringify([actor, key])), content: digest(JSON.stringify([key, asked])) };

/** What is answered to a request that the case has seen before: how it stands now, or that its key was used for another. */
export function answerAgain<View>(
  document: CaseDocument<unknown>,
  mark: RequestMark | undefined,
  view: () => View,
): View | Refusal | undefined {
  const before = doneBefore(document, mark);
  if (before === "another") return refuse("idempotency-key-reused");
  return before && view();
}

/** A decision the system took by itself, on its schedule. */
export const bySystem = (at: string, act: string): Request => ({ at, actor: { kind: "system" }, act });

/** Appends a decision to a stored case and stores it on the version it was decided on; undefined when somebody else was first. */
export async function commit<Event, Stored extends { readonly document: CaseDocument<Event> }>(
  stored: Stored,
  decision: Decision<Event>,
  request: Request,
  store: { save(stored: Stored, version: number): Promise<"saved" | "stale"> },
  digests: Digests,
): Promise<Stored | undefined> {
  const document = append(stored.document, { ...request, ...decision }, digests.digest, digests.salt);
  const next = { ...stored, document };
  return (await store.save(next, stored.document.history.length)) === "saved" ? next : undefined;
}

/** Does something that others may be first at, again on what they left; undefined when they were first every time. */
export async function again<Result>(
  times: number,
  attempt: () => Promise<Result | "stale">,
): Promise<Result | undefined> {
  for (let turn = 0; turn < times; turn += 1) {
    const result = await attempt();
    if (result !== "stale") return result;
  }
  return undefined;
}
