import { prices } from "./prices.ts";

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
  readonly startsAMonth: number;
};

/** How long a closed inquiry is kept. */
const YEARS_KEPT = 5;

/** The bill of a year by what it is for, so many inquiries a year, after the first years of keeping. */
export const billOfYear = (inquiries: number, one: LifeOfInquiry, standing: Standing): Record<string, number> => {
  const millions = inquiries / 1e6;
  const keptGb = (inquiries * YEARS_KEPT * one.storedKb) / 1e6;
  return {
    "table writes": millions * one.writeUnits * prices.millionWriteUnits,
    "table reads": millions * one.readUnits * prices.millionReadUnits,
    "keeping five years": keptGb * 12 * prices.storedGbMonth,
    "point-in-time recovery": keptGb * 12 * prices.recoverableGbMonth,
    "API requests": millions * one.requests * prices.millionApiRequests,
    functions: millions * one.invocations * prices.millionInvocations + inquiries * one.gbSeconds * prices.gbSecond,
    queues: millions * one.queueRequests * prices.millionQueueRequests,
    logs: ((inquiries * one.loggedKb) / 1e6) * prices.loggedGb,
    "alarms, metrics, keys, secrets":
      12 *
      (standing.alarms * prices.alarmMonth +
        standing.metrics * prices.metricMonth +
        standing.keys * prices.keyMonth +
        standing.secrets * prices.secretMonth),
    schedules:
      ((12 * standing.startsAMonth) / 1e6) * (prices.millionScheduledStarts + prices.millionInvocations) +
      12 * standing.startsAMonth * 0.2 * prices.gbSecond,
  };
};
