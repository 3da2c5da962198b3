import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { caseNumber, receiptSecret } from "../domain/receipt.ts";
import type { Receipts } from "../ports/receipts.ts";
import { hmac } from "./digest.ts";

/** Receipts made with the key kept in Secrets Manager, read once in the life of a function. */
export function keyedReceipts(client: SecretsManagerClient, secretId: string): Receipts {
  let key: Promise<string> | undefined;
  const read = async (): Promise<string> => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
    if (!SecretString) throw new Error("The receipt key is empty");
    return SecretString;
  };
  const theKey = () => {
    key ??= read().catch((error: unknown) => {
      key = undefined;
      throw error;
    });
    return key;
  };
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
