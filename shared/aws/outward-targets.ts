import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import { WebhookSettings } from "../contracts/outward.ts";
import type { OutwardTarget, OutwardTargets } from "../ports/outward.ts";
import { webhookTarget } from "./webhooks.ts";

/** The name under which the e-mail topic is told. */
const EMAIL = "e-mail";

/** An SNS topic whose subscribers get an e-mail. */
const topic = (client: SNSClient, topicArn: string): OutwardTarget => ({
  name: EMAIL,
  tell: async ({ text, kind }) => {
    // A subject of SNS is ASCII: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
    await client.send(new PublishCommand({ TopicArn: topicArn, Subject: `Shouwen: ${kind}`, Message: text }));
  },
});

/** The webhooks of a secret, read anew after `cacheSeconds`, and the e-mail topic where there is one. */
export function outwardTargets(
  secrets: SecretsManagerClient,
  secretId: string,
  email: { readonly client: SNSClient; readonly topicArn: string },
  cacheSeconds = 60,
): OutwardTargets {
  let cached: { readonly targets: readonly OutwardTarget[]; readonly until: number } | undefined;
  return {
    all: async () => {
      if (cached && cached.until > Date.now()) return cached.targets;
      const { SecretString = "" } = await secrets.send(new GetSecretValueCommand({ SecretId: secretId }));
      const { webhooks } = WebhookSettings.parse(JSON.parse(SecretString));
      const targets = [
        ...webhooks.map(webhookTarget),
        ...(email.topicArn === "" ? [] : [topic(email.client, email.topicArn)]),
      ];
      cached = { targets, until: Date.now() + cacheSeconds * 1000 };
      return targets;
    },
  };
}
