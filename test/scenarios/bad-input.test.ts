import { generateKeyPair, SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { freshKey, inquiry, onStack } from "./stack.ts";

const actors = onStack("2026-11-23T10:30:00+08:00");
const { ask, track, call, as, see, command } = actors;

const post = (body: unknown, headers: Record<string, string> = {}) =>
  call("POST", "/api/inquiries", body, { "idempotency-key": freshKey(), ...headers });

describe("a submission that is not right is answered with what to do, in Chinese, and nothing is stored", () => {
  const cases: [string, () => ReturnType<typeof post>, number, string, string?][] = [
    ["malformed JSON", () => post("{"), 400, "malformed-json"],
    ["JSON nested too deep", () => post(`${"[".repeat(20)}${"]".repeat(20)}`), 400, "malformed-json"],
    ["a body of 1 MB", () => post({ ...inquiry(), content: "很".repeat(400_000) }), 413, "body-too-large"],
    ["a body that is compressed", () => post(inquiry(), { "content-encoding": "gzip" }), 415, "unsupported-media-type"],
    ["a body that is no JSON", () => post(inquiry(), { "content-type": "text/plain" }), 415, "unsupported-media-type"],
    ["an unknown field", () => post({ ...inquiry(), role: "director" }), 400, "invalid", "role"],
    [
      "__proto__",
      () => post(`{"__proto__":{"role":"director"},${JSON.stringify(inquiry()).slice(1)}`),
      400,
      "invalid",
      "__proto__",
    ],
    ["a wrong type", () => post({ ...inquiry(), urgent: "yes" }), 400, "invalid", "urgent"],
    ["an empty subject", () => post({ ...inquiry(), subject: "  " }), 400, "invalid", "subject"],
    ["a telephone number that is none", () => post({ ...inquiry(), phone: "<script>" }), 400, "invalid", "phone"],
    ["a control character", () => post({ ...inquiry(), content: "a\u0000b" }), 400, "invalid", "content"],
    ["an unknown office", () => post(inquiry({ office: "nowhere" })), 422, "unknown-office"],
    ["an unknown service", () => post(inquiry({ serviceCode: "XX-99" })), 422, "unknown-service"],
    ["no idempotency key", () => call("POST", "/api/inquiries", inquiry()), 400, "invalid", "headers.idempotency-key"],
  ];

  test.each(cases)("%s", async (_what, send, status, code, path) => {
    const answer = await send();
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(answer.headers.get("content-language")).toBe("zh-CN");
    expect(answer.body.detail).toMatch(/[\u4e00-\u9fff]{4}/);
    if (path) expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(path);
    const all = await as("gulinar")("GET", "/api/staff/inquiries?view=all");
    expect(all.body.items).toEqual([]);
  });

  test("and in English for whoever reads English", async () => {
    const answer = await post("{", { "accept-language": "en-GB,en;q=0.8" });
    expect(answer.body.detail).toBe("The body is not valid JSON. Check it and send it again.");
  });
});

test.each([
  ["GET", "/api/nowhere", "en", "The API has no such address or method."],
  ["PUT", "/api/inquiries", "zh-CN", "接口没有这个地址或方法。"],
  ["POST", "/api/staff/nowhere", "ug", "بۇنداق ئادرېس ياكى ئۇسۇل يوق"],
])("%s %s, which is no route, is answered in the reader's language: %s", async (method, path, language, words) => {
  const answer = await call(method, path, undefined, { "accept-language": language });
  expect([answer.status, answer.body.code, answer.headers.get("content-language")]).toEqual([
    404,
    "no-such-route",
    language,
  ]);
  expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  expect(answer.body.detail).toContain(words);
});

describe("a receipt", () => {
  test("is the same for the same submission under the same key, and there is one case", async () => {
    const key = freshKey();
    const [first, second] = [await ask({}, key), await ask({}, key)];
    expect(second.body).toEqual(first.body);
    const found = await as("aysha")("GET", "/api/staff/inquiries?view=mine");
    expect(found.body.items).toHaveLength(1);
  });

  test("is not given for another text under a used key", async () => {
    const key = freshKey();
    await ask({}, key);
    const answer = await ask({ subject: "别的事" }, key);
    expect([answer.status, answer.body.code]).toEqual([409, "idempotency-key-reused"]);
  });

  test("with a wrong secret gets the very answer that an unknown number gets", async () => {
    const { number } = (await ask()).body;
    const wrong = await track({ number, secret: "AAAA-BBBB-CCCC-DDDD" });
    const unknown = await track({ number: "QAAAA-BBBBB", secret: "AAAA-BBBB-CCCC-DDDD" });
    expect(wrong.status).toBe(404);
    expect([wrong.status, wrong.body]).toEqual([unknown.status, unknown.body]);
  });

  test("works however it was copied", async () => {
    const { number, secret } = (await ask()).body;
    const copied = { number: number.toLowerCase().replace("-", ""), secret: secret.replaceAll("-", " ").toLowerCase() };
    expect((await track(copied)).status).toBe(200);
  });
});

describe("a command", () => {
  test("on a version that is not the present one is refused and changes nothing", async () => {
    const { number } = (await ask()).body;
    await command("aysha", number, { type: "accept" });
    const stale = await as("aysha")(
      "POST",
      `/api/staff/inquiries/${number}/commands`,
      { type: "reply", text: "好的" },
      { "if-match": '"1"' },
    );
    expect([stale.status, stale.body.code]).toEqual([412, "stale"]);
    expect((await see("aysha", number)).body.answers).toEqual([]);
  });

  test("without a version is asked for one", async () => {
    const { number } = (await ask()).body;
    const answer = await as("aysha")("POST", `/api/staff/inquiries/${number}/commands`, { type: "accept" });
    expect([answer.status, answer.body.code]).toEqual([428, "if-match-needed"]);
  });

  test("on somebody else's case is not possible: the case is not there", async () => {
    const { number } = (await ask()).body;
    expect((await see("zhao-lei", number)).status).toBe(404);
    const answer = await as("zhao-lei")(
      "POST",
      `/api/staff/inquiries/${number}/commands`,
      { type: "accept" },
      { "if-match": '"1"' },
    );
    expect(answer.status).toBe(404);
  });

  test("of a colleague of the unit who is not the caseworker is refused with the clause", async () => {
    const { number } = (await ask()).body;
    const answer = await command("gulinar", number, { type: "accept" });
    expect([answer.status, answer.body.code, answer.body.clause]).toEqual([403, "not-yours", "FIR-4.1"]);
    expect(answer.body.detail).toBe("这一步由承办人办理，您目前不能操作；请联系承办人或其负责人。");
  });
});

describe("a token", () => {
  const forged = async (claims: Record<string, unknown>) => {
    const { privateKey } = await generateKeyPair("RS256");
    return new SignJWT({ sub: "zhang-jianguo", aud: "shouwen-staff", ...claims })
      .setProtectedHeader({ alg: "RS256" })
      .setIssuedAt()
      .setExpirationTime("1h")
      .sign(privateKey);
  };

  test.each<[string, () => Promise<string>]>([
    ["that is missing", async () => ""],
    ["that is nonsense", async () => "Bearer x.y.z"],
    ["signed by a stranger", async () => `Bearer ${await forged({ iss: "http://127.0.0.1/oidc" })}`],
    [
      "without a signature",
      async () =>
        `Bearer ${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from('{"sub":"zhang-jianguo"}').toString("base64url")}.`,
    ],
  ])("%s opens nothing", async (_what, authorization) => {
    const value = await authorization();
    const answer = await call("GET", "/api/staff/me", undefined, value === "" ? {} : { authorization: value });
    expect(answer.status).toBe(401);
  });
});

const lists = [
  "/api/staff/inquiries?view=mine",
  "/api/staff/inquiries?view=all",
  "/api/staff/inquiries?view=due",
  "/api/staff/inquiries?phone=13900000001",
  "/api/staff/inbox?limit=5",
  "/api/staff/suggestions?limit=5",
  "/api/staff/suggestions?state=closed",
  "/api/staff/conduct?limit=5",
  "/api/staff/digests?limit=5",
  "/api/staff/export.csv?from=2026-11-01&to=2026-11-30",
  "/api/published/suggestions?limit=5",
];

test.each(lists)("%s begins anew where a cursor is another list's, or nobody's", async (path) => {
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const foreign = encoded([
    ["number", "Q0000-00000"],
    ["caseworkerId", "somebody"],
    ["nextDueAt", "2026-11-30T11:30:00.000Z"],
  ]);
  const statuses = await Promise.all(
    ["nonsense", foreign, encoded([["number", "x"]]), encoded([]), encoded(5), `collection=${foreign}`].map(
      async (cursor) => (await as("gulinar")("GET", `${path}&cursor=${encodeURIComponent(cursor)}`)).status,
    ),
  );
  expect([...new Set(statuses)]).toEqual([200]);
});

test("a token that has expired opens nothing", async () => {
  const { token, moveClock, now } = actors.stack;
  const bearer = `Bearer ${await token("aysha")}`;
  await moveClock({ set: new Date(now().getTime() + 3 * 86_400_000).toISOString() });
  expect((await call("GET", "/api/staff/me", undefined, { authorization: bearer })).status).toBe(401);
});
