import { apiKinds } from "./api-kinds.ts";
import { eventSourceKind } from "./event-sources.ts";
import { functionKind } from "./functions.ts";
import type { Kind } from "./kind.ts";
import { managedPolicyKind, policyKind, roleKind } from "./permissions.ts";
import { queueKind } from "./queues.ts";
import { scheduleKind } from "./schedules.ts";
import { secretKind } from "./secrets.ts";
import { tableKind } from "./tables.ts";

/** The resource types that exist here. */
export const IMPLEMENTED: Record<string, Kind> = {
  "AWS::DynamoDB::GlobalTable": tableKind,
  "AWS::DynamoDB::Table": tableKind,
  "AWS::SQS::Queue": queueKind,
  "AWS::SecretsManager::Secret": secretKind,
  "AWS::IAM::Role": roleKind,
  "AWS::IAM::Policy": policyKind,
  "AWS::IAM::ManagedPolicy": managedPolicyKind,
  "AWS::Lambda::Function": functionKind,
  "AWS::Lambda::EventSourceMapping": eventSourceKind,
  "AWS::Scheduler::Schedule": scheduleKind,
  ...apiKinds,
};

const NO_ACCESS_CONTROL =
  "what functions may do to tables, queues and secrets is checked here too; who else may call whom, by the template tests and in a deployment";
const NOBODY_ON_CALL = "nobody is on call for one machine: what would raise an alarm is in the logs";
const PAGES_FROM_DISK = "the pages are served from disk by the stack itself";

/** The resource types that have nothing to do on one machine, each with the reason. Any other type is an error. */
export const EXPLAINED: Record<string, string> = {
  "AWS::Lambda::Permission": NO_ACCESS_CONTROL,
  "AWS::SQS::QueuePolicy": NO_ACCESS_CONTROL,
  "AWS::SNS::TopicPolicy": NO_ACCESS_CONTROL,
  "AWS::SecretsManager::ResourcePolicy": NO_ACCESS_CONTROL,
  "AWS::Lambda::EventInvokeConfig": "a start that failed is tried again by its schedule and then stands in the log",
  "AWS::KMS::Key": "data is not encrypted on one machine: the folder belongs to its user",
  "AWS::KMS::Alias": "there is no key to name",
  "AWS::Logs::LogGroup": "functions log into .local/logs",
  "AWS::Logs::MetricFilter": NOBODY_ON_CALL,
  "AWS::CloudWatch::Alarm": NOBODY_ON_CALL,
  "AWS::CloudWatch::CompositeAlarm": NOBODY_ON_CALL,
  "AWS::CloudWatch::Dashboard": NOBODY_ON_CALL,
  "AWS::SNS::Topic": NOBODY_ON_CALL,
  "AWS::Scheduler::ScheduleGroup": "schedules run under their own names",
  "AWS::S3::Bucket": PAGES_FROM_DISK,
  "AWS::S3::BucketPolicy": NO_ACCESS_CONTROL,
  "AWS::CloudFront::Function": PAGES_FROM_DISK,
  "AWS::CloudFront::Distribution": PAGES_FROM_DISK,
  "AWS::CloudFront::OriginAccessControl": PAGES_FROM_DISK,
  "AWS::CloudFront::ResponseHeadersPolicy": PAGES_FROM_DISK,
  "AWS::CDK::Metadata": "the CDK's own note of its version",
};
