import { Duration } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";

/** Period of what the system measures of itself. */
export const fiveMinutes = { period: Duration.minutes(5) };

/** A measurement of the system's own, under the names by which `shared/lambda/metrics.ts` publishes it. */
export const measured = (
  metricName: string,
  statistic: "Maximum" | "Sum" | "p95",
  dimensionsMap: Record<string, string> = {},
): Metric =>
  new Metric({
    namespace: "Shouwen",
    metricName,
    statistic,
    ...fiveMinutes,
    dimensionsMap: { service: "shouwen", ...dimensionsMap },
  });
