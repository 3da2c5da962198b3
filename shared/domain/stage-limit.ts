import type { Instant } from "./calendar/local-date.ts";
import { deadline, type OpeningHours } from "./calendar/working-hours.ts";
import type { Calendar } from "./calendar.ts";
import type { Escalation, LimitCode, StageLimit } from "./rule-pack-types.ts";

/** The limit of a stage; the pack was checked to have every one, so a missing one is a bug. */
export function stageLimit(limits: readonly StageLimit[], code: LimitCode): StageLimit {
  const limit = limits.find((each) => each.code === code);
  if (!limit) throw new RangeError(`No limit for ${code}`);
  return limit;
}

/** When a level of the ladder is reached after a breach; the first is usually reached at the breach itself. */
export function escalationAt(calendar: Calendar, hours: OpeningHours, dueAt: Instant, { after }: Escalation): Instant {
  return deadline(calendar, hours, dueAt, after).dueAt;
}
