import { createServer } from "node:http";
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Authorizer, jwtAuthorizer } from "#infra/local/authorizer.ts";
import { openClock } from "#infra/local/clock.ts";

const rsa = await generateKeyPair("RS256", { extractable: true });
const elliptic = await generateKeyPair("ES256", { extractable: true });
const keys = [
  { ...(await exportJWK(rsa.publicKey)), kid: "rsa", alg: "RS256" },
  { ...(await exportJWK(elliptic.publicKey)), kid: "elliptic", alg: "ES256" },
];

const clock = openClock();
let issuer = "";
let authorize: Authorizer;
const server = createServer((request, response) => {
  response.end(JSON.stringify(request.url === "/keys" ? { keys } : { issuer, jwks_uri: `${issuer}/keys` }));
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  authorize = jwtAuthorizer({ Issuer: issuer, Audience: ["staff"] }, clock);
});
afterAll(() => server.close());

const seconds = (ahead: number) => Math.floor(clock.now().getTime() / 1000) + ahead;

/** A good token with some claims changed; `undefined` takes a claim out. */
const tokenWith = (claims: JWTPayload = {}, alg: "RS256" | "ES256" = "RS256") => {
  const usual = { sub: "li", iss: issuer, aud: "staff", iat: seconds(0), exp: seconds(600) };
  const [kid, { privateKey }] = alg === "RS256" ? ["rsa", rsa] : ["elliptic", elliptic];
  const kept = Object.fromEntries(Object.entries({ ...usual, ...claims }).filter(([, value]) => value !== undefined));
  return new SignJWT(kept).setProtectedHeader({ alg, kid }).sign(privateKey);
};

describe("a token is taken", () => {
  test.each<[string, () => Promise<string>]>([
    ["signed with RS256", () => tokenWith()],
    ["for several audiences, one of them ours", () => tokenWith({ aud: ["other", "staff"] })],
    ["without audience, from a client of that name", () => tokenWith({ aud: undefined, client_id: "staff" })],
    ["that has been valid for a while", () => tokenWith({ nbf: seconds(-60) })],
  ])("%s", async (_what, token) => {
    expect(await authorize(`Bearer ${await token()}`)).toMatchObject({ claims: { sub: "li" }, scopes: null });
  });

  test("with its claims as text, as API Gateway hands them on", async () => {
    const token = await tokenWith({ aud: ["other", "staff"], admin: true, groups: ["a", "b"], place: { room: 1 } });
    expect(await authorize(token)).toMatchObject({
      claims: {
        aud: "[other staff]",
        admin: "true",
        groups: "[a b]",
        place: '{"room":1}',
        exp: expect.stringMatching(/^\d+$/),
      },
    });
  });
});

describe("a token is refused", () => {
  test.each<[string, () => Promise<string>]>([
    ["of another issuer", () => tokenWith({ iss: "https://elsewhere.example" })],
    ["for another audience", () => tokenWith({ aud: "citizens" })],
    ["for another audience, whatever its client is called", () => tokenWith({ aud: "citizens", client_id: "staff" })],
    ["that has expired", () => tokenWith({ exp: seconds(-1) })],
    ["that never expires", () => tokenWith({ exp: undefined })],
    ["that is not valid yet", () => tokenWith({ nbf: seconds(60) })],
    ["that was issued in the future", () => tokenWith({ iat: seconds(60) })],
    [
      "signed with the public key as if it were a secret",
      async () =>
        new SignJWT({ sub: "li", iss: issuer, aud: "staff", exp: seconds(600) })
          .setProtectedHeader({ alg: "HS256", kid: "rsa" })
          .sign(new TextEncoder().encode(await exportSPKI(rsa.publicKey))),
    ],
    ["signed with an elliptic key of the issuer: API Gateway takes RSA only", () => tokenWith({}, "ES256")],
    [
      "that does not name its key",
      () =>
        new SignJWT({ sub: "li", iss: issuer, aud: "staff", exp: seconds(600) })
          .setProtectedHeader({ alg: "RS256" })
          .sign(rsa.privateKey),
    ],
    ["that is cut short", async () => (await tokenWith()).slice(0, -4)],
    ["that is empty", async () => ""],
  ])("%s", async (_what, token) => {
    expect(await authorize(`Bearer ${await token()}`)).toBe(401);
  });

  test("without one of the scopes the route asks for", async () => {
    const token = await tokenWith({ scope: "read list" });
    expect(await authorize(token, ["write"])).toBe(403);
    expect(await authorize(token, ["write", "list"])).toMatchObject({ scopes: ["write", "list"] });
  });
});

test("a token of a key that the issuer has given up is refused", async () => {
  const token = await tokenWith();
  const [givenUp] = keys.splice(0, 1);
  const later = jwtAuthorizer({ Issuer: issuer, Audience: ["staff"] }, clock);
  expect(await later(token)).toBe(401);
  keys.unshift(...(givenUp ? [givenUp] : []));
});

test("an issuer that was away is asked again", async () => {
  const away = jwtAuthorizer({ Issuer: `${issuer}/`, Audience: ["staff"] }, clock);
  server.close();
  server.closeAllConnections();
  expect(await away(await tokenWith({ iss: `${issuer}/` }))).toBe(401);
  await new Promise<void>((resolve) => server.listen(Number(new URL(issuer).port), "127.0.0.1", resolve));
  expect(await away(await tokenWith({ iss: `${issuer}/` }))).toMatchObject({ claims: { sub: "li" } });
});
