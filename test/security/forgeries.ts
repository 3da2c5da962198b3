import { createHmac, createSign, generateKeyPairSync, type KeyObject } from "node:crypto";

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });

const signed = (input: string, key: KeyObject): string =>
  createSign("sha256").update(input).sign({ key, dsaEncoding: "ieee-p1363" }).toString("base64url");

type Sign = (input: string, honest: string) => string;

/** Ways to sign what one may not: none at all, the wrong kind, somebody else's key, the signature of another token. */
const signatures: readonly (readonly [name: string, header: Record<string, unknown>, sign: Sign])[] = [
  ["no signature", { alg: "none" }, () => ""],
  ["alg None", { alg: "None" }, () => ""],
  [
    "HS256 with the public key",
    { alg: "HS256" },
    (input) => createHmac("sha256", "public key").update(input).digest("base64url"),
  ],
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

/** Every way to sign with every claim, beside an honest token: 64 forgeries. */
export function forgeries(honest: string): readonly { readonly name: string; readonly token: string }[] {
  const [header = "", payload = "", signature = ""] = honest.split(".");
  const parsed = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
  const { kid } = JSON.parse(Buffer.from(header, "base64url").toString()) as { kid?: string };
  return signatures.flatMap(([how, head, sign]) =>
    claims.map(([what, change]) => {
      const input = `${encoded({ typ: "JWT", kid, ...head })}.${encoded(change(parsed))}`;
      return { name: `${how}, ${what}`, token: `${input}.${sign(input, signature)}` };
    }),
  );
}
