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
};

const profiles: Record<PlatformProfile["partition"], PlatformProfile> = {
  aws: { partition: "aws", architecture: Architecture.ARM_64, tracing: true },
  "aws-cn": { partition: "aws-cn", architecture: Architecture.X86_64, tracing: false },
};

/** The profile of the partition in which a construct's stack is deployed. */
export const platformProfile = (scope: Construct): PlatformProfile =>
  profiles[Stack.of(scope).region.startsWith("cn-") ? "aws-cn" : "aws"];
