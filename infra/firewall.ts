import { CfnWebACL } from "aws-cdk-lib/aws-wafv2";
import { Construct } from "constructs";
import { readSettings } from "#infra/settings.ts";

/** Requests in five minutes from one address before it has to wait: a county office behind one address stays far below. */
const mostFromOneAddress = 2000;

/** A web application firewall with one rule: nobody takes it all. What a text says is the functions' affair, which read it as text only. */
export class Firewall extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, where: "CLOUDFRONT" | "REGIONAL") {
    super(scope, id);
    const { clientAddressHeader } = readSettings(this);
    // A sampled request would hold an address and the secret of a receipt.
    const counted = (metricName: string) => ({
      cloudWatchMetricsEnabled: true,
      sampledRequestsEnabled: false,
      metricName,
    });
    const forwarded = where === "REGIONAL" && clientAddressHeader !== "";
    const byAddress = forwarded
      ? {
          aggregateKeyType: "FORWARDED_IP",
          forwardedIpConfig: { headerName: clientAddressHeader, fallbackBehavior: "MATCH" },
        }
      : { aggregateKeyType: "IP" };
    // A rule by forwarded address looks past requests without the header, so these don't come in:
    // https://docs.aws.amazon.com/waf/latest/APIReference/API_ForwardedIPConfig.html
    const withoutAddress = {
      name: "not-past-the-cdn",
      priority: 1,
      action: { block: {} },
      statement: {
        notStatement: {
          statement: {
            sizeConstraintStatement: {
              fieldToMatch: { singleHeader: { Name: clientAddressHeader } },
              comparisonOperator: "GT",
              size: 0,
              textTransformations: [{ priority: 0, type: "NONE" }],
            },
          },
        },
      },
      visibilityConfig: counted("NotPastTheCdn"),
    };
    const acl = new CfnWebACL(this, "Acl", {
      scope: where,
      defaultAction: { allow: {} },
      rules: [
        {
          name: "one-address-at-a-time",
          priority: 0,
          action: { block: {} },
          statement: { rateBasedStatement: { limit: mostFromOneAddress, ...byAddress } },
          visibilityConfig: counted("OneAddressAtATime"),
        },
        ...(forwarded ? [withoutAddress] : []),
      ],
      visibilityConfig: counted("Firewall"),
    });
    this.arn = acl.attrArn;
  }
}
