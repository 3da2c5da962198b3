import { Duration, Lazy } from "aws-cdk-lib";
import { AnyPrincipal, Effect, type IRole, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { alarmOnAny, alarmOnLateness, alarmOnRepetition, everyMinute, type Runbook } from "#infra/alarm.ts";
import { measured } from "#infra/measured.ts";
import type { NodeFunction } from "#infra/node-function.ts";
import { readSettings } from "#infra/settings.ts";

const usual = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14) };

/** Closes a queue to everybody but those named later, whatever their own rights say; gives the list to name them in. */
const closeTo = (queue: Queue, ...others: readonly string[]): IRole[] => {
  const senders: IRole[] = [];
  const named = Lazy.list({ produce: () => [...senders.map(({ roleArn }) => roleArn), ...others] });
  queue.addToResourcePolicy(
    new PolicyStatement({
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ["sqs:SendMessage"],
      resources: [queue.queueArn],
      conditions: { ArnNotEquals: { "aws:PrincipalArn": named } },
    }),
  );
  return senders;
};

/** A queue for what could not be delivered, with an alarm on its first message. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(
    scope: Construct,
    id: string,
    { whoSuffers, runbook = "dead-letters" }: { readonly whoSuffers: string; readonly runbook?: Runbook },
  ) {
    super(scope, id);
    this.queue = new Queue(this, "Queue", usual);
    const metric = this.queue.metricApproximateNumberOfMessagesVisible({ ...everyMinute, statistic: "Maximum" });
    alarmOnAny(this, "Messages", { metric, whoSuffers, runbook });
  }

  /** Lets these roles put messages here, and nobody else. For queues whose letters SQS itself moves, nobody is named. */
  onlyFrom(...senders: readonly IRole[]): void {
    closeTo(this.queue).push(...senders);
    for (const sender of senders)
      sender.addToPrincipalPolicy(
        new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [this.queue.queueArn] }),
      );
  }
}

/** How long a message may wait before somebody is woken: longer than the delivery tries again, shorter than the shortest limit. */
const mostWaiting = Duration.minutes(10);

/** How often a message is tried before it goes to the dead letters. */
export const attempts = 5;

/** A queue that brings its dead letters and their alarm: nothing is lost in silence, and nobody puts anything on it but its senders. */
export class WatchedQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  private readonly senders: IRole[];

  constructor(
    scope: Construct,
    id: string,
    props: { readonly whoSuffers: string; readonly consumerTimeout: Duration },
  ) {
    super(scope, id);
    this.deadLetters = new DeadLetters(this, "DeadLetters", props).queue;
    this.queue = new Queue(this, "Queue", {
      ...usual,
      // Six times the consumer's timeout: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: Duration.seconds(6 * props.consumerTimeout.toSeconds()),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: attempts },
    });
    const { operatorRoleArn } = readSettings(this);
    this.senders = closeTo(this.queue, ...(operatorRoleArn === "" ? [] : [operatorRoleArn]));
    alarmOnLateness(this, "Waiting", {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ ...everyMinute, statistic: "Maximum" }),
      seconds: mostWaiting.toSeconds(),
      whoSuffers: `Messages wait too long. ${props.whoSuffers}`,
      runbook: "delivery-late",
    });
    // SQS doesn't count a message's age any more once it has been received three times, so the one above is deaf to what fails and fails:
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
    alarmOnRepetition(this, "Failing", {
      metric: measured("FailedMessages", "Sum", { queue: this.queue.queueName }),
      whoSuffers: `Messages fail again and again. ${props.whoSuffers}`,
      runbook: "delivery-late",
    });
  }

  /** Lets a function put messages on the queue; what is on it stays closed to the sender. */
  allowSending<Env>(sender: NodeFunction<Env>): void {
    sender.allow(["sqs:SendMessage"], this.queue.queueArn);
    this.senders.push(sender.role);
  }
}
