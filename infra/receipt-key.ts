import type { IKey } from "aws-cdk-lib/aws-kms";
import { CfnSecret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import type { NodeFunction } from "#infra/node-function.ts";
import { removalPolicy } from "#infra/removal-policy.ts";

/** The server's key for receipts and telephone look-up: made up by CloudFormation, typed by nobody, never rotated, since the receipts in citizens' hands hang on it. */
export class ReceiptKey extends Construct {
  readonly arn: string;
  private readonly key: IKey;

  constructor(scope: Construct, id: string, { key }: { readonly key: IKey }) {
    super(scope, id);
    const secret = new CfnSecret(this, "Secret", {
      description: "Shouwen: HMAC key of receipts and telephone look-up",
      kmsKeyId: key.keyArn,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    secret.applyRemovalPolicy(removalPolicy(this));
    this.arn = secret.attrId;
    this.key = key;
  }

  /** Lets a function read the key. */
  allowReading<Env>(reader: NodeFunction<Env>): void {
    reader.allow(["secretsmanager:GetSecretValue"], this.arn);
    reader.allow(["kms:Decrypt"], this.key.keyArn);
  }
}
