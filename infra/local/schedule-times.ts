/** Gives the first instant after another at which a schedule is due. */
export type NextRun = (after: Date) => Date | undefined;

const RATE = /^rate\((\d+) (minute|hour|day)s?\)$/;
const MINUTES = { minute: 1, hour: 60, day: 1440 } as const;
const MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");
const WEEKDAYS = "SUN MON TUE WED THU FRI SAT".split(" ");

/** Reads `rate(…)`, `cron(…)` or `at(…)` of EventBridge Scheduler; a form it doesn't know is an error. https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
export function scheduleTimes(expression: string, timeZone = "UTC"): NextRun {
  const rate = RATE.exec(expression);
  if (rate) {
    const period = Number(rate[1]) * MINUTES[rate[2] as keyof typeof MINUTES] * 60_000;
    return (after) => new Date(after.getTime() + period);
  }
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  if (fields?.length === 6) return cronTimes(fields, timeZone, expression);
  const at = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(expression)?.[1];
  if (at) {
    const instant = zoned(new Date(`${at}Z`), timeZone);
    return (after) => (instant > after ? instant : undefined);
  }
  throw new Error(`The schedule expression ${expression} is not understood by the local stack.`);
}

function cronTimes(fields: string[], timeZone: string, expression: string): NextRun {
  const [minute = "", hour = "", day = "", month = "", weekday = "", year = ""] = fields;
  const read = (field: string, low: number, high: number, names: string[] = [], first = 0) =>
    values(field, low, high, names, first, expression);
  const minutes = read(minute, 0, 59);
  const hours = read(hour, 0, 23);
  const months = read(month, 1, 12, MONTHS, 1);
  const years = read(year, 1970, 2199);
  const days = day === "?" ? undefined : dayOfMonth(day, expression);
  const weekdays = weekday === "?" ? undefined : read(weekday, 1, 7, WEEKDAYS, 1);
  if ((days === undefined) === (weekdays === undefined)) {
    throw new Error(`${expression}: exactly one of day of month and day of week is "?".`);
  }

  return (after) => {
    const from = localTime(after, timeZone);
    // Wall-clock days one by one, then the hours and minutes of the first day that fits; four years cover 29 February.
    for (let ahead = 0; ahead <= 4 * 366; ahead += 1) {
      const date = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate() + ahead));
      const fits =
        years.has(date.getUTCFullYear()) &&
        months.has(date.getUTCMonth() + 1) &&
        (days?.(date) ?? true) &&
        (weekdays?.has(date.getUTCDay() + 1) ?? true);
      if (!fits) continue;
      for (const inHour of hours) {
        for (const inMinute of minutes) {
          const due = zoned(new Date(date.getTime() + (inHour * 60 + inMinute) * 60_000), timeZone);
          if (due > after) return due;
        }
      }
    }
    return undefined;
  };
}

function dayOfMonth(field: string, expression: string): (date: Date) => boolean {
  if (field === "L") return (date) => new Date(date.getTime() + 86_400_000).getUTCDate() === 1;
  const days = values(field, 1, 31, [], 0, expression);
  return (date) => days.has(date.getUTCDate());
}

/** The numbers a cron field means, in order: `*`, numbers, names, ranges, lists and steps. */
function values(
  field: string,
  low: number,
  high: number,
  names: string[],
  first: number,
  expression: string,
): Set<number> {
  const found = new Set<number>();
  for (const part of field.split(",")) {
    const [, range = "", step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
    const [start, end] = range === "*" ? [low, high] : range.split("-").map((text) => number(text, names, first));
    const last = end ?? (step ? high : start);
    if (start === undefined || last === undefined || !(start >= low && last <= high && start <= last)) {
      throw new Error(`${expression}: the field ${field} is not understood by the local stack.`);
    }
    for (let value = start; value <= last; value += Number(step ?? 1)) found.add(value);
  }
  return new Set([...found].sort((one, other) => one - other));
}

function number(text: string, names: string[], first: number): number {
  const named = names.indexOf(text.toUpperCase());
  return named >= 0 ? named + first : /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

/** The wall-clock time of a zone, written as if it were UTC. */
function localTime(instant: Date, timeZone: string): Date {
  return new Date(`${instant.toLocaleString("sv-SE", { timeZone }).replace(" ", "T")}Z`);
}

/** The instant at which a zone's wall clock shows a time; a time that a change of clocks skips is taken an hour later. */
function zoned(wall: Date, timeZone: string): Date {
  const guess = wall.getTime() - (localTime(wall, timeZone).getTime() - wall.getTime());
  return new Date(guess - (localTime(new Date(guess), timeZone).getTime() - wall.getTime()));
}
