import path from "node:path";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import * as z from "zod";
import type { Clock } from "./clock.ts";
import type { DemoPerson } from "./identity-pages.ts";
import { readKept, writeKept } from "./kept-file.ts";
import { startThread } from "./thread.ts";

const Key = z.looseObject({ kty: z.literal("RSA"), d: z.string(), kid: z.string() });

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
  const kept = file && readKept(file, Key);
  if (kept) return kept;
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: crypto.randomUUID(), alg: "RS256", use: "sig" };
  if (file) writeKept(file, key);
  return key;
}
