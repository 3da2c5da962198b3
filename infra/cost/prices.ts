/** List prices of one region in its currency; per million where it says so. What is not known for sure is left out and not guessed. */
export type Prices = {
  readonly region: string;
  readonly currency: string;
  readonly asOf: string;
  readonly source: string;
  readonly millionWriteUnits: number;
  readonly millionReadUnits: number;
  readonly storedGbMonth: number;
  readonly recoverableGbMonth: number;
  readonly millionApiRequests: number;
  readonly millionInvocations: number;
  readonly gbSecond: number;
  readonly millionQueueRequests: number;
  readonly millionScheduledStarts: number;
  readonly loggedGb: number;
  /** To the internet, the first ten terabytes a month. */
  readonly sentGb: number;
  readonly alarmMonth: number;
  readonly metricMonth: number;
  readonly keyMonth: number;
  readonly secretMonth: number;
  readonly dashboardMonth: number;
  readonly millionTraces: number;
};

/** us-east-1 as its price pages had it; free allowances are not counted, so that the bill is never better than printed. */
export const prices: Prices = {
  region: "us-east-1",
  currency: "USD",
  asOf: "2025-08",
  source:
    "aws.amazon.com/{dynamodb,lambda,api-gateway,sqs,eventbridge,cloudwatch,xray,kms,secrets-manager}/pricing: check before you rely on it",
  millionWriteUnits: 0.625,
  millionReadUnits: 0.125,
  storedGbMonth: 0.25,
  recoverableGbMonth: 0.2,
  millionApiRequests: 1.0,
  millionInvocations: 0.2,
  gbSecond: 0.0000133334,
  millionQueueRequests: 0.4,
  millionScheduledStarts: 1.0,
  loggedGb: 0.5,
  sentGb: 0.09,
  alarmMonth: 0.1,
  metricMonth: 0.3,
  keyMonth: 1.0,
  secretMonth: 0.4,
  dashboardMonth: 3.0,
  millionTraces: 5.0,
};

/** What is known of the China regions: their price page, in yuan. The rest has to be read there; the units and requests printed are the same. */
export const chinaNote =
  "cn-northwest-1: amazonaws.cn/en/dynamodb/pricing named ¥11.1538 for a million write requests (on demand; date unknown, may have fallen since). " +
  "Other prices of the China regions are not stated here because they could not be verified: multiply the units above with amazonaws.cn/pricing.";
