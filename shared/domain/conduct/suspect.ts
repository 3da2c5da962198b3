import { type Context, type Decision, draft } from "../decision.ts";
import { keeperOf } from "../impartial.ts";
import type { LimitKind } from "../limits.ts";
import type { ConductRecord, Source } from "./conduct.ts";
import type { ConductEvent } from "./history.ts";

/** The breach that a limit not kept suggests; null where it is not a duty of the staff that was missed. */
export const breachOfLimit: Readonly<Record<LimitKind, string | null>> = {
  "first-answer": "no-answer",
  handling: "overdue",
  "answer-message": "no-answer",
  "receive-referral": "referral-neglected",
  "handle-referral": "referral-neglected",
  designate: "overdue",
  assist: "overdue",
  "acknowledge-urgent": "overdue",
  appointment: "no-appointment",
  "materials-waiting": null,
  "confirm-materials": "overdue",
  closing: "overdue",
  reopened: "overdue",
  "follow-up": "overdue",
  "open-box": null,
  "suggestion-acknowledge": null,
  "suggestion-review": null,
  "suggestion-assign": null,
  "suggestion-reply": null,
  "complaint-reply": null,
  "suggestion-message": null,
  "suggestion-publish": null,
  "conduct-hearing": null,
  "conduct-verify": null,
  "conduct-measure": null,
  retraining: null,
  appeal: null,
  "appeal-decision": null,
  rectify: null,
};

/** A breach to be looked into: of whom, of what kind, what suggests it, and the facts in the office's words. */
export interface Suspect {
  readonly staffId: string;
  readonly unitId: string;
  readonly category: string;
  readonly source: Source;
  readonly facts: string;
  /** Names the source: the same key is opened once. */
  readonly key: string;
  /** Unguessable, so that nobody infers from it what else is in the register. */
  readonly token: string;
}

/**
 * Opens a suspected breach for the office to look into; nobody is judged by it. When this source has been opened before, which case it is:
 * a doubled message, a repeated audit and a retried command change nothing.
 */
export function suspect(
  record: ConductRecord | undefined,
  { token, facts, ...about }: Suspect,
  context: Context,
): Decision<ConductEvent> | { readonly known: string } {
  const known = record?.cases.find((each) => each.key === about.key);
  if (known) return { known: known.id };
  const d = draft<ConductEvent>({ version: record?.version ?? 0 }, context, "FIR-10");
  const { staffId, ...rest } = about;
  const id = `${staffId}~${token}`;
  d.events.push({ type: "Suspected", staffId, suspicion: { ...rest, id, facts: d.keep("facts", facts) } });
  const keeper = keeperOf(context.directory, new Set([staffId]), d.today);
  const ownerId = keeper?.id ?? "office";
  const limitId = d.begin("conduct-verify", ownerId, { id: `${id}/conduct-verify` });
  if (context.actorId !== ownerId) d.notify("suspected-breach", ownerId, "FIR-10", { limitId, caseId: id });
  return d.done("FIR-9");
}
