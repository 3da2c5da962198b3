import { Duration } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { alarmOnAny, everyMinute } from "#infra/alarm.ts";
import type { NodeFunction } from "#infra/node-function.ts";

const usual = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14) };

/** A queue for what could not be delivered, with an alarm on its first message. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { whoSuffers }: { readonly whoSuffers: string }) {
    super(scope, id);
    this.queue = new Queue(this, "Queue", usual);
    const metric = this.queue.metricApproximateNumberOfMessagesVisible({ ...everyMinute, statistic: "Maximum" });
    alarmOnAny(this, "Messages", { metric, whoSuffers });
  }
}

/** How often a message is tried before it goes to the dead letters. */
export const attempts = 5;

/** A queue that brings its dead letters and their alarm: nothing is lost in silence. */
export class WatchedQueue extends Construct {
  readonly queue: Queue;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly whoSuffers: string; readonly consumerTimeout: Duration },
  ) {
    super(scope, id);
    const { queue } = new DeadLetters(this, "DeadLetters", props);
    this.queue = new Queue(this, "Queue", {
      ...usual,
      // Six times the consumer's timeout: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: Duration.seconds(6 * props.consumerTimeout.toSeconds()),
      deadLetterQueue: { queue, maxReceiveCount: attempts },
    });
  }

  /** Lets a function put messages on the queue; what is on it stays closed to the sender. */
  allowSending<Env>(sender: NodeFunction<Env>): void {
    sender.allow(["sqs:SendMessage"], this.queue.queueArn);
  }
}
