import { CfnOutput, Duration, Fn, Stack } from "aws-cdk-lib";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin, S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { BlockPublicAccess, Bucket, BucketEncryption } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { edgeFunction } from "#infra/edge-function.ts";
import { PagesReader } from "#infra/pages-reader.ts";
import { platformProfile } from "#infra/platform-profile.ts";
import type { PublicApi } from "#infra/public-api.ts";
import { removalPolicy } from "#infra/removal-policy.ts";
import { readSettings } from "#infra/settings.ts";
import { contentPolicy, pageHeaders, type SitePart } from "#infra/site-headers.ts";

/**
 * Where the built pages lie: a private bucket. In the commercial regions CloudFront serves it and hands `/api/` on to the API, so that a
 * browser sees one origin. In China, where CloudFront has no origin access control and a public name needs an ICP filing, the centre's own
 * CDN does the same with the keys of a reader: docs/decisions/0015-public-pages.md names the headers and paths it has to keep.
 */
export class SiteHosting extends Construct {
  constructor(scope: Construct, id: string, { api }: { readonly api: PublicApi }) {
    super(scope, id);
    const { disposable } = readSettings(this);
    const bucket = new Bucket(this, "Pages", {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: !disposable,
      // The pages are built from the sources at any time; what was replaced is kept for a month to go back to.
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30) }],
      removalPolicy: removalPolicy(this),
    });
    new CfnOutput(Stack.of(this), "PagesBucket", { value: bucket.bucketName });
    if (platformProfile(this).site === "cloudfront") this.distribute(bucket, api);
    else new PagesReader(this, "Reader", { pages: bucket });
  }

  private distribute(bucket: Bucket, api: PublicApi): void {
    const originAccessControl = new S3OriginAccessControl(this, "PagesAccess", {
      originAccessControlName: this.inAccount("pages"),
    });
    const pages = S3BucketOrigin.withOriginAccessControl(bucket, { originAccessControl });
    const addresses = new EdgeFunction(this, "Addresses", {
      code: FunctionCode.fromInline(edgeFunction(readSettings(this).siteLanguages)),
      runtime: FunctionRuntime.JS_2_0,
    });
    const behaviour = (part: SitePart): BehaviorOptions => ({
      origin: pages,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: this.headers(part),
      compress: true,
      functionAssociations: [FunctionEventType.VIEWER_REQUEST, FunctionEventType.VIEWER_RESPONSE].map((eventType) => ({
        function: addresses,
        eventType,
      })),
    });
    const { siteName, siteCertificateArn, webAclArn } = readSettings(this);
    const ownName = siteName !== "" && {
      domainNames: [siteName],
      certificate: Certificate.fromCertificateArn(this, "Certificate", siteCertificateArn),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    };
    const distribution = new Distribution(this, "Distribution", {
      ...ownName,
      ...(webAclArn !== "" && { webAclId: webAclArn }),
      comment: "Shouwen: public pages, portal and API under one name",
      defaultBehavior: behaviour("site"),
      additionalBehaviors: {
        "/staff/*": behaviour("portal"),
        "/api/*": {
          origin: new HttpOrigin(Fn.select(2, Fn.split("/", api.url))),
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        },
      },
      defaultRootObject: "index.html",
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_200,
    });
    new CfnOutput(Stack.of(this), "SiteUrl", { value: `https://${siteName || distribution.distributionDomainName}/` });
    if (ownName) new CfnOutput(Stack.of(this), "SitePointsTo", { value: distribution.distributionDomainName });
  }

  /** A name for what CloudFront keeps by name for the whole account: another region of it may have its own. */
  private inAccount(name: string): string {
    return `shouwen-${name}-${Stack.of(this).region}`;
  }

  private headers(part: SitePart): ResponseHeadersPolicy {
    const { oidcIssuer } = readSettings(this);
    const { "referrer-policy": _, "x-content-type-options": __, ...others } = pageHeaders;
    return new ResponseHeadersPolicy(this, part === "site" ? "SiteHeaders" : "PortalHeaders", {
      responseHeadersPolicyName: this.inAccount(`${part}-headers`),
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: contentPolicy(part, oidcIssuer), override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(730), includeSubdomains: true, override: true },
      },
      customHeadersBehavior: {
        customHeaders: Object.entries(others).map(([header, value]) => ({ header, value, override: true })),
      },
    });
  }
}
