import { Stack } from "aws-cdk-lib";
import { Architecture } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";

/** What differs between the AWS partitions; everything not named here is the same in both. */
export type PlatformProfile = {
  readonly partition: "aws" | "aws-cn";
  /** CPU of the functions, unless the setting `architecture` says otherwise. */
  readonly architecture: Architecture;
  /** Whether Lambda can send traces to X-Ray, which it can't in the China regions. */
  readonly tracing: boolean;
  /** What serves the pages: CloudFront, or the centre's own CDN where CloudFront has no origin access control and a public name needs an ICP filing. */
  readonly site: "cloudfront" | "own-cdn";
  /** Where the setting `firewall` puts one, for the HTTP API takes none itself. */
  readonly firewall: "at-cloudfront" | "at-regional-front";
};

const profiles: Record<PlatformProfile["partition"], PlatformProfile> = {
  aws: {
    partition: "aws",
    architecture: Architecture.ARM_64,
    tracing: true,
    site: "cloudfront",
    firewall: "at-cloudfront",
  },
  "aws-cn": {
    partition: "aws-cn",
    architecture: Architecture.X86_64,
    tracing: false,
    site: "own-cdn",
    firewall: "at-regional-front",
  },
};

/** The profile of the partition in which a construct's stack is deployed. */
export const platformProfile = (scope: Construct): PlatformProfile =>
  profiles[Stack.of(scope).region.startsWith("cn-") ? "aws-cn" : "aws"];
