import type { ClockEvent, Clocked } from "./case-clock.ts";
import type { Clause } from "./clauses.ts";
import { actingFor, type Directory, directorOf, superiorOf, supervisorsOf } from "./directory.ts";
import type { RankOrder } from "./first-responder.ts";
import { type LadderStep, type LimitKind, type LimitRule, startLimit, type Term } from "./limits.ts";
import { type Notice, type NoticeKind, nextAttempt } from "./notices.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { ConductRules } from "./rule-pack-types.ts";
import type { WorkingTime } from "./working-time.ts";

/** A business of the catalogue as far as a case needs it (SC-2, SC-4, SC-5). */
export interface ServiceRule {
  readonly code: string;
  readonly name: string;
  readonly promise: Term;
  readonly statute?: Term;
  /** How far the law itself lets the statute be extended. */
  readonly statuteExtension?: Term;
  readonly materials: readonly { readonly id: string; readonly name: string; readonly when?: string }[];
}

/** The rule pack as the decisions read it. */
export interface Rules {
  readonly version: string;
  readonly limits: Readonly<Record<LimitKind, LimitRule>>;
  readonly services: ReadonlyMap<string, ServiceRule>;
  readonly ranks: RankOrder;
  /** Longest extension, in the unit of the promise, where the law itself names none. */
  readonly longestExtension: number;
  /** Reasons for which a clock may be stopped. */
  readonly pauseReasons: readonly { readonly code: string; readonly name: { readonly zh: string } }[];
  readonly conduct: ConductRules;
}

/** What the reply gate found in a text. */
export interface GateVerdict {
  readonly verdict: "ok" | "warn" | "block";
  readonly findings: readonly { readonly group: string; readonly clause: string }[];
}

/** A unit or body by name, with where and how to reach it. */
export interface NamedBody {
  readonly name: string;
  readonly address?: string;
  readonly phone?: string;
}

/** Everything a decision depends on besides the case: nothing is read from anywhere else. */
export interface Context {
  readonly now: string;
  readonly actorId?: string;
  readonly rules: Rules;
  readonly directory: Directory;
  readonly time: WorkingTime;
  /** Running limits are to be counted anew first, on the calendar as it is now. */
  readonly recount?: boolean;
  /** `destination` is the body the answer sends the citizen to, where the command itself names one. */
  readonly checkReply: (text: string, destination?: NamedBody) => GateVerdict;
}

/** Name of a text kept beside the history, so that it can be erased without breaking the chain: `<entry>.<name>`. */
export type TextId = string;

/** What a command does: events, and the texts they refer to. */
export interface Decision<Event> {
  readonly events: readonly Event[];
  readonly texts: Readonly<Record<TextId, string>>;
  readonly basis: readonly Clause[];
}

/** What a notice is about: a rung of a limit, or one of several cases of one document. */
export interface NoticeAbout {
  readonly limitId?: string;
  readonly level?: number;
  readonly caseId?: string;
  /** Whether a limit of one of several cases was moved, which can happen to it again. */
  readonly moved?: boolean;
  /** When it is sent unless that is at once. */
  readonly nextAttemptAt?: string;
}

/** Collects what one command does to one case. */
export function draft<Event>({ version }: { readonly version: number }, context: Context, clause: Clause) {
  const seq = version + 1;
  const events: (Event | ClockEvent)[] = [];
  const texts: Record<TextId, string> = {};
  const started = new Map<LimitKind, number>();
  const today = context.time.dayOf(context.now);

  const keep = (name: string, body: string): TextId => {
    const id = `${seq}.${name}`;
    texts[id] = body;
    return id;
  };
  const begin = (kind: LimitKind, ownerId: string, options: Partial<Parameters<typeof startLimit>[1]> = {}): string => {
    const taken = started.get(kind) ?? 0;
    started.set(kind, taken + 1);
    const id = taken === 0 ? `${kind}.${seq}` : `${kind}.${seq}.${taken + 1}`;
    const limit = startLimit(
      context.rules.limits[kind],
      { id, ownerId, startedAt: context.now, ...options },
      context.time,
    );
    events.push({ type: "LimitStarted", limit });
    return limit.id;
  };
  const notify = (kind: NoticeKind, recipientId: string | undefined, because: Clause, about: NoticeAbout = {}) => {
    if (recipientId === undefined) return;
    const { limitId, level, caseId, moved, nextAttemptAt = nextAttempt(context.now, 0) } = about;
    const cause =
      caseId === undefined
        ? `${kind}.${seq}.${recipientId}`
        : `${caseId}/${kind}${moved ? `.${context.now}.${recipientId}` : ""}`;
    const id = limitId === undefined ? cause : `${limitId}:${level ?? "start"}`;
    const notice: Notice = {
      id,
      kind,
      recipientId,
      clause: because,
      ...(limitId !== undefined && { limitId }),
      ...(level !== undefined && { level }),
      ...(caseId !== undefined && { caseId }),
      queuedAt: context.now,
      attempts: 0,
      nextAttemptAt,
    };
    events.push({ type: "NoticeQueued", notice });
  };
  return {
    seq,
    today,
    events,
    keep,
    begin,
    notify,
    done: (...more: Clause[]): Decision<Event | ClockEvent> => ({ events, texts, basis: [clause, ...more] }),
  };
}

export type Draft<Event> = ReturnType<typeof draft<Event>>;

/** Ends every running or paused limit of these kinds as met (or cancelled). */
export function end(
  d: { readonly events: { push(event: ClockEvent): unknown } },
  { limits }: Pick<Clocked, "limits">,
  kinds: readonly LimitKind[],
  how: "LimitMet" | "LimitCancelled" = "LimitMet",
) {
  for (const limit of limits)
    if ((limit.state === "running" || limit.state === "paused") && kinds.includes(limit.kind))
      d.events.push({ type: how, id: limit.id });
}

/** Whom a rung of the ladder reaches: the person who acts for the owner, the one above them, the director, the supervising office. */
export function recipientOf(step: LadderStep, ownerId: string, directory: Directory, day: string): string | undefined {
  const director = directorOf(directory);
  switch (step.to) {
    case "accountable":
      return actingFor(directory, ownerId, day)?.id;
    case "head":
      return superiorOf(directory, ownerId, day)?.id;
    case "director":
      return director && actingFor(directory, director.id, day)?.id;
    case "office":
      return supervisorsOf(directory)[0]?.id;
  }
}

/** Passes a text through the reply gate (FIR-6, SC-4): refused, or sent with what its writer confirmed. */
export function gate(
  answer: { readonly text: string; readonly confirmed?: boolean },
  context: Context,
  destination?: NamedBody,
): Refusal | readonly string[] {
  const check = context.checkReply(answer.text, destination);
  if (check.verdict === "block") return { ...refuse("reply-blocked", "FIR-6"), findings: check.findings };
  if (check.verdict === "warn" && !answer.confirmed)
    return { ...refuse("reply-needs-confirmation", "FIR-6"), findings: check.findings };
  return check.findings.map((finding) => finding.group);
}
