import { RemovalPolicy } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { readSettings } from "#infra/settings.ts";

/**
 * What becomes of a thing when its stack goes: a trial's is deleted, a centre's is kept, unless the creation of the stack
 * failed, so that the next attempt doesn't meet what the last one left.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html
 */
export const removalPolicy = (scope: Construct): RemovalPolicy =>
  readSettings(scope).disposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
