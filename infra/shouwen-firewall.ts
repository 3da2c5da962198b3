import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { Firewall } from "#infra/firewall.ts";

/** The firewall before CloudFront, in a stack of its own, for it has to be made in us-east-1 wherever the service runs. */
export class ShouwenFirewall extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    new CfnOutput(this, "WebAclArn", { value: new Firewall(this, "Firewall", "CLOUDFRONT").arn });
  }
}
