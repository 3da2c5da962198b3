import path from "node:path";
import * as z from "zod";
import { readKept, writeKept } from "./kept-file.ts";

const Kept = z.object({ offset: z.number() });

/** The one clock of the local stack: real time plus an offset that only grows. Every thread reads the same shared offset. */
export type Clock = {
  now: () => Date;
  /** The offset in milliseconds, shared with the threads (see moved-date.ts). */
  shared: SharedArrayBuffer;
  advance: (milliseconds: number) => void;
};

/** Opens the clock, with the offset kept in the data folder (in memory without one); a first start may be at another instant than now. */
export function openClock(dataDir?: string, startAt?: string): Clock {
  const file = dataDir && path.join(dataDir, "clock.json");
  const shared = new SharedArrayBuffer(8);
  const offset = new Float64Array(shared);
  offset[0] =
    (file ? readKept(file, Kept)?.offset : undefined) ?? (startAt === undefined ? 0 : Date.parse(startAt) - Date.now());
  return {
    now: () => new Date(Date.now() + (offset[0] ?? 0)),
    shared,
    advance: (milliseconds) => {
      offset[0] = (offset[0] ?? 0) + milliseconds;
      if (file) writeKept(file, { offset: offset[0] });
    },
  };
}

/** Milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds; undefined if it is none. */
export function durationMilliseconds(text: string): number | undefined {
  const parts = /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (!parts) return undefined;
  const [weeks, days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  const inHours = ((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0);
  return ((inHours * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
}

/** How far the clock has to move for `{advance}` or `{set}`; a sentence if it can't. */
export function requestedMove(request: unknown, now: Date): number | { refusal: string } {
  const { advance, set } = (request ?? {}) as { advance?: unknown; set?: unknown };
  if (typeof advance === "string") {
    return durationMilliseconds(advance) ?? { refusal: `"${advance}" is not a duration such as PT2H or P3D.` };
  }
  if (typeof set !== "string") return { refusal: 'Send {"advance": "PT2H"} or {"set": "2026-03-02T09:00:00+08:00"}.' };
  const instant = Date.parse(set);
  if (Number.isNaN(instant) || !/(?:Z|[+-]\d\d:\d\d)$/.test(set)) {
    return { refusal: `"${set}" is not an instant with an offset, such as 2026-03-02T09:00:00+08:00.` };
  }
  if (instant < now.getTime()) return { refusal: `The clock only moves forward; it stands at ${now.toISOString()}.` };
  return instant - now.getTime();
}
