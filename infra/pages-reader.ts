import { CfnOutput, Stack } from "aws-cdk-lib";
import { ManagedPolicy, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";

/**
 * What the centre's own CDN may do: read the pages. For the IAM user whose keys it signs its requests to the bucket with; the centre makes
 * that user itself, so that no key is ever in a template.
 */
export class PagesReader extends Construct {
  constructor(scope: Construct, id: string, { pages }: { readonly pages: IBucket }) {
    super(scope, id);
    const policy = new ManagedPolicy(this, "Policy", {
      description: "Shouwen: the centre's own CDN reads the pages",
      statements: [
        new PolicyStatement({ actions: ["s3:GetObject"], resources: [pages.arnForObjects("*")] }),
        // To whoever may not list, S3 says 403 of what is missing, and a wrong key would look like a missing page:
        // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
        new PolicyStatement({ actions: ["s3:ListBucket"], resources: [pages.bucketArn] }),
      ],
    });
    new CfnOutput(Stack.of(this), "PagesReaderPolicyArn", { value: policy.managedPolicyArn });
  }
}
