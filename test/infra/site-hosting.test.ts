import { describe, expect, test } from "vitest";
import { regions } from "#infra/regions.ts";
import { pageHeaders } from "#infra/site-headers.ts";
import {
  type PolicyProperties,
  pointsAt,
  type Resource,
  statementsOf,
  synthesise,
  type Value,
} from "#test/infra/synthesised.ts";

type Behaviour = Record<string, Value> & { PathPattern?: string };
type Distribution = {
  DistributionConfig: {
    DefaultCacheBehavior: Behaviour;
    CacheBehaviors: Behaviour[];
    Origins: Record<string, Value>[];
  };
};
type Headers = { ResponseHeadersPolicyConfig: { SecurityHeadersConfig: Record<string, Record<string, Value>> } };

describe.each(regions)("in %s", (region) => {
  const { ofType } = synthesise({ region });
  const [bucket] = ofType("AWS::S3::Bucket");

  test("the bucket is closed to the public, whatever a policy says", () => {
    expect(bucket?.properties["PublicAccessBlockConfiguration"]).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
  });

  test("the bucket refuses what doesn't come over TLS", () => {
    expect(JSON.stringify(ofType("AWS::S3::BucketPolicy"))).toContain('"aws:SecureTransport":"false"');
  });

  test("CloudFront serves it exactly where it has origin access control", () => {
    const there = region.startsWith("cn-") ? 0 : 1;
    expect([
      ofType("AWS::CloudFront::Distribution").length,
      ofType("AWS::CloudFront::OriginAccessControl").length,
    ]).toEqual([there, there]);
  });
});

describe.each(regions.filter((region) => region.startsWith("cn-")))("in %s", (region) => {
  const { ofType } = synthesise({ region });
  const readers = ofType<PolicyProperties>("AWS::IAM::ManagedPolicy").filter(({ id }) => id.includes("Reader"));
  const [bucket] = ofType("AWS::S3::Bucket");

  test("whoever the policy of the reader is attached to reads every page, is told what is missing, and does nothing else", () => {
    const arn = { "Fn::GetAtt": [bucket?.id, "Arn"] };
    expect(readers.map(({ properties }) => statementsOf(properties.PolicyDocument))).toEqual([
      [
        { effect: "Allow", actions: ["s3:GetObject"], resources: [{ "Fn::Join": ["", [arn, "/*"]] }] },
        { effect: "Allow", actions: ["s3:ListBucket"], resources: [arn] },
      ],
    ]);
  });

  test("the user whose keys the CDN has is made by the centre: no key is in a template", () => {
    expect([...ofType("AWS::IAM::User"), ...ofType("AWS::IAM::AccessKey")]).toEqual([]);
    expect(Object.keys(readers[0]?.properties ?? {})).not.toContain("Users");
  });
});

describe("in the commercial regions", () => {
  const { ofType } = synthesise({ region: "eu-central-1" });
  const config = ofType<Distribution>("AWS::CloudFront::Distribution")[0]?.properties.DistributionConfig;
  const behaviours = config ? [config.DefaultCacheBehavior, ...config.CacheBehaviors] : [];
  const policies = ofType<Headers>("AWS::CloudFront::ResponseHeadersPolicy");
  const security = (part: string) =>
    policies.find(({ id }) => id.includes(part))?.properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig;
  const policyOf = (part: string) => String(security(part)?.["ContentSecurityPolicy"]?.["ContentSecurityPolicy"]);

  test("pages, portal and API are one origin for the browser", () => {
    expect(behaviours.map(({ PathPattern }) => PathPattern)).toEqual([undefined, "/staff/*", "/api/*"]);
  });

  test("CloudFront's distribution reads the pages, and nobody else", () => {
    type Allowed = { Effect: string; Action: Value; Principal: Value; Condition: Value };
    const [policy] = ofType<{ PolicyDocument: { Statement: Allowed[] } }>("AWS::S3::BucketPolicy");
    const [distribution] = ofType("AWS::CloudFront::Distribution");
    const allowed = policy?.properties.PolicyDocument.Statement.filter(({ Effect }) => Effect === "Allow") ?? [];
    expect(allowed.map(({ Action, Principal }) => [Action, Principal])).toEqual([
      ["s3:GetObject", { Service: "cloudfront.amazonaws.com" }],
    ]);
    expect(distribution !== undefined && pointsAt(allowed[0]?.Condition, distribution)).toBe(true);
    expect(ofType("AWS::IAM::ManagedPolicy").filter(({ id }) => id.includes("Reader"))).toEqual([]);
  });

  test("nothing is served without TLS", () => {
    expect(behaviours.map(({ ViewerProtocolPolicy }) => ViewerProtocolPolicy)).not.toContain("allow-all");
  });

  test("answers of the API are never kept", () => {
    const api = behaviours.find(({ PathPattern }) => PathPattern === "/api/*");
    // CachingDisabled: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
    expect(api?.["CachePolicyId"]).toBe("4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
  });

  test.each(["unsafe-inline", "unsafe-eval", "data:", "http", "*"])("the public pages' policy allows no %s", (word) => {
    expect(policyOf("SiteHeaders")).not.toContain(word);
  });

  test("on the public pages text never becomes HTML", () => {
    expect(policyOf("SiteHeaders")).toContain("require-trusted-types-for 'script'");
  });

  test("the portal runs no inline script either", () => {
    expect(policyOf("PortalHeaders")).toMatch(/^default-src 'self';(?!.*script-src)/);
  });

  test("the portal talks to the issuer of the settings", () => {
    expect(policyOf("PortalHeaders")).toContain("connect-src 'self' https://login.example.org;");
  });

  test.each(["SiteHeaders", "PortalHeaders"])("%s keep browsers on TLS for two years", (part) => {
    expect(security(part)?.["StrictTransportSecurity"]).toMatchObject({ AccessControlMaxAgeSec: 63_072_000 });
  });

  test.each(["SiteHeaders", "PortalHeaders"])("%s tell other sites nothing", (part) => {
    expect(security(part)?.["ReferrerPolicy"]).toMatchObject({ ReferrerPolicy: pageHeaders["referrer-policy"] });
  });

  test("another region of the same account has other names for what an account keeps by name", () => {
    const namesIn = (region: string): unknown[] =>
      synthesise({ region })
        .all.filter(({ type }) => /^AWS::(CloudFront|IAM)::/.test(type))
        .flatMap(
          ({ properties }) => JSON.stringify(properties).match(/"(Name|\w+(Policy|Role|User)Name)":"[^"]*"/g) ?? [],
        );
    const [here, there] = [namesIn("eu-central-1"), namesIn("us-east-1")];
    expect(here).toHaveLength(4);
    expect(here.filter((name) => there.includes(name))).toEqual([]);
  });

  test("who opened which page is logged nowhere", () => {
    const logged = (resource: Resource) => JSON.stringify(resource).includes("Logging");
    expect(ofType("AWS::CloudFront::Distribution").filter((found) => logged(found as unknown as Resource))).toEqual([]);
  });
});
