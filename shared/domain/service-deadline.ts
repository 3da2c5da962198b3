import { type Earlier, earlier } from "./calendar/due.ts";
import type { Instant } from "./calendar/local-date.ts";
import { type ClockPause, type Deadline, deadline, type OpeningHours } from "./calendar/working-hours.ts";
import type { Calendar } from "./calendar.ts";
import type { Service } from "./rule-pack-types.ts";

/** When a service is due: the earlier of what the centre promised and what the statute demands of it (SC-5); a duty of the employer binds nobody here. */
export function serviceDeadline(
  calendar: Calendar,
  hours: OpeningHours,
  { promised, statutory }: Pick<Service, "promised" | "statutory">,
  startedAt: Instant,
  pauses: readonly ClockPause[] = [],
): Earlier<Deadline> {
  const promise = deadline(calendar, hours, startedAt, promised, pauses);
  const statute = statutory?.dutyOn === "centre" ? deadline(calendar, hours, startedAt, statutory, pauses) : null;
  return earlier(promise, statute);
}
