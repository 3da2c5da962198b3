import { CfnEventSourceMapping } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import type { Env as NotifyOutEnv } from "#functions/notify-out/handler.ts";
import { NodeFunction } from "#infra/node-function.ts";
import { deliveryTimeout } from "#infra/notice-delivery.ts";
import type { ServiceParts } from "#infra/service-parts.ts";
import { readSettings } from "#infra/settings.ts";
import { attempts } from "#infra/watched-queue.ts";

/** Urgent reports, escalations and the weekly digest are also told outside: to webhooks, group robots and an e-mail topic. */
export class OutwardNotices extends Construct {
  constructor(scope: Construct, id: string, { data, outward }: ServiceParts) {
    super(scope, id);
    const { noticeTopicArn, portalUrl } = readSettings(this);
    const notify = new NodeFunction<NotifyOutEnv>(this, "NotifyOut", {
      description: "Tells webhooks, group robots and an e-mail topic what has gone into an inbox",
      env: {
        NOTICES_TABLE: data.notices.name,
        DIRECTORY_TABLE: data.directory.name,
        OUTWARD_QUEUE_URL: outward.queue.queueUrl,
        OUTWARD_ATTEMPTS: String(attempts),
        WEBHOOKS_SECRET: data.webhooks.arn,
        NOTICE_TOPIC_ARN: noticeTopicArn,
        PORTAL_URL: portalUrl,
      },
      timeout: deliveryTimeout,
    });

    data.notices.allow(notify, "GetItem", "PutItem");
    data.directory.allow(notify, "Query");
    data.webhooks.allowReading(notify);
    outward.allowSending(notify);
    if (noticeTopicArn !== "") notify.allow(["sns:Publish"], noticeTopicArn);

    const { queue } = outward;
    notify.allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], queue.queueArn);
    const mapping = new CfnEventSourceMapping(this, "FromOutward", {
      eventSourceArn: queue.queueArn,
      functionName: notify.lambda.functionName,
      // Each may wait five seconds for an answer: a full batch must end before the function's time does.
      batchSize: 5,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: 2 },
    });
    // Lambda looks at the role's rights on the queue when the mapping is made.
    mapping.node.addDependency(notify.role);

    notify.alarmOnErrors("Group robots, webhooks and e-mail are not told of anything; inboxes have it all.");
  }
}
