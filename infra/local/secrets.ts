import { randomInt } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import * as z from "zod";
import { readKept, writeKept } from "./kept-file.ts";
import { type Kind, NotHere } from "./kind.ts";
import { accessKeyOf, deniedDeed, type Rights } from "./permissions.ts";

const Kept = z.record(z.string(), z.string());

/** What of a Secrets Manager secret exists here: a generated or a given value. */
export const SecretProperties = z.strictObject({
  Name: z.string().optional(),
  SecretString: z.string().optional(),
  GenerateSecretString: z
    .strictObject({
      PasswordLength: z.number().default(32),
      ExcludeCharacters: z.string().default(""),
      ExcludePunctuation: z.boolean().default(false),
      ExcludeNumbers: z.boolean().default(false),
      ExcludeUppercase: z.boolean().default(false),
      ExcludeLowercase: z.boolean().default(false),
      IncludeSpace: z.boolean().default(false),
      RequireEachIncludedType: NotHere,
      GenerateStringKey: z.string().optional(),
      SecretStringTemplate: z.string().optional(),
    })
    .optional(),
  Description: NotHere,
  KmsKeyId: NotHere,
  ReplicaRegions: NotHere,
  Tags: NotHere,
});

/** AWS::SecretsManager::Secret. */
export const secretKind: Kind = {
  properties: SecretProperties,
  nameProperty: "Name",
  ref: secretArn,
  attributes: (name, place) => ({ Id: secretArn(name, place) }),
};

/** A secret of the template under the name it has here. */
export type LocalSecret = { name: string; arn: string; properties: z.infer<typeof SecretProperties> };

/** Answers GetSecretValue on a loopback port; generated values are made once and kept in the data folder, readable by its owner only. */
export async function startSecrets(secrets: LocalSecret[], rights: Rights, dataDir?: string) {
  const values = keptValues(secrets, dataDir);
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => {
      const { SecretId } = JSON.parse(body || "{}") as { SecretId?: string };
      const secret = secrets.find(({ name, arn }) => SecretId === name || SecretId === arn);
      const deed = { action: "secretsmanager:GetSecretValue", resource: secret?.arn ?? "" };
      if (deniedDeed(rights, accessKeyOf(request), [deed])) {
        response.writeHead(400, { "content-type": "application/x-amz-json-1.1" });
        response.end(JSON.stringify({ __type: "AccessDeniedException", Message: `No right to ${deed.action}` }));
        return;
      }
      const known = request.headers["x-amz-target"] === "secretsmanager.GetSecretValue" && secret !== undefined;
      response.writeHead(known ? 200 : 400, { "content-type": "application/x-amz-json-1.1" });
      response.end(
        JSON.stringify(
          known
            ? { ARN: secret.arn, Name: secret.name, SecretString: values[secret.name], VersionStages: ["AWSCURRENT"] }
            : { __type: "ResourceNotFoundException", Message: `There is no secret ${SecretId} in the template.` },
        ),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** One random value in the form GenerateSecretString asks for. */
export function generatedValue({ properties }: Pick<LocalSecret, "properties">): string {
  const { SecretString, GenerateSecretString: form } = properties;
  if (SecretString !== undefined) return SecretString;
  if (!form) return "";
  const alphabet = [
    form.ExcludeLowercase ? "" : "abcdefghijklmnopqrstuvwxyz",
    form.ExcludeUppercase ? "" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    form.ExcludeNumbers ? "" : "0123456789",
    form.ExcludePunctuation ? "" : "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    form.IncludeSpace ? " " : "",
  ]
    .join("")
    .split("")
    .filter((character) => !form.ExcludeCharacters.includes(character));
  const value = Array.from({ length: form.PasswordLength }, () => alphabet[randomInt(alphabet.length)]).join("");
  if (!form.GenerateStringKey) return value;
  return JSON.stringify({ ...JSON.parse(form.SecretStringTemplate ?? "{}"), [form.GenerateStringKey]: value });
}

function keptValues(secrets: LocalSecret[], dataDir?: string): Record<string, string> {
  const file = dataDir && path.join(dataDir, "secrets.json");
  const kept = (file && readKept(file, Kept)) || {};
  const missing = secrets.filter(({ name }) => kept[name] === undefined);
  for (const secret of missing) kept[secret.name] = generatedValue(secret);
  if (file && missing.length > 0) writeKept(file, kept);
  return kept;
}

function secretArn(
  name: string,
  { partition, region, accountId }: { partition: string; region: string; accountId: string },
): string {
  return `arn:${partition}:secretsmanager:${region}:${accountId}:secret:${name}-local1`;
}
