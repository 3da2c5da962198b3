import { createHmac, createPublicKey, createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { type JWK, SignJWT } from "jose";

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });

const signed = (input: string, key: KeyObject): string =>
  createSign("sha256").update(input).sign({ key, dsaEncoding: "ieee-p1363" }).toString("base64url");

type Sign = (input: string, honest: string, published: JWK) => string;

/** The published key as one may take it for a secret: as PEM, and as it stands in the key set. */
const asSecret = {
  PEM: (key: JWK) => createPublicKey({ key, format: "jwk" }).export({ type: "spki", format: "pem" }).toString(),
  JWK: (key: JWK) => JSON.stringify(key),
};
const hmac = (input: string, secret: string): string => createHmac("sha256", secret).update(input).digest("base64url");

/** Ways to sign what one may not: none at all, the wrong kind, somebody else's key, the signature of another token. */
const signatures: readonly (readonly [name: string, header: Record<string, unknown>, sign: Sign])[] = [
  ["no signature", { alg: "none" }, () => ""],
  ["alg None", { alg: "None" }, () => ""],
  ["HS256 with the public key as PEM", { alg: "HS256" }, (input, _, key) => hmac(input, asSecret.PEM(key))],
  ["HS256 with the public key as JWK", { alg: "HS256" }, (input, _, key) => hmac(input, asSecret.JWK(key))],
  ["RS256 with another key", { alg: "RS256" }, (input) => signed(input, rsa.privateKey)],
  ["ES256 with another key", { alg: "ES256" }, (input) => signed(input, ec.privateKey)],
  [
    "a key of its own in the header",
    { alg: "RS256", jwk: rsa.publicKey.export({ format: "jwk" }) },
    (input) => signed(input, rsa.privateKey),
  ],
  [
    "a key behind an address",
    { alg: "RS256", jku: "http://127.0.0.1:1/keys" },
    (input) => signed(input, rsa.privateKey),
  ],
  ["the signature of another token", { alg: "RS256" }, (_, honest) => honest],
];

/** Ways to claim what one is not. */
const claims: readonly (readonly [
  name: string,
  change: (honest: Record<string, unknown>) => Record<string, unknown>,
])[] = [
  ["another subject", (honest) => ({ ...honest, sub: "zhang-jianguo" })],
  ["the administrator", (honest) => ({ ...honest, sub: "admin", roles: ["administrator"] })],
  ["another issuer", (honest) => ({ ...honest, iss: "https://elsewhere.test" })],
  ["another audience", (honest) => ({ ...honest, aud: "somebody-else" })],
  ["several audiences", (honest) => ({ ...honest, aud: ["somebody-else", honest["aud"]] })],
  ["expired", (honest) => ({ ...honest, exp: 1 })],
  ["without an end", ({ exp: _, ...honest }) => honest],
  ["not yet valid", (honest) => ({ ...honest, nbf: 4_000_000_000 })],
];

const partOf = (token: string, index: number) =>
  JSON.parse(Buffer.from(token.split(".")[index] ?? "", "base64url").toString()) as Record<string, unknown>;

interface Forgery {
  readonly name: string;
  readonly token: string;
}

/** Every way to sign with every claim, beside an honest token and the key that is published for it: 72 forgeries. */
export function forgeries(honest: string, published: JWK): readonly Forgery[] {
  const signature = honest.split(".")[2] ?? "";
  const parsed = partOf(honest, 1);
  const { kid } = partOf(honest, 0);
  return signatures.flatMap(([how, head, sign]) =>
    claims.map(([what, change]) => {
      const input = `${encoded({ typ: "JWT", kid, ...head })}.${encoded(change(parsed))}`;
      return { name: `${how}, ${what}`, token: `${input}.${sign(input, signature, published)}` };
    }),
  );
}

const HOUR = 3600;

/** What the issuer may sign and the API must not take: made for others, for another time, or to say who somebody is. */
const misIssued = (
  clientId: string,
  now: number,
): readonly (readonly [name: string, changed: Record<string, unknown>])[] => [
  ["of another issuer", { iss: "https://elsewhere.test" }],
  ["of no issuer", { iss: undefined }],
  ["for another audience", { aud: "somebody-else" }],
  ["for another audience, from a client of the API's name", { aud: "somebody-else", client_id: "shouwen-staff" }],
  ["for nobody", { aud: undefined }],
  ["expired", { iat: now - 2 * HOUR, exp: now - HOUR }],
  ["without an end", { exp: undefined }],
  ["not yet valid", { nbf: now + HOUR }],
  ["issued in the future", { iat: now + HOUR }],
  ["of nobody", { sub: undefined }],
  ["that says who somebody is", { aud: clientId, at_hash: "aGFzaCBvZiBhIHRva2Vu", nonce: "n", scope: undefined }],
  ["that says who somebody is, for the API", { at_hash: "aGFzaCBvZiBhIHRva2Vu", nonce: "n", scope: undefined }],
];

/** Tokens with a signature that verifies, all wrong but the first; and the right claims under keys that are published no more. */
export async function wellSigned(honest: string, key: JWK, clientId: string): Promise<readonly Forgery[]> {
  const parsed = partOf(honest, 1);
  const { typ, kid } = partOf(honest, 0) as { typ: string; kid: string };
  const { alg: _, ...anyAlgorithm } = key;
  const sign = (
    changed: Record<string, unknown>,
    header: { alg?: string; kid?: string } = {},
    by: JWK | KeyObject = anyAlgorithm,
  ) =>
    new SignJWT(JSON.parse(JSON.stringify({ ...parsed, ...changed })))
      .setProtectedHeader({ alg: "RS256", typ, kid, ...header })
      .sign(by);
  const others: readonly (readonly [name: string, token: Promise<string>])[] = [
    ["the honest token", sign({})],
    ...misIssued(clientId, Number(parsed["iat"])).map(([name, changed]) => [name, sign(changed)] as const),
    ["by a key that was rotated away", sign({}, { kid: "of-last-year" }, rsa.privateKey)],
    ["by a key that was rotated away, under the present one's name", sign({}, {}, rsa.privateKey)],
    ["by a key without a name", sign({}, { kid: undefined } as never)],
    ["by another algorithm of RSA", sign({}, { alg: "PS256" })],
  ];
  return Promise.all(others.map(async ([name, token]) => ({ name, token: await token })));
}
