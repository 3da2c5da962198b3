import { CfnOutput, Stack } from "aws-cdk-lib";
import { EndpointType, HttpIntegration, RestApi } from "aws-cdk-lib/aws-apigateway";
import { CfnWebACLAssociation } from "aws-cdk-lib/aws-wafv2";
import { Construct } from "constructs";
import { Firewall } from "#infra/firewall.ts";
import type { PublicApi } from "#infra/public-api.ts";

/**
 * A regional REST API that hands every request on to the HTTP API as it is, only because a firewall can stand before it. Tokens, throttles
 * of routes and the access log stay where they are, and functions see the same requests with and without it.
 */
export class RegionalFront extends Construct {
  constructor(scope: Construct, id: string, { api }: { readonly api: PublicApi }) {
    super(scope, id);
    const front = new RestApi(this, "Api", {
      restApiName: "shouwen-front",
      endpointTypes: [EndpointType.REGIONAL],
      cloudWatchRole: false,
      deployOptions: { stageName: "front", throttlingRateLimit: 300, throttlingBurstLimit: 600 },
    });
    // CDK puts its address out too, under a name of its own; ours is FrontUrl.
    front.node.tryRemoveChild("Endpoint");
    const onward = new HttpIntegration(`${api.url}/{proxy}`, {
      proxy: true,
      httpMethod: "ANY",
      options: { requestParameters: { "integration.request.path.proxy": "method.request.path.proxy" } },
    });
    front.root
      .addResource("{proxy+}")
      .addMethod("ANY", onward, { requestParameters: { "method.request.path.proxy": true } });
    new CfnWebACLAssociation(this, "Guarded", {
      resourceArn: front.deploymentStage.stageArn,
      webAclArn: new Firewall(this, "Firewall", "REGIONAL").arn,
    });
    new CfnOutput(Stack.of(this), "FrontUrl", { value: front.url });
  }
}
