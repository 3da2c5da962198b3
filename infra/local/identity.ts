import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import type { Clock } from "./clock.ts";
import type { DemoPerson } from "./identity-pages.ts";
import { startThread } from "./thread.ts";

/** The portal's name at the identity provider. */
export const PORTAL_CLIENT = "staff-portal";

/** What the identity provider has to know. */
export type IdentitySettings = { issuer: string; audience: string; people: DemoPerson[]; clientId: string };

/** Starts the OIDC provider of the demo staff in its own thread; its signing key is kept in the data folder. */
export async function startIdentity(settings: IdentitySettings, clock: Clock, dataDir?: string) {
  const key = await signingKey(dataDir);
  const thread = await startThread(new URL("./identity-thread.ts", import.meta.url), {
    ...settings,
    clock: clock.shared,
    key,
  });
  return {
    ...thread,
    /** A bearer token for a member of staff, known or not: who may do what is the directory's business. */
    token: async (staffId: string): Promise<string> => {
      return (await fetch(`http://127.0.0.1:${thread.port}/token-for/${encodeURIComponent(staffId)}`)).text();
    },
  };
}

async function signingKey(dataDir?: string): Promise<JWK> {
  const file = dataDir && path.join(dataDir, "identity-key.json");
  const kept = file && read(file);
  if (kept) return kept;
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: crypto.randomUUID(), alg: "RS256", use: "sig" };
  if (file) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(key), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return key;
}

function read(file: string): JWK | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  const key = JSON.parse(text) as JWK;
  if (key.kty !== "RSA" || !key.d) throw new Error(`${file} holds no signing key. Delete it to make a new one.`);
  return key;
}
