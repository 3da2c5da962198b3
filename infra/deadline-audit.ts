import { Duration } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import { Construct } from "constructs";
import type { Env as AuditDeadlinesEnv } from "#functions/audit-deadlines/handler.ts";
import { alarmOnSilence, everyMinute } from "#infra/alarm.ts";
import { NodeFunction } from "#infra/node-function.ts";
import type { ServiceParts } from "#infra/service-parts.ts";
import { DeadLetters } from "#infra/watched-queue.ts";

/** What the scheduler hands to a function: an id of the start, under which the log shows all that came of it. */
export const correlatedInput = JSON.stringify({ correlationId: "<aws.scheduler.execution-id>" });

/** Every minute the system looks at what is due: reminders, breaches, escalations, messages that got lost. */
export class DeadlineAudit extends Construct {
  constructor(scope: Construct, id: string, { data, urgentReports, escalations }: ServiceParts) {
    super(scope, id);
    const audit = new NodeFunction<AuditDeadlinesEnv>(this, "AuditDeadlines", {
      description: "Reminds, escalates and sends again whatever the due index names",
      env: {
        INQUIRIES_TABLE: data.inquiries.name,
        SUGGESTIONS_TABLE: data.suggestions.name,
        BOXES_TABLE: data.boxes.name,
        CONDUCT_TABLE: data.conduct.name,
        INSPECTIONS_TABLE: data.inspections.name,
        DIRECTORY_TABLE: data.directory.name,
        URGENT_QUEUE_URL: urgentReports.queue.queueUrl,
        ESCALATIONS_QUEUE_URL: escalations.queue.queueUrl,
        RECEIPT_KEY_SECRET: data.receiptKey.arn,
      },
      memory: 1024,
      timeout: Duration.seconds(55),
    });

    data.inquiries.allow(audit, "GetItem", "PutItem");
    // By caseworker it finds the open cases of those who are on leave or gone, by unit all that a corrected calendar may move.
    data.inquiries.allowIndexes(audit, "due", "caseworker", "unit");
    for (const table of [data.suggestions, data.boxes, data.conduct, data.inspections]) {
      table.allow(audit, "GetItem", "PutItem");
      table.allowIndexes(audit, "due");
    }
    // A suggestion that was to become an inquiry when the function died becomes one now, with its receipt.
    data.receiptKey.allowReading(audit);
    data.directory.allow(audit, "Query");
    urgentReports.allowSending(audit);
    escalations.allowSending(audit);

    const unstarted = new DeadLetters(this, "Unstarted", {
      whoSuffers: "The scheduler could not start the audit: reminders and escalations come late.",
      runbook: "audit-unstarted",
    });
    const scheduler = new Role(this, "Scheduler", { assumedBy: new ServicePrincipal("scheduler.amazonaws.com") });
    const { lambda } = audit;
    scheduler.addToPolicy(new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [lambda.functionArn] }));
    unstarted.onlyFrom(scheduler);
    new CfnSchedule(this, "EveryMinute", {
      description: "Starts the audit of deadlines",
      scheduleExpression: "rate(1 minute)",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: lambda.functionArn,
        roleArn: scheduler.roleArn,
        input: correlatedInput,
        deadLetterConfig: { arn: unstarted.queue.queueArn },
        // A start that is a minute late is worth nothing: the next run finds the same work.
        retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 2 },
      },
    });

    audit.alarmOnErrors("The audit fails: overdue inquiries are neither reminded of nor escalated.");
    alarmOnSilence(this, "Stopped", {
      metric: lambda.metricInvocations(everyMinute),
      whoSuffers: "The audit has stopped: no reminder, no escalation, no lost message is sent again.",
      runbook: "audit-stopped",
      minutes: 2,
    });
  }
}
