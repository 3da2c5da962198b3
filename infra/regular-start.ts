import { Duration, Stack } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnEventInvokeConfig } from "aws-cdk-lib/aws-lambda";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import { Construct } from "constructs";
import type { NodeFunction } from "#infra/node-function.ts";
import { DeadLetters } from "#infra/watched-queue.ts";

/** What the scheduler hands to a function: an id of the start, under which the log shows all that came of it. */
const correlatedInput = JSON.stringify({ correlationId: "<aws.scheduler.execution-id>" });

type RegularStartProps<Env> = {
  readonly starts: NodeFunction<Env>;
  readonly description: string;
  /** Rate, or cron expression read in Asia/Shanghai. */
  readonly at: `rate(${string})` | `cron(${string})`;
  /** How long a start that could not be made, or found no concurrency, is tried again. */
  readonly tryFor: Duration;
  /** How often a function that failed is started again. */
  readonly again: 0 | 1 | 2;
  readonly whoSuffers: string;
};

// Longer than this Lambda keeps no start: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
const longestKept = Duration.hours(6);

/**
 * Starts a function by the clock. The scheduler doesn't wait for the end of what it starts, so there are two places where a start can get
 * lost: before Lambda took it, and after. What is given up in either is kept in one queue, and rings.
 */
export class RegularStart<Env> extends Construct {
  readonly functionArn: string;

  constructor(
    scope: Construct,
    id: string,
    { starts, description, at, tryFor, again, whoSuffers }: RegularStartProps<Env>,
  ) {
    super(scope, id);
    const failed = new DeadLetters(this, "FailedStarts", { whoSuffers, runbook: "start-failed" });
    const { functionArn, functionName } = starts.lambda;
    this.functionArn = functionArn;
    const scheduler = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
      }),
    });
    scheduler.addToPolicy(new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [functionArn] }));
    failed.onlyFrom(scheduler, starts.role);

    const tries = new CfnEventInvokeConfig(this, "Tries", {
      functionName,
      qualifier: "$LATEST",
      maximumRetryAttempts: again,
      maximumEventAgeInSeconds: Math.min(tryFor.toSeconds(), longestKept.toSeconds()),
      destinationConfig: { onFailure: { destination: failed.queue.queueArn } },
    });
    // Lambda looks at the role's right to send there when this is made.
    tries.node.addDependency(starts.role);
    new CfnSchedule(this, "Resource", {
      description,
      scheduleExpression: at,
      ...(at.startsWith("cron") && { scheduleExpressionTimezone: "Asia/Shanghai" }),
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: functionArn,
        roleArn: scheduler.roleArn,
        input: correlatedInput,
        deadLetterConfig: { arn: failed.queue.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: tryFor.toSeconds(), maximumRetryAttempts: 10 },
      },
    });
  }
}
