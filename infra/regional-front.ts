import { CfnOutput, Stack } from "aws-cdk-lib";
import { EndpointType, HttpIntegration, RestApi } from "aws-cdk-lib/aws-apigateway";
import type { Metric, MetricOptions } from "aws-cdk-lib/aws-cloudwatch";
import { CfnWebACLAssociation } from "aws-cdk-lib/aws-wafv2";
import { Construct } from "constructs";
import { alarmOnAny, alarmOnPersistence, everyMinute } from "#infra/alarm.ts";
import { Firewall } from "#infra/firewall.ts";
import type { PublicApi } from "#infra/public-api.ts";

/** Requests per second that the front takes, on all routes together. */
const throttle = { throttlingRateLimit: 300, throttlingBurstLimit: 600 };

/**
 * A regional REST API that hands every request on to the HTTP API as it is, only because a firewall can stand before it. Tokens, throttles
 * of routes and the access log stay where they are, and functions see the same requests with and without it.
 */
export class RegionalFront extends Construct {
  private readonly api: RestApi;

  constructor(scope: Construct, id: string, { api }: { readonly api: PublicApi }) {
    super(scope, id);
    const front = new RestApi(this, "Api", {
      restApiName: "shouwen-front",
      endpointTypes: [EndpointType.REGIONAL],
      cloudWatchRole: false,
      deployOptions: { stageName: "front", ...throttle },
    });
    // CDK puts its address out too, under a name of its own; ours is FrontUrl.
    front.node.tryRemoveChild("Endpoint");
    this.api = front;
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
    alarmOnAny(this, "Failing", {
      metric: this.failed(everyMinute),
      whoSuffers: "The front before the API gives errors instead of answers, its own or those of the API behind it.",
      runbook: "api-errors",
    });
    // It has no access log, for that takes a role of the whole account, and its 4xx hold those of firewall and API as well. So what is counted is
    // what it is asked: requests don't come evenly, so that at nine tenths of what it takes it is refusing some, whatever their route.
    alarmOnPersistence(this, "Full", {
      metric: this.asked(everyMinute),
      aMinute: 0.9 * 60 * throttle.throttlingRateLimit,
      minutes: 5,
      whoSuffers:
        "The front before the API is asked more than it takes: citizens and staff are refused on every route.",
      runbook: "throttled",
    });
    new CfnOutput(Stack.of(this), "FrontUrl", { value: front.url });
  }

  /** Requests that came to the front, refused ones among them. */
  asked(options: MetricOptions): Metric {
    // Counted by samples: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
    return this.api.metricCount({ statistic: "SampleCount", ...options });
  }

  /** Requests that the front, or the API behind it, answered with 5xx. */
  failed(options: MetricOptions): Metric {
    return this.api.metricServerError({ statistic: "Sum", ...options });
  }
}
