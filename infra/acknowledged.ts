import { Validations } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { Firewall } from "#infra/firewall.ts";
import { NodeFunction } from "#infra/node-function.ts";
import { NoticeDelivery } from "#infra/notice-delivery.ts";
import { OnCall } from "#infra/on-call.ts";
import { OutwardNotices } from "#infra/outward-notices.ts";
import { PagesReader } from "#infra/pages-reader.ts";
import { type PlatformProfile, platformProfile } from "#infra/platform-profile.ts";
import { ProtectedTable } from "#infra/protected-table.ts";
import { PublicApi } from "#infra/public-api.ts";
import { ReceiptKey } from "#infra/receipt-key.ts";
import { RegionalFront } from "#infra/regional-front.ts";
import { ShouwenService } from "#infra/shouwen-service.ts";
import { SiteHosting } from "#infra/site-hosting.ts";
import { DeadLetters } from "#infra/watched-queue.ts";
import { WebhookSecret } from "#infra/webhook-secret.ts";

/** A finding of the rule packs that stays: on what, why, and who answers for it. */
export type Acknowledgement = {
  readonly rules: readonly string[];
  readonly on: readonly (abstract new (...given: never[]) => Construct)[];
  readonly reason: string;
  readonly owner: "architecture" | "operations" | "security";
  /** The one partition in which it stays; in all, unless given. */
  readonly partition?: PlatformProfile["partition"];
};

/** Every finding of cdk-nag's packs AwsSolutions, NIST 800-53 R5 and Serverless that is left as it is. */
export const acknowledged: readonly Acknowledgement[] = [
  {
    rules: ["AwsSolutions-APIG4"],
    on: [PublicApi],
    reason: "A citizen asks without an account; the tests hold the list of public routes",
    owner: "security",
  },
  {
    rules: ["AwsSolutions-IAM5[Resource::*]", "AwsSolutions-IAM5[Resource::<SiteHostingPages4E28E4AF.Arn>/*]"],
    on: [NodeFunction, OnCall, PagesReader],
    reason:
      "X-Ray, the list of schedules and the account's limits have no resources to name, and the CDN in China reads whatever page there is; the tests refuse any other open resource",
    owner: "security",
  },
  {
    rules: ["NIST.800.53.R5-IAMNoInlinePolicy"],
    on: [ShouwenService],
    reason: "One policy belongs to one role and is never shared, so that it goes when its function goes",
    owner: "security",
  },
  {
    rules: ["AwsSolutions-SMG4", "NIST.800.53.R5-SecretsManagerRotationEnabled"],
    on: [ReceiptKey, WebhookSecret],
    reason:
      "Nobody here can make new ones: receipts in citizens' hands are derived from the one, the others are given out by WeCom, DingTalk and other receivers",
    owner: "security",
  },
  {
    rules: ["NIST.800.53.R5-LambdaInsideVPC"],
    on: [NodeFunction],
    reason: "It talks to AWS services alone, over TLS and IAM; there is nothing private to reach in a network",
    owner: "architecture",
  },
  {
    rules: ["NIST.800.53.R5-LambdaConcurrency"],
    on: [NodeFunction],
    reason:
      "Only what the public can call is bounded; what is reserved there is what keeps the rest free for staff and audit",
    owner: "operations",
  },
  {
    rules: ["NIST.800.53.R5-LambdaDLQ", "Serverless-LambdaDLQ", "Serverless-LambdaEventSourceMappingDestination"],
    on: [NodeFunction, NoticeDelivery, OutwardNotices],
    reason:
      "What fails is kept elsewhere: callers of the API are told, queues have dead letters of their own, what the clock starts has a destination",
    owner: "architecture",
  },
  {
    rules: ["AwsSolutions-SQS3", "Serverless-SQSRedrivePolicy"],
    on: [DeadLetters],
    reason: "It is where others' dead letters go, and rings at the first",
    owner: "operations",
  },
  {
    rules: ["NIST.800.53.R5-DynamoDBInBackupPlan"],
    on: [ProtectedTable],
    reason: "Restorable to any second of 35 days, closed to deletion and kept when the stack goes",
    owner: "operations",
  },
  {
    rules: ["NIST.800.53.R5-CloudWatchLogGroupEncrypted"],
    on: [ShouwenService],
    reason: "Logs hold ids and no personal data; CloudWatch encrypts them with its own key",
    owner: "security",
  },
  {
    rules: [
      "AwsSolutions-S1",
      "NIST.800.53.R5-S3BucketLoggingEnabled",
      "AwsSolutions-CFR3",
      "NIST.800.53.R5-WAFv2LoggingEnabled",
    ],
    on: [SiteHosting, Firewall],
    reason: "A log of who opened which page would hold the addresses of those who write anonymously",
    owner: "security",
  },
  {
    rules: ["NIST.800.53.R5-S3BucketReplicationEnabled", "NIST.800.53.R5-S3DefaultEncryptionKMS"],
    on: [SiteHosting],
    reason: "The bucket holds public pages that are built from the sources again in a second, and nothing else",
    owner: "operations",
  },
  {
    rules: ["AwsSolutions-CFR1", "AwsSolutions-CFR2", "AwsSolutions-CFR4"],
    on: [SiteHosting],
    reason:
      "Citizens may ask from anywhere; firewall and TLS 1.2 of 2021 come with the settings firewall and siteName, without which CloudFront's own name allows no choice",
    owner: "security",
    partition: "aws",
  },
  {
    rules: [
      "AwsSolutions-APIG1",
      "AwsSolutions-APIG2",
      "AwsSolutions-APIG4",
      "AwsSolutions-APIG6",
      "AwsSolutions-COG4",
      "NIST.800.53.R5-APIGWCacheEnabledAndEncrypted",
      "NIST.800.53.R5-APIGWExecutionLoggingEnabled",
      "NIST.800.53.R5-APIGWSSLEnabled",
      "Serverless-APIGWAccessLogging",
      "Serverless-APIGWXrayEnabled",
    ],
    on: [RegionalFront],
    reason:
      "It hands every request on as it is: tokens, checks and the access log are behind it, and an execution log would hold what people write",
    owner: "architecture",
    partition: "aws-cn",
  },
  {
    rules: ["Serverless-LambdaTracing"],
    on: [NodeFunction],
    reason: "Lambda can't send traces to X-Ray in the China regions",
    owner: "operations",
    partition: "aws-cn",
  },
];

/** Tells the rule packs which findings stay, on those constructs alone that the register names. */
export const acknowledge = (service: ShouwenService): void => {
  const here = platformProfile(service).partition;
  const constructs = service.node.root.node.findAll();
  for (const { rules, on, reason, owner, partition = here } of acknowledged)
    for (const construct of constructs.filter(
      (found) => partition === here && on.some((kind) => found instanceof kind),
    ))
      Validations.of(construct).acknowledge(...rules.map((id) => ({ id, reason: `${reason} (${owner})` })));
};
