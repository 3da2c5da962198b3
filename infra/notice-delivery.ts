import { Duration } from "aws-cdk-lib";
import { CfnEventSourceMapping } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import type { Env as DeliverNoticeEnv } from "#functions/deliver-notice/handler.ts";
import { NodeFunction } from "#infra/node-function.ts";
import type { ServiceParts } from "#infra/service-parts.ts";

/** How long the delivery of one batch may take; the queues hide a message six times as long. */
export const deliveryTimeout = Duration.seconds(30);

/** Urgent reports and escalations reach the inbox of those they concern. */
export class NoticeDelivery extends Construct {
  constructor(scope: Construct, id: string, { data, urgentReports, escalations, outward }: ServiceParts) {
    super(scope, id);
    const deliver = new NodeFunction<DeliverNoticeEnv>(this, "DeliverNotice", {
      description: "Puts urgent reports and escalations into inboxes and ticks them off",
      env: {
        INQUIRIES_TABLE: data.inquiries.name,
        SUGGESTIONS_TABLE: data.suggestions.name,
        BOXES_TABLE: data.boxes.name,
        CONDUCT_TABLE: data.conduct.name,
        INSPECTIONS_TABLE: data.inspections.name,
        DIRECTORY_TABLE: data.directory.name,
        NOTICES_TABLE: data.notices.name,
        OUTWARD_QUEUE_URL: outward.queue.queueUrl,
      },
      timeout: deliveryTimeout,
    });

    for (const table of [data.inquiries, data.suggestions, data.boxes, data.conduct, data.inspections])
      table.allow(deliver, "GetItem", "PutItem");
    data.notices.allow(deliver, "PutItem");
    data.directory.allow(deliver, "Query");
    outward.allowSending(deliver);

    for (const { node, queue } of [urgentReports, escalations]) {
      deliver.allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], queue.queueArn);
      const mapping = new CfnEventSourceMapping(this, `From${node.id}`, {
        eventSourceArn: queue.queueArn,
        functionName: deliver.lambda.functionName,
        batchSize: 10,
        functionResponseTypes: ["ReportBatchItemFailures"],
        scalingConfig: { maximumConcurrency: 5 },
      });
      // Lambda looks at the role's rights on the queue when the mapping is made.
      mapping.node.addDependency(deliver.role);
    }

    deliver.alarmOnErrors("Heads and the director hear late of urgent inquiries and breaches.");
  }
}
