import { traced } from "./bill.ts";
import { northVirginia, type Prices } from "./prices.ts";

/** A public route as the template has it. */
export type FloodedRoute = {
  readonly route: string;
  /** Requests a second the gateway lets through. */
  readonly perSecond: number;
  readonly memoryMb: number;
  /** Executions of its function at once. */
  readonly concurrency: number;
  readonly timeoutSeconds: number;
};

/** What a month of it may cost at most with the usual settings. */
export const FLOOD_BUDGET = { USD: 12_000, CNY: 145_000 } as const;

const SECONDS_A_MONTH = 730 * 3600;

type Taken = {
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly seconds: number;
  readonly loggedBytes: number;
  /** What goes out over the internet; a test holds real answers against it. */
  readonly answerKb: number;
};

const reading: Taken = { writeUnits: 0, readUnits: 4, seconds: 0.1, loggedBytes: 700, answerKb: 20 };
const writing: Taken = { writeUnits: 14, readUnits: 4, seconds: 0.25, loggedBytes: 700, answerKb: 2 };

// Nobody answers what a flood asks: reminders, rungs and notices of each matter follow, with what carries them.
const opening: Taken = { writeUnits: 90, readUnits: 60, seconds: 2, loggedBytes: 6_000, answerKb: 2 };

const others: Readonly<Record<string, Taken>> = {
  "GET /api/openapi.json": { ...reading, answerKb: 400 },
  "GET /api/services": { ...reading, answerKb: 50 },
  "POST /api/inquiries": opening,
  "POST /api/suggestions": opening,
};

/** What one request of a flood takes, generously, with all that comes of it: `npm run cost` prints what an inquiry takes in truth. */
export const takenBy = (route: string): Taken => others[route] ?? (/^(?:POST|PUT) /.test(route) ? writing : reading);

/** What a dearer region of the same partition costs more than the one whose prices are here, at most: eu-central-1's logs are 26 % dearer, its other prices 20 to 22 % (as we know them; check). */
const DEAREST_REGION = 1.3;

/** Requests a second that the gateway refuses for the whole account before it lets none through at all; each may still be logged: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const REFUSED_PER_SECOND = 10_000;
const REFUSED_BYTES = 350;

const monthOfRoute = (
  { route, perSecond, memoryMb, concurrency, timeoutSeconds }: FloodedRoute,
  prices: Prices,
): number => {
  const one = takenBy(route);
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
    ((requests * one.answerKb) / 1e6) * prices.sentGb +
    (traced(requests, SECONDS_A_MONTH) / 1e6) * prices.millionTraces
  );
};

/** The bill of a month in which every public route gets all the requests it lets through, day and night, and as many again as the gateway refuses. */
export const monthOfFlood = (routes: readonly FloodedRoute[], prices = northVirginia): number => {
  const refused = ((REFUSED_PER_SECOND * SECONDS_A_MONTH * REFUSED_BYTES) / 1e9) * prices.loggedGb;
  return DEAREST_REGION * routes.reduce((sum, route) => sum + monthOfRoute(route, prices), refused);
};
