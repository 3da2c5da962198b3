import type { IKey } from "aws-cdk-lib/aws-kms";
import { CfnSecret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import type { NodeFunction } from "#infra/node-function.ts";
import { removalPolicy } from "#infra/removal-policy.ts";

/** Addresses and keys of the webhooks that are told of notices: none at first, filled in by hand in Secrets Manager, never in a template. */
export class WebhookSecret extends Construct {
  readonly arn: string;
  private readonly key: IKey;

  constructor(scope: Construct, id: string, { key }: { readonly key: IKey }) {
    super(scope, id);
    const secret = new CfnSecret(this, "Secret", {
      description: "Shouwen: webhooks of notices that go out, as JSON",
      kmsKeyId: key.keyArn,
      secretString: JSON.stringify({ webhooks: [] }),
    });
    secret.applyRemovalPolicy(removalPolicy(this));
    this.arn = secret.attrId;
    this.key = key;
  }

  /** Lets a function read the addresses and keys. */
  allowReading<Env>(reader: NodeFunction<Env>): void {
    reader.allow(["secretsmanager:GetSecretValue"], this.arn);
    reader.allow(["kms:Decrypt"], this.key.keyArn);
  }
}
