import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { Stack } from "aws-cdk-lib";
import { CfnPolicy } from "aws-cdk-lib/aws-iam";
import { CfnQueuePolicy } from "aws-cdk-lib/aws-sqs";
import { bundleFolder, bundleFunctions } from "#infra/bundle.ts";
import { shouwen } from "#infra/shouwen.ts";

// The product's own app, with what the deploy check changes between two deployments.
const { CDK_OUTDIR, TRIAL_CHANGED_FUNCTION, TRIAL_WITHOUT_RIGHTS } = process.env;

await bundleFunctions();
if (TRIAL_CHANGED_FUNCTION)
  appendFileSync(join(bundleFolder, TRIAL_CHANGED_FUNCTION, "index.mjs"), "\n/* changed */\n");

const app = shouwen({ outdir: CDK_OUTDIR });
const policies = app.node.findAll().filter((construct) => construct instanceof CfnPolicy);
for (const policy of policies) {
  const { Statement }: { Statement: { Action: string | string[] }[] } = Stack.of(policy).resolve(policy.policyDocument);
  // The right to send one message is the right to send ten at once: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
  // The emulator wants a right of another name for that.
  for (const [at, { Action }] of Statement.entries())
    if ([Action].flat().includes("sqs:SendMessage"))
      policy.addPropertyOverride(`PolicyDocument.Statement.${at}.Action`, [...[Action].flat(), "sqs:SendMessageBatch"]);
  if (TRIAL_WITHOUT_RIGHTS && policy.node.path.includes(`/${TRIAL_WITHOUT_RIGHTS}/`))
    for (const at of Statement.keys()) policy.addPropertyOverride(`PolicyDocument.Statement.${at}.Effect`, "Deny");
}
for (const policy of app.node.findAll().filter((construct) => construct instanceof CfnQueuePolicy)) {
  const { Statement }: { Statement: { Condition?: { ArnNotEquals?: Record<string, unknown> } }[] } = Stack.of(
    policy,
  ).resolve(policy.policyDocument);
  for (const [at, { Condition }] of Statement.entries()) {
    const named = Condition?.ArnNotEquals?.["aws:PrincipalArn"];
    if (named === undefined) continue;
    // The emulator compares the ARN of a role's session; AWS that of the role:
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
    const sessions = [named].flat().map((arn) => {
      const role = (arn as { readonly "Fn::GetAtt"?: readonly string[] })["Fn::GetAtt"]?.[0];
      return role === undefined
        ? arn
        : { "Fn::Sub": `arn:\${AWS::Partition}:sts::\${AWS::AccountId}:assumed-role/\${${role}}/*` };
    });
    policy.addPropertyOverride(`PolicyDocument.Statement.${at}.Condition`, {
      ArnNotLike: { "aws:PrincipalArn": sessions },
    });
    policy.addPropertyDeletionOverride(`PolicyDocument.Statement.${at}.Condition.ArnNotEquals`);
  }
}
app.synth();
