import type { Duration } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import { Construct } from "constructs";
import { correlatedInput } from "#infra/deadline-audit.ts";
import type { NodeFunction } from "#infra/node-function.ts";
import { DeadLetters } from "#infra/watched-queue.ts";

type BeijingScheduleProps<Env> = {
  readonly starts: NodeFunction<Env>;
  readonly description: string;
  /** Cron expression, read in Asia/Shanghai. */
  readonly at: string;
  /** How long a start that failed is tried again. */
  readonly tryFor: Duration;
  readonly whoSuffers: string;
};

/** Starts a function at a time of Beijing; a start that failed for good is kept and rings. */
export class BeijingSchedule<Env> extends Construct {
  constructor(scope: Construct, id: string, props: BeijingScheduleProps<Env>) {
    super(scope, id);
    const unstarted = new DeadLetters(this, "Unstarted", { whoSuffers: props.whoSuffers, runbook: "audit-unstarted" });
    const scheduler = new Role(this, "Role", { assumedBy: new ServicePrincipal("scheduler.amazonaws.com") });
    const { functionArn } = props.starts.lambda;
    scheduler.addToPolicy(new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [functionArn] }));
    unstarted.onlyFrom(scheduler);
    new CfnSchedule(this, "Schedule", {
      description: props.description,
      scheduleExpression: props.at,
      scheduleExpressionTimezone: "Asia/Shanghai",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: functionArn,
        roleArn: scheduler.roleArn,
        input: correlatedInput,
        deadLetterConfig: { arn: unstarted.queue.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: props.tryFor.toSeconds(), maximumRetryAttempts: 10 },
      },
    });
  }
}
