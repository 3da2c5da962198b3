import { Validations } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { NodeFunction } from "#infra/node-function.ts";
import { NoticeDelivery } from "#infra/notice-delivery.ts";
import { OutwardNotices } from "#infra/outward-notices.ts";
import { type PlatformProfile, platformProfile } from "#infra/platform-profile.ts";
import { ProtectedTable } from "#infra/protected-table.ts";
import { PublicApi } from "#infra/public-api.ts";
import { ReceiptKey } from "#infra/receipt-key.ts";
import { ShouwenService } from "#infra/shouwen-service.ts";
import { SiteHosting } from "#infra/site-hosting.ts";
import { DeadLetters } from "#infra/watched-queue.ts";
import { WebhookSecret } from "#infra/webhook-secret.ts";

/** A finding of the rule packs that stays: on what, why, and who answers for it. */
export type Acknowledgement = {
  readonly rules: readonly string[];
  readonly on: abstract new (...given: never[]) => Construct;
  readonly reason: string;
  readonly owner: "architecture" | "operations" | "security";
  /** The one partition in which it stays; in all, unless given. */
  readonly partition?: PlatformProfile["partition"];
};

/** Every finding of cdk-nag's packs AwsSolutions, NIST 800-53 R5 and Serverless that is left as it is. */
export const acknowledged: readonly Acknowledgement[] = [
  {
    rules: ["AwsSolutions-APIG4"],
    on: PublicApi,
    reason: "A citizen asks without an account; the tests hold the list of public routes",
    owner: "security",
  },
  {
    rules: ["AwsSolutions-IAM5[Resource::*]"],
    on: NodeFunction,
    reason: "X-Ray has no resources to name; the tests refuse any other open resource",
    owner: "security",
  },
  {
    rules: ["NIST.800.53.R5-IAMNoInlinePolicy"],
    on: ShouwenService,
    reason: "One policy belongs to one role and is never shared, so that it goes when its function goes",
    owner: "security",
  },
  {
    rules: ["AwsSolutions-SMG4", "NIST.800.53.R5-SecretsManagerRotationEnabled"],
    on: ReceiptKey,
    reason: "Receipts in citizens' hands are derived from the key: a new one would make them worthless",
    owner: "security",
  },
  {
    rules: ["AwsSolutions-SMG4", "NIST.800.53.R5-SecretsManagerRotationEnabled"],
    on: WebhookSecret,
    reason: "The keys in it are given out by WeCom, DingTalk and other receivers; nobody here can make new ones",
    owner: "security",
  },
  {
    rules: ["NIST.800.53.R5-LambdaInsideVPC"],
    on: NodeFunction,
    reason: "It talks to AWS services alone, over TLS and IAM; there is nothing private to reach in a network",
    owner: "architecture",
  },
  {
    rules: ["NIST.800.53.R5-LambdaConcurrency"],
    on: NodeFunction,
    reason:
      "Only what the public can call is bounded; what is reserved there is what keeps the rest free for staff and audit",
    owner: "operations",
  },
  {
    rules: ["NIST.800.53.R5-LambdaDLQ", "Serverless-LambdaDLQ"],
    on: NodeFunction,
    reason: "Called by the API or a queue, nothing is asynchronous; a failed audit is done again by the next minute's",
    owner: "architecture",
  },
  {
    rules: ["Serverless-LambdaEventSourceMappingDestination"],
    on: NoticeDelivery,
    reason: "The queues themselves have dead letters, which for SQS is where failed messages go",
    owner: "architecture",
  },
  {
    rules: ["Serverless-LambdaEventSourceMappingDestination"],
    on: OutwardNotices,
    reason: "The queues themselves have dead letters, which for SQS is where failed messages go",
    owner: "architecture",
  },
  {
    rules: ["AwsSolutions-SQS3", "Serverless-SQSRedrivePolicy"],
    on: DeadLetters,
    reason: "It is where others' dead letters go, and rings at the first",
    owner: "operations",
  },
  {
    rules: ["NIST.800.53.R5-DynamoDBInBackupPlan"],
    on: ProtectedTable,
    reason: "Restorable to any second of 35 days, closed to deletion and kept when the stack goes",
    owner: "operations",
  },
  {
    rules: ["NIST.800.53.R5-CloudWatchLogGroupEncrypted"],
    on: ShouwenService,
    reason: "Logs hold ids and no personal data; CloudWatch encrypts them with its own key",
    owner: "security",
  },
  {
    rules: ["AwsSolutions-S1", "NIST.800.53.R5-S3BucketLoggingEnabled", "AwsSolutions-CFR3"],
    on: SiteHosting,
    reason: "A log of who opened which page would hold the addresses of those who write anonymously",
    owner: "security",
  },
  {
    rules: ["NIST.800.53.R5-S3BucketReplicationEnabled", "NIST.800.53.R5-S3DefaultEncryptionKMS"],
    on: SiteHosting,
    reason: "The bucket holds public pages that are built from the sources again in a second, and nothing else",
    owner: "operations",
  },
  {
    rules: ["AwsSolutions-CFR1", "AwsSolutions-CFR2"],
    on: SiteHosting,
    reason: "Citizens may ask from anywhere; floods meet throttles, reserved concurrency and the proof of work",
    owner: "security",
    partition: "aws",
  },
  {
    rules: ["AwsSolutions-CFR4"],
    on: SiteHosting,
    reason: "CloudFront's own name allows no choice of TLS version; TLS 1.2 of 2021 is set for the centre's own name",
    owner: "operations",
    partition: "aws",
  },
  {
    rules: ["Serverless-LambdaTracing"],
    on: NodeFunction,
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
    for (const construct of constructs.filter((found) => partition === here && found instanceof on))
      Validations.of(construct).acknowledge(...rules.map((id) => ({ id, reason: `${reason} (${owner})` })));
};
