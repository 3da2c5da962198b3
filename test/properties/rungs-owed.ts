import { applyClock, type ClockEvent, type Clocked } from "#shared/domain/case-clock.ts";
import type { Limit } from "#shared/domain/limits.ts";

const BREACH = 1;

/** A term of appeal is a right that runs out: nobody breaks it, and nobody is told of it. */
const isDuty = ({ kind }: Limit): boolean => kind !== "appeal";

/** Until when somebody must have looked at a limit: up to its end or its pause, or the last sweep while it runs. */
const lookedAt = ({ state, endedAt, pauses }: Limit, swept: string): string =>
  state === "running" ? swept : ((state === "paused" ? pauses.at(-1)?.from : endedAt) ?? "");

/**
 * A rung that was reached and never climbed (invariant 3): of a running limit by the last sweep, of one that was met, cancelled or
 * paused before that happened. A reminder nobody needs any more is none.
 */
export function rungOwed({ limits }: Pick<Clocked, "limits">, swept = ""): string | undefined {
  for (const limit of limits.filter(isDuty))
    for (const { level, at, raisedAt } of limit.ladder)
      if (raisedAt === undefined && at <= lookedAt(limit, swept) && (level >= BREACH || limit.state === "running"))
        return `${limit.id} level ${level} was due at ${at}, is ${limit.state} and was never raised`;
  return undefined;
}

const leaves: readonly string[] = ["LimitMet", "LimitCancelled", "LimitPaused", "LimitOwned"];

/**
 * A rung of a limit that an entry ends, stops, extends or gives to somebody else without its being climbed: whoever let the limit pass
 * would get away with it, or somebody else be told of in their place (invariant 3).
 */
export function rungPassedOver(
  before: Clocked,
  { at: now, events }: { readonly at: string; readonly events: readonly { readonly type: string }[] },
): string | undefined {
  const known = events as readonly ClockEvent[];
  // A corrected calendar can give time in the very entry that ends a limit.
  let present = before;
  for (const event of known) {
    const { limits } = present;
    present = applyClock(present, event, now);
    if (!leaves.includes(event.type) && !(event.type === "LimitMoved" && event.reason === "extension")) continue;
    const limit = limits.find((each) => "id" in event && each.id === event.id);
    if (limit?.state !== "running" || !isDuty(limit)) continue;
    const climbed = known.flatMap((each) =>
      each.type === "StepRaised" && each.limitId === limit.id ? [each.level] : [],
    );
    const owed = limit.ladder.find(
      ({ level, at, raisedAt }) => level >= BREACH && at <= now && raisedAt === undefined && !climbed.includes(level),
    );
    if (owed) return `${limit.id} level ${owed.level} was due at ${owed.at} and passed over by ${event.type}`;
  }
  return undefined;
}
