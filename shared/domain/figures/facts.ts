import type { Channel } from "../first-responder.ts";
import type { Inquiry, Outcome } from "../inquiry/inquiry.ts";
import type { Limit, LimitKind } from "../limits.ts";

/**
 * What of a closed inquiry is counted, as moments and plain numbers: working time is computed when it is counted, on the calendar
 * of that day. Nothing here names or describes a person.
 */
export interface CaseFacts {
  readonly unitId: string;
  readonly channel: Channel;
  readonly serviceCode: string | null;
  readonly receivedAt: string;
  readonly answeredAt: string | null;
  readonly concludedAt: string;
  readonly closedAt: string;
  readonly outcome: Outcome;
  /** The last day of the handling limit as it stood at the end. */
  readonly dueOn: string | null;
  readonly answerLate: boolean;
  readonly handlingLate: boolean;
  /** Moments between which the clock of the business stood still (SC-4, SC-5). */
  readonly pauses: readonly { readonly from: string; readonly to: string }[];
  /** How many escalations were raised at each level. */
  readonly escalations: Readonly<Record<string, number>>;
  readonly notices: number;
  readonly grade: number | null;
}

/** Limits within which the business itself has to be done. */
const BUSINESS: readonly LimitKind[] = ["handling", "reopened"];

/** A limit that was broken stays broken; of older cases only the end tells, where no sweep saw it pass. */
const late = (limit: Limit): boolean =>
  limit.breachedAt !== undefined ||
  (limit.state === "met" && limit.endedAt !== undefined && limit.endedAt > limit.dueAt);

const escalations = (limits: readonly Limit[]): CaseFacts["escalations"] => {
  const byLevel: Record<string, number> = {};
  for (const limit of limits)
    for (const { level, to, raisedAt } of limit.ladder)
      if (level > 0 && to !== "accountable" && raisedAt !== undefined) byLevel[level] = (byLevel[level] ?? 0) + 1;
  return byLevel;
};

/** What is counted of an inquiry; undefined as long as it is open. */
export function factsOf(inquiry: Inquiry): CaseFacts | undefined {
  const { stage, closedAt, conclusion, limits } = inquiry;
  if (stage !== "closed" || closedAt === null || conclusion === null) return undefined;
  const business = limits.filter((limit) => BUSINESS.includes(limit.kind));
  return {
    unitId: inquiry.unitId,
    channel: inquiry.channel,
    serviceCode: inquiry.serviceCode,
    receivedAt: inquiry.receivedAt,
    answeredAt: inquiry.answers.find(({ by }) => by !== "")?.at ?? null,
    concludedAt: conclusion.at,
    closedAt,
    outcome: conclusion.outcome,
    dueOn: business.at(-1)?.dueOn ?? null,
    answerLate: limits.some((limit) => limit.kind === "first-answer" && late(limit)),
    handlingLate: business.some(late),
    pauses: business.flatMap((limit) => limit.pauses.map(({ from, to }) => ({ from, to: to ?? conclusion.at }))),
    escalations: escalations(limits),
    notices: inquiry.notices.length,
    grade: inquiry.rating?.grade ?? null,
  };
}
