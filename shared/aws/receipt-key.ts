import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { caseNumber, receiptSecret } from "../domain/receipt.ts";
import type { Receipts } from "../ports/receipts.ts";
import { hmac } from "./digest.ts";

/** The server's key, read from Secrets Manager once in the life of a function. */
function serverKey(client: SecretsManagerClient, secretId: string): () => Promise<string> {
  let key: Promise<string> | undefined;
  const read = async (): Promise<string> => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
    if (!SecretString) throw new Error("The receipt key is empty");
    return SecretString;
  };
  return () => {
    key ??= read().catch((error: unknown) => {
      key = undefined;
      throw error;
    });
    return key;
  };
}

/** The key that signs proof-of-work challenges: derived from the server's, of no use for anything else. */
export function challengeKey(client: SecretsManagerClient, secretId: string): () => Promise<string> {
  const theKey = serverKey(client, secretId);
  return async () => hmac(await theKey(), "proof of work").toString("hex");
}

/** Receipts made with the server's key. */
export function keyedReceipts(client: SecretsManagerClient, secretId: string): Receipts {
  const theKey = serverKey(client, secretId);
  return {
    issue: async (kind, idempotencyKey) => {
      const secretKey = await theKey();
      return {
        number: caseNumber(kind, hmac(secretKey, `${kind} number ${idempotencyKey}`)),
        secret: receiptSecret(hmac(secretKey, `${kind} secret ${idempotencyKey}`)),
      };
    },
    phoneKey: async (phone) =>
      hmac(await theKey(), `phone ${phone.replaceAll(/\D/g, "")}`)
        .toString("base64url")
        .slice(0, 22),
    seal: async (submission) => hmac(await theKey(), `submission ${submission}`).toString("base64url"),
  };
}
