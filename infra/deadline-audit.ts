import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import type { Env as AuditDeadlinesEnv } from "#functions/audit-deadlines/handler.ts";
import { alarmOnSilence, everyMinute } from "#infra/alarm.ts";
import { NodeFunction } from "#infra/node-function.ts";
import { RegularStart } from "#infra/regular-start.ts";
import type { ServiceParts } from "#infra/service-parts.ts";

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
        FIGURES_TABLE: data.figures.name,
        URGENT_QUEUE_URL: urgentReports.queue.queueUrl,
        ESCALATIONS_QUEUE_URL: escalations.queue.queueUrl,
        RECEIPT_KEY_SECRET: data.receiptKey.arn,
      },
      memory: 1024,
      timeout: Duration.seconds(55),
    });

    data.inquiries.allow(audit, "GetItem", "PutItem");
    // By caseworker it finds the open cases of those who are on leave or gone, by unit all that a new calendar or directory may move.
    data.inquiries.allowIndexes(audit, "due", "caseworker", "unit");
    for (const table of [data.suggestions, data.boxes, data.conduct, data.inspections]) {
      table.allow(audit, "GetItem", "PutItem");
      table.allowIndexes(audit, "due");
    }
    // A suggestion that was to become an inquiry when the function died becomes one now, with its receipt.
    data.receiptKey.allowReading(audit);
    data.directory.allow(audit, "Query");
    // How far it has come in going through all open cases. Not in the directory: who may write there decides who may do what.
    data.figures.allow(audit, "GetItem", "PutItem");
    urgentReports.allowSending(audit);
    escalations.allowSending(audit);

    new RegularStart(this, "EveryMinute", {
      starts: audit,
      description: "Starts the audit of deadlines",
      at: "rate(1 minute)",
      // A start that is a minute late is worth nothing: the next run finds the same work.
      tryFor: Duration.minutes(1),
      again: 0,
      whoSuffers: "A start of the audit came to nothing: reminders and escalations come late.",
    });

    audit.alarmOnErrors("The audit fails: overdue inquiries are neither reminded of nor escalated.");
    alarmOnSilence(this, "Stopped", {
      metric: audit.lambda.metricInvocations(everyMinute),
      whoSuffers: "The audit has stopped: no reminder, no escalation, no lost message is sent again.",
      runbook: "audit-stopped",
      minutes: 2,
    });
  }
}
