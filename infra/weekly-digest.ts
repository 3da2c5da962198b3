import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import type { Env as SendDigestEnv } from "#functions/send-digest/handler.ts";
import { NodeFunction } from "#infra/node-function.ts";
import { RegularStart } from "#infra/regular-start.ts";
import type { ServiceParts } from "#infra/service-parts.ts";
import { proposedValues } from "#shared/rules/proposed-values.ts";

/** Every Monday morning the director and the supervising office are told what the week brought (FIR-9). */
export class WeeklyDigest extends Construct {
  constructor(scope: Construct, id: string, { data, outward }: ServiceParts) {
    super(scope, id);
    const send = new NodeFunction<SendDigestEnv>(this, "SendDigest", {
      description: "Writes the digest of the week that is over and tells the director and the office",
      env: {
        INQUIRIES_TABLE: data.inquiries.name,
        DIRECTORY_TABLE: data.directory.name,
        FIGURES_TABLE: data.figures.name,
        NOTICES_TABLE: data.notices.name,
        OUTWARD_QUEUE_URL: outward.queue.queueUrl,
        // Counted here: the bundles carry of the rule pack only what decisions read.
        PROPOSED_RULES: String(proposedValues()),
      },
      memory: 1024,
      timeout: Duration.minutes(5),
    });
    data.inquiries.allowIndexes(send, "closed", "unit");
    data.directory.allow(send, "Query");
    data.figures.allow(send, "GetItem", "PutItem", "Query");
    data.notices.allow(send, "PutItem");
    outward.allowSending(send);
    new RegularStart(this, "Mondays", {
      starts: send,
      description: "Starts the weekly digest",
      at: "cron(0 9 ? * MON *)",
      tryFor: Duration.hours(12),
      again: 2,
      whoSuffers: "The weekly digest came to nothing: the director doesn't get it this Monday.",
    });
    send.alarmOnErrors("The weekly digest failed: the director and the office don't get it.");
  }
}
