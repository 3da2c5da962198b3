import { isProvisional } from "#shared/domain/calendar.ts";
import type { CaseWatch } from "#shared/ports/case-watch.ts";
import type { DirectoryReader } from "#shared/ports/directory-reader.ts";
import { officeTime } from "#shared/rules/decision-rules.ts";

const DAY = 24 * 60 * 60_000;

/** Limits reach into the next year: its calendar has to be there so many days before it begins. */
const CALENDAR_DAYS_AHEAD = 45;

/** What is measured of the service, whatever its functions say of themselves. */
export type Watched = {
  /** How long the most overdue look of the audit is overdue. */
  readonly OldestDueSeconds: number;
  readonly OpenInquiries: number;
  readonly DueWithinADay: number;
  readonly OverdueInquiries: number;
  /** 1 when the calendar of the day in 45 days is not published, as far as the system knows. */
  readonly CalendarYearMissing: 0 | 1;
};

/** Looks at the service from outside the audit, so that an audit that does nothing is seen too. */
export async function watchOperations(
  now: string,
  { cases, directory }: { readonly cases: CaseWatch; readonly directory: Pick<DirectoryReader, "everybody"> },
): Promise<Watched> {
  const [known, oldest] = await Promise.all([directory.everybody(), cases.oldestLook()]);
  const units = known.offices.flatMap((office) => office.units);
  const tomorrow = new Date(Date.parse(now) + DAY).toISOString();
  const count = async (dueBefore?: string): Promise<number> => {
    const counts = await Promise.all(units.map(({ id }) => cases.open(id, dueBefore)));
    return counts.reduce((sum, each) => sum + each, 0);
  };
  const [open, dueWithinADay, overdue] = await Promise.all([count(), count(tomorrow), count(now)]);
  const { calendar, time } = officeTime("", known.calendarYears);
  const ahead = time.dayOf(new Date(Date.parse(now) + CALENDAR_DAYS_AHEAD * DAY).toISOString());
  return {
    OldestDueSeconds: oldest === undefined ? 0 : Math.max(0, (Date.parse(now) - Date.parse(oldest)) / 1000),
    OpenInquiries: open,
    DueWithinADay: dueWithinADay - overdue,
    OverdueInquiries: overdue,
    CalendarYearMissing: isProvisional(calendar, ahead, ahead) ? 1 : 0,
  };
}
