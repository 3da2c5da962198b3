import { traced } from "./bill.ts";
import { prices } from "./prices.ts";

/** A public route as the template has it. */
export type FloodedRoute = {
  readonly route: string;
  /** Requests a second the gateway lets through; what it refuses is not charged. */
  readonly perSecond: number;
  readonly memoryMb: number;
  /** Executions of its function at once. */
  readonly concurrency: number;
  readonly timeoutSeconds: number;
};

const SECONDS_A_MONTH = 730 * 3600;

/** What one request of a flood takes, generously: `npm run cost` prints what it takes in truth. */
const takes = {
  read: { writeUnits: 0, readUnits: 2, seconds: 0.1, loggedBytes: 700 },
  write: { writeUnits: 14, readUnits: 4, seconds: 0.25, loggedBytes: 700 },
} as const;

/** The bill of a month in which one route gets all the requests it lets through, day and night. */
export const monthOfFlood = ({ route, perSecond, memoryMb, concurrency, timeoutSeconds }: FloodedRoute): number => {
  const one = takes[/^(?:POST|PUT) /.test(route) ? "write" : "read"];
  const requests = perSecond * SECONDS_A_MONTH;
  const seconds = Math.min(requests * Math.min(one.seconds, timeoutSeconds), concurrency * SECONDS_A_MONTH);
  return (
    (requests / 1e6) *
      (prices.millionApiRequests +
        prices.millionInvocations +
        one.writeUnits * prices.millionWriteUnits +
        one.readUnits * prices.millionReadUnits) +
    seconds * (memoryMb / 1024) * prices.gbSecond +
    ((requests * one.loggedBytes) / 1e9) * prices.loggedGb +
    (traced(requests, SECONDS_A_MONTH) / 1e6) * prices.millionTraces
  );
};
