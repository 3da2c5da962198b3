import chineseDays from "chinese-days";

/** Prints the working days from 2023 to 2026 as `chinese-days` has them; it is right only in the zone of the dates, so it gets a process of its own. */
for (let at = Date.UTC(2023, 0, 1); at < Date.UTC(2027, 0, 1); at += 86_400_000) {
  const date = new Date(at).toISOString().slice(0, 10);
  if (chineseDays.isWorkday(`${date}T12:00:00`)) console.log(date);
}
