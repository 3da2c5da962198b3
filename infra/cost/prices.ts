/** What is charged for; per million where it says so. */
interface Charges {
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
}

/** List prices of one region in its currency. */
export interface Prices extends Charges {
  readonly region: string;
  readonly currency: "USD" | "CNY";
  readonly asOf: string;
  readonly source: string;
  /** What could not be read anywhere and stands here at what it costs at most, as far as the other prices tell. */
  readonly estimated: readonly (keyof Charges)[];
}

/** us-east-1 as its price pages had it; free allowances are not counted, so that the bill is never better than printed. */
export const northVirginia: Prices = {
  region: "us-east-1",
  currency: "USD",
  asOf: "2025-08",
  source:
    "aws.amazon.com/{dynamodb,lambda,api-gateway,sqs,eventbridge,cloudwatch,xray,kms,secrets-manager}/pricing: check before you rely on it",
  estimated: [],
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

// In the order of the list below: amazonaws.cn/en/dynamodb/pricing (a copy without date, from before the worldwide cut of November 2024:
// it costs this at most); docs/en/plan-deployment/cost.md of awslabs/sensitive-data-protection-on-aws, June 2023 (functions on x86, as
// they are there, and queues); docs/zh/include-deploy-cost.md of awslabs/aws-ai-solution-kit, May 2022 (logs, what goes out);
// amazonaws.cn/cloudwatch/pricing (alarms, metrics). There are no traces of functions: docs.amazonaws.cn/en_us/aws/latest/userguide/lambda.html
const readOfNingxia = {
  millionWriteUnits: 11.1538,
  millionInvocations: 1.36,
  gbSecond: 0.0001135,
  millionQueueRequests: 3.33,
  loggedGb: 6.228,
  sentGb: 0.933,
  alarmMonth: 0.622,
  metricMonth: 2.0,
  millionTraces: 0,
} satisfies Partial<Charges>;

type Unread = Exclude<keyof Charges, keyof typeof readOfNingxia>;

/** The most yuan that any price which could be read asks for a dollar of us-east-1; that of writes would be one of after a cut to one of before it. */
const mostForADollar = Math.max(
  ...Object.entries(readOfNingxia)
    .filter(([what]) => what !== "millionTraces" && what !== "millionWriteUnits")
    .map(([what, yuan]) => yuan / northVirginia[what as keyof Charges]),
);

const upward = (what: keyof Charges): number => northVirginia[what] * mostForADollar;

const unread: Readonly<Record<Unread, number>> = {
  // Reads are a fifth of writes everywhere.
  millionReadUnits: readOfNingxia.millionWriteUnits / 5,
  storedGbMonth: upward("storedGbMonth"),
  recoverableGbMonth: upward("recoverableGbMonth"),
  millionApiRequests: upward("millionApiRequests"),
  millionScheduledStarts: upward("millionScheduledStarts"),
  keyMonth: upward("keyMonth"),
  secretMonth: upward("secretMonth"),
  dashboardMonth: upward("dashboardMonth"),
};

/** cn-northwest-1, as far as its prices could be read; the others stand at what they cost at most, and are named. */
export const ningxia: Prices = {
  region: "cn-northwest-1",
  currency: "CNY",
  asOf: "2022 to 2025",
  source:
    "amazonaws.cn/en/dynamodb/pricing, amazonaws.cn/cloudwatch/pricing, cost pages of two awslabs solutions: check on amazonaws.cn/pricing before you rely on it",
  estimated: Object.keys(unread) as Unread[],
  ...readOfNingxia,
  ...unread,
};
