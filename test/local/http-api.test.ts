import { generateKeyPair, SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { probeStack } from "./fixtures/probe-stack.ts";

const probe = probeStack();

describe("a request reaches the function", () => {
  test("as payload 2.0", async () => {
    const answer = await probe.post("/api/probe/%E5%92%8C%20x/echo?a=1&a=2&toString=3", '{"b":1}', {
      "content-type": "application/json",
      cookie: "one=1; two=2",
      "X-Mixed-Case": "kept",
    });
    const { event, functionName, region } = (await answer.json()) as Record<string, never> & {
      event: Record<string, unknown>;
    };
    expect(functionName).toBe("Probe-ProbeFunction");
    expect(region).toBe("us-east-1");
    expect(event).toMatchObject({
      version: "2.0",
      routeKey: "POST /api/probe/{id}/echo",
      rawPath: "/api/probe/%E5%92%8C%20x/echo",
      rawQueryString: "a=1&a=2&toString=3",
      queryStringParameters: { a: "1,2", toString: "3" },
      pathParameters: { id: "和 x" },
      cookies: ["one=1", "two=2"],
      headers: { "x-mixed-case": "kept" },
      body: '{"b":1}',
      isBase64Encoded: false,
      requestContext: { http: { method: "POST", sourceIp: "127.0.0.1" }, stage: "$default" },
    });
    expect(event["headers"]).not.toHaveProperty("cookie");
  });

  test("with a binary body in base64", async () => {
    const answer = await probe.post("/api/probe/1/echo", "png", { "content-type": "image/png" });
    expect(await answer.json()).toMatchObject({ event: { body: "cG5n", isBase64Encoded: true } });
  });

  test("over a greedy path and any method", async () => {
    const answer = await fetch(`${probe.stack().url}/api/probe/any/a/b/c`, { method: "DELETE" });
    expect(await answer.json()).toMatchObject({ event: { pathParameters: { rest: "a/b/c" } } });
  });
});

describe("the answer", () => {
  test("may be binary and set cookies", async () => {
    const answer = await probe.get("/api/probe/binary");
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([0, 1, 2, 255]);
    expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });

  test.each([
    ["a path that is no route", "GET", "/api/probe/nowhere/at/all", 404, "Not Found"],
    ["a path that can't be decoded", "POST", "/api/probe/%zz/echo", 404, "Not Found"],
    ["a method that is no route", "PUT", "/api/probe/now", 404, "Not Found"],
    ["a function that throws", "POST", "/api/probe/throw", 500, "Internal Server Error"],
    ["a function that ends its process", "POST", "/api/probe/exit", 500, "Internal Server Error"],
    ["a function that takes too long", "POST", "/api/probe/sleep", 503, "Service Unavailable"],
  ])("to %s is what API Gateway says", async (_what, method, path, status, message) => {
    const answer = await fetch(probe.stack().url + path, { method });
    expect([answer.status, await answer.json()]).toEqual([status, { message }]);
  });

  test("to a body beyond ten megabytes is 413", async () => {
    const answer = await probe.post("/api/probe/1/echo", "x".repeat(10 * 1024 * 1024 + 1));
    expect(answer.status).toBe(413);
  });

  test("to more than the reserved concurrency is 503 for the rest", async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => probe.post("/api/probe/sleep", "300")));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 503, 503]);
  });

  test("allows the template's origins and no other", async () => {
    const preflight = { "access-control-request-method": "POST" };
    const ask = (origin: string) =>
      fetch(`${probe.stack().url}/api/probe/1/echo`, { method: "OPTIONS", headers: { ...preflight, origin } });
    const [allowed, other] = [await ask("https://centre.example"), await ask("https://other.example")];
    expect([allowed.status, allowed.headers.get("access-control-allow-origin")]).toEqual([
      204,
      "https://centre.example",
    ]);
    expect(other.headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("the authorizer", () => {
  const ask = (token: string) => probe.get("/api/probe/staff", { authorization: `Bearer ${token}` });

  test("lets a member of staff in and hands on the claims as text", async () => {
    const answer = await ask(await probe.stack().token("li"));
    expect(await answer.json()).toMatchObject({
      event: {
        requestContext: {
          authorizer: { jwt: { claims: { sub: "li", aud: "probe-staff", exp: expect.any(String) }, scopes: null } },
        },
      },
    });
  });

  const forge = async (change: (token: SignJWT) => SignJWT) => {
    const { privateKey } = await generateKeyPair("RS256");
    const now = Math.floor(probe.stack().now().getTime() / 1000);
    const token = new SignJWT({})
      .setSubject("li")
      .setIssuer(`${probe.stack().url}/oidc`)
      .setAudience("probe-staff")
      .setExpirationTime(now + 600);
    return change(token.setProtectedHeader({ alg: "RS256" })).sign(privateKey);
  };
  const unsigned = (claims: object) =>
    `${[{ alg: "none" }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".")}.`;

  test.each<[string, () => Promise<string>]>([
    ["signed by somebody else", () => forge((token) => token)],
    [
      "unsigned",
      async () => unsigned({ sub: "li", iss: `${probe.stack().url}/oidc`, aud: "probe-staff", exp: 9_999_999_999 }),
    ],
    ["no token at all", async () => "no.token.here"],
    [
      "changed after it was signed",
      async () =>
        (await probe.stack().token("li")).replace(
          /\.[^.]+\./,
          `.${Buffer.from('{"sub":"admin"}').toString("base64url")}.`,
        ),
    ],
  ])("refuses a token %s", async (_what, token) => {
    const answer = await ask(await token());
    expect([answer.status, await answer.json()]).toEqual([401, { message: "Unauthorized" }]);
  });

  test("refuses a request without a token", async () => {
    expect((await probe.get("/api/probe/staff")).status).toBe(401);
  });

  test("refuses a token that has expired on the moved clock, and takes a new one", async () => {
    const token = await probe.stack().token("li");
    expect((await ask(token)).status).toBe(200);
    await probe.advance("PT13H");
    expect((await ask(token)).status).toBe(401);
    expect((await ask(await probe.stack().token("li"))).status).toBe(200);
  });
});
