import { Duration } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import type { Env as WatchOperationsEnv } from "#functions/watch-operations/handler.ts";
import { alarmOnAny, alarmOnLateness } from "#infra/alarm.ts";
import { fiveMinutes, measured } from "#infra/measured.ts";
import { NodeFunction } from "#infra/node-function.ts";
import { RegularStart } from "#infra/regular-start.ts";
import type { ServiceParts } from "#infra/service-parts.ts";

/** The service is looked at from outside the audit: how late it is, how much is open, whether next year's calendar is known. */
export class OperationsWatch extends Construct {
  constructor(scope: Construct, id: string, { data }: Pick<ServiceParts, "data">) {
    super(scope, id);
    const watch = new NodeFunction<WatchOperationsEnv>(this, "WatchOperations", {
      description:
        "Measures how late the oldest due case is, how many inquiries are open, whether the next calendar is there",
      env: {
        INQUIRIES_TABLE: data.inquiries.name,
        SUGGESTIONS_TABLE: data.suggestions.name,
        BOXES_TABLE: data.boxes.name,
        CONDUCT_TABLE: data.conduct.name,
        INSPECTIONS_TABLE: data.inspections.name,
        DIRECTORY_TABLE: data.directory.name,
      },
      timeout: Duration.seconds(60),
    });
    data.inquiries.allowIndexes(watch, "due", "unit");
    for (const table of [data.suggestions, data.boxes, data.conduct, data.inspections])
      table.allowIndexes(watch, "due");
    data.directory.allow(watch, "Query");

    new RegularStart(this, "EveryFiveMinutes", {
      starts: watch,
      description: "Starts the watch over the operations",
      at: "rate(5 minutes)",
      tryFor: Duration.minutes(1),
      again: 0,
      whoSuffers: "A start of the watch came to nothing: nobody measures how late the audit is.",
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
    for (const [name, table] of Object.entries(data.tables))
      for (const [operation, metric] of Object.entries(table.refused({ statistic: "Sum", ...fiveMinutes })))
        alarmOnAny(this, `${name}${operation}Throttled`, {
          metric,
          whoSuffers: `The table ${name} refuses ${operation}: citizens and staff get errors, or wait while functions try again.`,
          runbook: "throttled",
        });
    // Of all functions of the account: whatever else runs in it takes from the same concurrency.
    alarmOnAny(this, "FunctionsThrottled", {
      metric: new Metric({ namespace: "AWS/Lambda", metricName: "Throttles", statistic: "Sum", ...fiveMinutes }),
      whoSuffers: "Functions are refused concurrency: a flood meets its bound, or citizens meet ours.",
      runbook: "throttled",
    });
  }
}
