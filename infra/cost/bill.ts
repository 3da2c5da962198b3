import type { Prices } from "./prices.ts";

/** What one inquiry takes in its life, measured and counted. */
export type LifeOfInquiry = {
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly requests: number;
  readonly invocations: number;
  readonly gbSeconds: number;
  readonly queueRequests: number;
  readonly loggedKb: number;
  readonly storedKb: number;
};

/** What runs whether anybody asks or not. */
export type Standing = {
  readonly alarms: number;
  readonly metrics: number;
  readonly keys: number;
  readonly secrets: number;
  readonly dashboards: number;
  readonly startsAMonth: number;
  /** What Lambda asks the queues whether anything has come. */
  readonly pollsAMonth: number;
};

/** How long a closed inquiry is kept. */
const YEARS_KEPT = 5;

const SECONDS_A_YEAR = 365 * 24 * 3600;

/** Of so many invocations a year Lambda traces one a second and a twentieth of the others: https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html */
export const traced = (invocations: number, seconds = SECONDS_A_YEAR): number =>
  Math.min(invocations, seconds + 0.05 * invocations);

/** The bill of a year by what it is for, so many inquiries a year, after the first years of keeping. */
export const billOfYear = (
  inquiries: number,
  one: LifeOfInquiry,
  standing: Standing,
  prices: Prices,
): Record<string, number> => {
  const millions = inquiries / 1e6;
  const keptGb = (inquiries * YEARS_KEPT * one.storedKb) / 1e6;
  return {
    "table writes": millions * one.writeUnits * prices.millionWriteUnits,
    "table reads": millions * one.readUnits * prices.millionReadUnits,
    "keeping five years": keptGb * 12 * prices.storedGbMonth,
    "point-in-time recovery": keptGb * 12 * prices.recoverableGbMonth,
    "API requests": millions * one.requests * prices.millionApiRequests,
    functions: millions * one.invocations * prices.millionInvocations + inquiries * one.gbSeconds * prices.gbSecond,
    queues: (millions * one.queueRequests + (12 * standing.pollsAMonth) / 1e6) * prices.millionQueueRequests,
    traces: (traced(inquiries * one.invocations + 12 * standing.startsAMonth) / 1e6) * prices.millionTraces,
    logs: ((inquiries * one.loggedKb) / 1e6) * prices.loggedGb,
    "alarms, metrics, dashboard, keys, secrets":
      12 *
      (standing.alarms * prices.alarmMonth +
        standing.metrics * prices.metricMonth +
        standing.dashboards * prices.dashboardMonth +
        standing.keys * prices.keyMonth +
        standing.secrets * prices.secretMonth),
    schedules:
      ((12 * standing.startsAMonth) / 1e6) * (prices.millionScheduledStarts + prices.millionInvocations) +
      12 * standing.startsAMonth * 0.2 * prices.gbSecond,
  };
};
