import { readFileSync } from "node:fs";

/**
 * An independent computation from the same data: it lists nothing in advance, walks one `Date` at a time in UTC
 * and asks of each day every list of the file, nearest authority first.
 */
type Span = { name: string; from: string; to: string };
type Layer = { status: string; off: Span[]; work: Span[] };
type File = { fixedHolidays: { days: Span[] }; years: Record<string, { national: Layer; regional: Layer }> };

const file: File = JSON.parse(readFileSync(new URL("../../shared/rules/calendar.json", import.meta.url), "utf8"));

const listed = (spans: Span[], date: string) => spans.some((span) => !(date < span.from) && !(date > span.to));

export function naiveIsWorking(date: string, office?: Layer): boolean {
  const layers = Object.values(file.years);
  for (const authority of [office ? [office] : [], layers.map((y) => y.regional), layers.map((y) => y.national)]) {
    if (authority.some((layer) => listed(layer.work, date))) return true;
    if (authority.some((layer) => listed(layer.off, date))) return false;
  }
  const [year = "", month = "", day = ""] = date.split("-");
  if (!(year in file.years) && listed(file.fixedHolidays.days, `${month}-${day}`)) return false;
  const week = new Date(`${date}T12:00:00Z`).getUTCDay();
  return week !== 0 && week !== 6;
}

const tomorrow = (date: string) => {
  const noon = new Date(`${date}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() + 1);
  return noon.toISOString().slice(0, 10);
};

export function naiveDue(receivedOn: string, amount: number, unit: "working-day" | "natural-day", office?: Layer) {
  let date = receivedOn;
  let left = amount;
  while (left > 0) {
    date = tomorrow(date);
    if (unit === "natural-day" || naiveIsWorking(date, office)) left -= 1;
  }
  while (!naiveIsWorking(date, office)) date = tomorrow(date);
  const published = (year: string) => {
    const known = file.years[year];
    return known?.national.status === "published" && known.regional.status === "published";
  };
  let provisional = false;
  for (let day = receivedOn === date ? date : tomorrow(receivedOn); day <= date; day = tomorrow(day)) {
    if (!published(day.slice(0, 4))) provisional = true;
  }
  return { dueOn: date, provisional };
}

/** A small seeded generator (mulberry32), so that a failing case can be named and repeated. */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}
