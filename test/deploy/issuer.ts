import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

/** A small OpenID provider: its address, tokens it signs, tokens that only look like its own, its end. */
export type Issuer = {
  readonly url: string;
  readonly token: (subject: string, claims?: { audience?: string; expiresIn?: number }) => Promise<string>;
  readonly forged: (subject: string) => Promise<string>;
  readonly stop: () => void;
};

const AUDIENCE = "shouwen-staff";
const KEY_ID = "trial";

/** Answers discovery and keys on a loopback port, as an authorizer needs them. */
export const startIssuer = async (): Promise<Issuer> => {
  const own = await generateKeyPair("RS256", { extractable: true });
  const foreign = await generateKeyPair("RS256");
  const keys = [{ ...(await exportJWK(own.publicKey)), kid: KEY_ID, alg: "RS256", use: "sig" }];
  const server = createServer((request, response) => {
    const discovery = { issuer: url, jwks_uri: `${url}/keys`, id_token_signing_alg_values_supported: ["RS256"] };
    const body = request.url === "/keys" ? { keys } : request.url?.startsWith("/.well-known/") ? discovery : undefined;
    response.writeHead(body ? 200 : 404, { "content-type": "application/json" }).end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sign = (key: typeof own.privateKey, subject: string, audience: string, expiresIn: number) => {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ scope: "staff" })
      .setProtectedHeader({ alg: "RS256", kid: KEY_ID })
      .setIssuer(url)
      .setAudience(audience)
      .setSubject(subject)
      .setIssuedAt(now)
      .setExpirationTime(now + expiresIn)
      .sign(key);
  };
  return {
    url,
    token: (subject, { audience = AUDIENCE, expiresIn = 900 } = {}) =>
      sign(own.privateKey, subject, audience, expiresIn),
    forged: (subject) => sign(foreign.privateKey, subject, AUDIENCE, 900),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
