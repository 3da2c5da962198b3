import { Duration } from "aws-cdk-lib";
import { MathExpression, Metric } from "aws-cdk-lib/aws-cloudwatch";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import { Construct } from "constructs";
import type { Env as WatchOperationsEnv } from "#functions/watch-operations/handler.ts";
import { alarmOnAny, alarmOnLateness } from "#infra/alarm.ts";
import { correlatedInput } from "#infra/deadline-audit.ts";
import { NodeFunction } from "#infra/node-function.ts";
import type { ServiceParts } from "#infra/service-parts.ts";
import { DeadLetters } from "#infra/watched-queue.ts";

const fiveMinutes = { period: Duration.minutes(5) };

/** A measurement of the system's own, as its functions publish them. */
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

/** The service is looked at from outside the audit: how late it is, how much is open, whether next year's calendar is known. */
export class OperationsWatch extends Construct {
  constructor(scope: Construct, id: string, { data }: Pick<ServiceParts, "data">) {
    super(scope, id);
    const watch = new NodeFunction<WatchOperationsEnv>(this, "WatchOperations", {
      description: "Measures how late the oldest due inquiry is, how many are open, whether the next calendar is there",
      env: { INQUIRIES_TABLE: data.inquiries.name, DIRECTORY_TABLE: data.directory.name },
      timeout: Duration.seconds(60),
    });
    data.inquiries.allowIndexes(watch, "due", "unit");
    data.directory.allow(watch, "Query");

    const unstarted = new DeadLetters(this, "Unstarted", {
      whoSuffers: "The scheduler could not start the watch: nobody measures how late the audit is.",
      runbook: "audit-unstarted",
    });
    const scheduler = new Role(this, "Scheduler", { assumedBy: new ServicePrincipal("scheduler.amazonaws.com") });
    const { functionArn } = watch.lambda;
    scheduler.addToPolicy(new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [functionArn] }));
    unstarted.onlyFrom(scheduler);
    new CfnSchedule(this, "EveryFiveMinutes", {
      description: "Starts the watch over the operations",
      scheduleExpression: "rate(5 minutes)",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: functionArn,
        roleArn: scheduler.roleArn,
        input: correlatedInput,
        deadLetterConfig: { arn: unstarted.queue.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 2 },
      },
    });

    watch.alarmOnErrors("Nobody measures how late the audit is, nor whether the next calendar year is there.");
    alarmOnLateness(this, "OldestDue", {
      metric: measured("OldestDueSeconds", "Maximum"),
      seconds: Duration.minutes(10).toSeconds(),
      onSilence: true,
      whoSuffers: "The audit runs but is late: somebody's broken limit waits for its reminder or escalation.",
      runbook: "oldest-due-late",
    });
    alarmOnAny(this, "CalendarMissing", {
      metric: measured("CalendarYearMissing", "Maximum"),
      whoSuffers: "The calendar in 45 days is not loaded: citizens are given provisional dates that may move.",
      runbook: "calendar-missing",
    });
    for (const [name, table] of Object.entries(data.tables)) {
      const refused = (metric: string) => table.metric(metric, { statistic: "Sum", ...fiveMinutes });
      alarmOnAny(this, `${name}Throttled`, {
        metric: new MathExpression({
          expression: "reads + writes",
          usingMetrics: { reads: refused("ReadThrottleEvents"), writes: refused("WriteThrottleEvents") },
          ...fiveMinutes,
        }),
        whoSuffers: `The table ${name} refuses requests: citizens and staff get errors, or wait while functions try again.`,
        runbook: "throttled",
      });
    }
    // Of all functions of the account: whatever else runs in it takes from the same concurrency.
    alarmOnAny(this, "FunctionsThrottled", {
      metric: new Metric({ namespace: "AWS/Lambda", metricName: "Throttles", statistic: "Sum", ...fiveMinutes }),
      whoSuffers: "Functions are refused concurrency: a flood meets its bound, or citizens meet ours.",
      runbook: "throttled",
    });
  }
}
