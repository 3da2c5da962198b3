import type { Duration } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import { Construct } from "constructs";
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
    const { queue: unstarted } = new DeadLetters(this, "Unstarted", props);
    const scheduler = new Role(this, "Role", { assumedBy: new ServicePrincipal("scheduler.amazonaws.com") });
    const { functionArn } = props.starts.lambda;
    scheduler.addToPolicy(new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [functionArn] }));
    scheduler.addToPolicy(new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [unstarted.queueArn] }));
    new CfnSchedule(this, "Schedule", {
      description: props.description,
      scheduleExpression: props.at,
      scheduleExpressionTimezone: "Asia/Shanghai",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: functionArn,
        roleArn: scheduler.roleArn,
        deadLetterConfig: { arn: unstarted.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: props.tryFor.toSeconds(), maximumRetryAttempts: 10 },
      },
    });
  }
}
