import { CfnOutput, Stack } from "aws-cdk-lib";
import { ManagedPolicy, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import { RegularStart } from "#infra/regular-start.ts";
import type { ServiceParts } from "#infra/service-parts.ts";
import { DeadLetters } from "#infra/watched-queue.ts";

/**
 * What whoever is on call may do: what the tools of `npm run ops` and the commands of `docs/runbooks` need, and starting by hand what the clock
 * starts. Logs and lists are read by AWS's own `CloudWatchReadOnlyAccess` and `ViewOnlyAccess`; what those lack is here, and a test holds that
 * no page names a command that none of the three allows. For the role of the setting `operatorRoleArn`.
 */
export class OnCall extends Construct {
  private readonly policy: ManagedPolicy;

  constructor(scope: Construct, id: string, { data, urgentReports, escalations, outward }: ServiceParts) {
    super(scope, id);
    this.policy = new ManagedPolicy(this, "Policy", {
      description: "Shouwen: the tools of npm run ops, the runbooks, and starting by hand what the clock starts",
    });
    data.inquiries.allow(this, "GetItem", "PutItem", "UpdateItem");
    data.inquiries.allowIndexes(this, "unit", "due");
    // Which case is the oldest due: this index has keys only, of the register of conduct the member of staff and not what for. What is in them stays closed.
    for (const table of [data.suggestions, data.boxes, data.conduct, data.inspections]) table.allowIndexes(this, "due");
    data.suggestions.allow(this, "GetItem", "UpdateItem");
    data.notices.allow(this, "GetItem", "UpdateItem");
    data.slots.allow(this, "Query", "PutItem");
    data.directory.allow(this, "Query");
    for (const { queue } of [urgentReports, escalations, outward])
      this.allow(["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"], queue.queueArn);
    const { node } = Stack.of(this);
    const letters = node.findAll().filter((made) => made instanceof DeadLetters);
    this.allow(
      ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:PurgeQueue", "sqs:ReceiveMessage"],
      ...letters.map(({ queue }) => queue.queueArn),
    );
    // What the clock starts may be started by hand as well.
    const started = node.findAll().filter((made) => made instanceof RegularStart);
    this.allow(["lambda:InvokeFunction"], ...started.map(({ functionArn }) => functionArn));
    // What the tables and queues are called.
    this.allow(["cloudformation:ListStackResources"], data.stackId, Stack.of(this).stackId);
    // Whether a deployment came before the trouble.
    this.allow(["cloudformation:DescribeStackEvents"], Stack.of(this).stackId);
    // The schedules, and the account's own limits, have no resources to name: https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
    this.allow(["lambda:GetAccountSettings", "scheduler:ListSchedules"], "*");
    new CfnOutput(Stack.of(this), "OnCallPolicyArn", { value: this.policy.managedPolicyArn });
  }

  /** Lets whoever is on call do exactly these actions on exactly these resources. */
  allow(actions: readonly string[], ...resources: readonly string[]): void {
    this.policy.addStatements(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }
}
