import type { Clause } from "../clauses.ts";
import { actingFor, type Directory, directorOf, superiorOf, supervisorsOf } from "../directory.ts";
import type { RankOrder } from "../first-responder.ts";
import { type LadderStep, type Limit, type LimitKind, type LimitRule, startLimit, type Term } from "../limits.ts";
import { type Notice, type NoticeKind, nextAttempt } from "../notices.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { WorkingTime } from "../working-time.ts";
import type { AnswerText } from "./commands.ts";
import type { InquiryEvent } from "./events.ts";
import type { Answer, Inquiry, TextId } from "./inquiry.ts";

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
  readonly pauseReasons: readonly string[];
}

/** What the reply gate found in a text. */
export interface GateVerdict {
  readonly verdict: "ok" | "warn" | "block";
  readonly findings: readonly { readonly group: string; readonly clause: string }[];
}

/** Everything a decision depends on besides the case: nothing is read from anywhere else. */
export interface Context {
  readonly now: string;
  readonly actorId?: string;
  readonly rules: Rules;
  readonly directory: Directory;
  readonly time: WorkingTime;
  readonly checkReply: (text: string) => GateVerdict;
}

/** What a command does: events, and the texts they refer to. */
export interface Decision {
  readonly events: readonly InquiryEvent[];
  readonly texts: Readonly<Record<TextId, string>>;
  readonly basis: readonly Clause[];
}

/** Collects what one command does to one case. */
export function draft(inquiry: Pick<Inquiry, "version">, context: Context, clause: Clause) {
  const seq = inquiry.version + 1;
  const events: InquiryEvent[] = [];
  const texts: Record<TextId, string> = {};
  const today = context.time.dayOf(context.now);

  const keep = (name: string, body: string): TextId => {
    const id = `${seq}.${name}`;
    texts[id] = body;
    return id;
  };
  const begin = (kind: LimitKind, ownerId: string, options: Partial<Parameters<typeof startLimit>[1]> = {}): string => {
    const taken = events.filter((event) => event.type === "LimitStarted" && event.limit.kind === kind).length;
    const id = taken === 0 ? `${kind}.${seq}` : `${kind}.${seq}.${taken + 1}`;
    const limit = startLimit(
      context.rules.limits[kind],
      { id, ownerId, startedAt: context.now, ...options },
      context.time,
    );
    events.push({ type: "LimitStarted", limit });
    return id;
  };
  const notify = (
    kind: NoticeKind,
    recipientId: string | undefined,
    because: Clause,
    about?: { limitId: string; level?: number },
  ) => {
    if (recipientId === undefined) return;
    const id = about ? `${about.limitId}:${about.level ?? "start"}` : `${kind}.${seq}.${recipientId}`;
    const notice: Notice = {
      id,
      kind,
      recipientId,
      clause: because,
      ...about,
      queuedAt: context.now,
      attempts: 0,
      nextAttemptAt: nextAttempt(context.now, 0),
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
    done: (...more: Clause[]): Decision => ({ events, texts, basis: [clause, ...more] }),
  };
}

export type Draft = ReturnType<typeof draft>;

/** Ends every running or paused limit of these kinds as met (or cancelled). */
export function end(
  d: Draft,
  inquiry: Inquiry,
  kinds: readonly LimitKind[],
  how: "LimitMet" | "LimitCancelled" = "LimitMet",
) {
  for (const limit of inquiry.limits)
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
export function gate(answer: AnswerText, context: Context): Refusal | readonly string[] {
  const check = context.checkReply(answer.text);
  if (check.verdict === "block") return { ...refuse("reply-blocked", "FIR-6"), findings: check.findings };
  if (check.verdict === "warn" && !answer.confirmed)
    return { ...refuse("reply-needs-confirmation", "FIR-6"), findings: check.findings };
  return check.findings.map((finding) => finding.group);
}

const defaultDelivery = {
  web: "portal",
  visit: "counter",
  phone: "phone",
  fax: "fax",
  letter: "letter",
  hotline: "phone",
} as const;

/** Records an answer that went to the citizen; the first one meets the first-answer limit (FIR-5 首问必答). */
export function answer(
  d: Draft,
  inquiry: Inquiry,
  context: Context,
  kind: Answer["kind"],
  text: AnswerText,
  confirmed: readonly string[],
): void {
  d.events.push({
    type: "Answered",
    answer: {
      text: d.keep("answer", text.text),
      at: context.now,
      by: context.actorId ?? "",
      via: text.via ?? defaultDelivery[inquiry.channel],
      kind,
    },
    ...(confirmed.length > 0 && { confirmed }),
  });
  end(d, inquiry, ["first-answer", "answer-message"]);
}

/** Pauses the clocks of the business (not those of our own duties), with the moment and the reason (SC-4). */
export function pauseBusiness(d: Draft, inquiry: Inquiry, reason: string): void {
  for (const limit of inquiry.limits)
    if (limit.state === "running" && ["handling", "reopened", "handle-referral"].includes(limit.kind))
      d.events.push({ type: "LimitPaused", id: limit.id, reason });
}

/** Limits that are open, by state. */
export const openLimits = (inquiry: Inquiry): readonly Limit[] =>
  inquiry.limits.filter((limit) => limit.state === "running" || limit.state === "paused");
