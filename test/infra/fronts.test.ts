import { describe, expect, test } from "vitest";
import { regions } from "#infra/regions.ts";
import { pointsAt, synthesise, type Value } from "#test/infra/synthesised.ts";

type AclProperties = {
  readonly Scope: string;
  readonly Rules: { Action: Value; Statement: { RateBasedStatement: Record<string, Value> } }[];
  readonly VisibilityConfig: { readonly SampledRequestsEnabled: boolean };
};

describe.each(regions)("in %s with a firewall", (region) => {
  const { ofType, findings, all } = synthesise({ region, firewall: true }, { validate: true });
  const [acl] = ofType<AclProperties>("AWS::WAFv2::WebACL");
  const inChina = region.startsWith("cn-");

  test("every resource type exists and the template validation has nothing to say", () => {
    expect(findings).toEqual([]);
  });

  test("one address that asks too often has to wait", () => {
    const [rule] = acl?.properties.Rules ?? [];
    expect([rule?.Action, rule?.Statement.RateBasedStatement]).toEqual([
      { Block: {} },
      { Limit: 2000, AggregateKeyType: "IP" },
    ]);
  });

  test("no request is kept as a sample, for it would name an anonymous writer", () => {
    expect(acl?.properties.VisibilityConfig.SampledRequestsEnabled).toBe(false);
  });

  test(inChina ? "it guards a regional front before the API" : "it lies in a stack of its own, for CloudFront", () => {
    const [association] = ofType("AWS::WAFv2::WebACLAssociation");
    const [stage] = ofType("AWS::ApiGateway::Stage");
    const guards =
      association !== undefined && stage !== undefined && pointsAt(association.properties["ResourceArn"], stage);
    expect([acl?.stack, acl?.properties.Scope, guards]).toEqual(
      inChina ? ["ShouwenService", "REGIONAL", true] : ["ShouwenFirewall", "CLOUDFRONT", false],
    );
  });

  test("without the setting there is neither firewall nor front", () => {
    const { all: usual } = synthesise({ region });
    const more = new Set(all.map(({ type }) => type));
    for (const { type } of usual) more.delete(type);
    expect([...more].every((type) => /WAFv2|ApiGateway::/.test(type))).toBe(true);
    expect(more.size).toBeGreaterThan(0);
  });
});

test("the regional front hands every path on to the API as it is", () => {
  const { ofType } = synthesise({ region: "cn-north-1", firewall: true });
  // One at the root would have no path to hand on, and its deployment would be refused.
  const methods = ofType<{ HttpMethod: string; Integration: Record<string, Value> }>("AWS::ApiGateway::Method");
  expect(methods).toHaveLength(1);
  const [method] = methods;
  const [api] = ofType("AWS::ApiGatewayV2::Api");
  const { Integration, HttpMethod } = method?.properties ?? { Integration: {}, HttpMethod: "" };
  expect([HttpMethod, Integration["Type"], Integration["IntegrationHttpMethod"]]).toEqual(["ANY", "HTTP_PROXY", "ANY"]);
  expect(api !== undefined && pointsAt(Integration["Uri"], api)).toBe(true);
  expect(JSON.stringify(Integration["Uri"])).toContain("/{proxy}");
});

test("behind the centre's own CDN the regional firewall counts by the citizen's address, not by the CDN's", () => {
  const behind = { region: "cn-north-1", firewall: true, clientAddressHeader: "X-Real-Client" };
  const [acl] = synthesise(behind).ofType<AclProperties>("AWS::WAFv2::WebACL");
  expect(acl?.properties.Rules[0]?.Statement.RateBasedStatement).toMatchObject({
    AggregateKeyType: "FORWARDED_IP",
    ForwardedIPConfig: { HeaderName: "X-Real-Client" },
  });
});

test("past that CDN, without the header it writes, nobody comes in, for a rule by forwarded address wouldn't count them", () => {
  const behind = { region: "cn-north-1", firewall: true, clientAddressHeader: "X-Real-Client" };
  const [acl] = synthesise(behind).ofType<AclProperties>("AWS::WAFv2::WebACL");
  expect(acl?.properties.Rules[1]).toMatchObject({
    Action: { Block: {} },
    Statement: {
      NotStatement: {
        Statement: {
          SizeConstraintStatement: {
            FieldToMatch: { SingleHeader: { Name: "X-Real-Client" } },
            ComparisonOperator: "GT",
            Size: 0,
          },
        },
      },
    },
  });
});

test("CloudFront asks the firewall of the settings, and serves the centre's own name over TLS 1.2 of 2021", () => {
  const webAclArn = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/shouwen/1";
  const siteCertificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/1";
  const settings = { region: "eu-central-1", webAclArn, siteName: "gjj.example.org", siteCertificateArn };
  const [distribution] = synthesise(settings).ofType("AWS::CloudFront::Distribution");
  expect(distribution?.properties["DistributionConfig"]).toMatchObject({
    WebACLId: webAclArn,
    Aliases: ["gjj.example.org"],
    ViewerCertificate: { AcmCertificateArn: siteCertificateArn, MinimumProtocolVersion: "TLSv1.2_2021" },
  });
});
