import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { PORTAL_CLIENT } from "#infra/local/identity.ts";
import { probeStack } from "./fixtures/probe-stack.ts";

const probe = probeStack();

/** A browser as far as logging in needs one: it keeps cookies and doesn't follow redirects by itself. */
function browser() {
  const cookies = new Map<string, string>();
  return async (url: string, form?: Record<string, string>) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(new URL(url, probe.stack().url), {
      redirect: "manual",
      headers: { cookie },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return { status: answer.status, location: answer.headers.get("location") ?? "", text: await answer.text() };
  };
}

const verifier = randomBytes(32).toString("base64url");

/** Goes from the portal's login button to the code in the portal's address. */
async function logIn(staffId: string) {
  const visit = browser();
  const start = new URLSearchParams({
    client_id: PORTAL_CLIENT,
    response_type: "code",
    scope: "openid profile",
    redirect_uri: `${probe.stack().url}/staff/`,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    state: "kept",
  });
  const { location: login } = await visit(`/oidc/auth?${start}`);
  const { text: page } = await visit(login);
  const { location: onward, ...chosen } = await visit(login, { staffId });
  return { page, chosen, back: onward && new URL((await visit(onward)).location) };
}

/** The code a person's login ends with. */
async function codeOf(staffId: string): Promise<string> {
  const { back } = await logIn(staffId);
  const code = back ? back.searchParams.get("code") : undefined;
  if (!code) throw new Error("The login leads to no code.");
  return code;
}

const redeem = (code: string, codeVerifier: string) =>
  fetch(`${probe.stack().url}/oidc/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: PORTAL_CLIENT,
      redirect_uri: `${probe.stack().url}/staff/`,
      code,
      code_verifier: codeVerifier,
    }),
  });

test("one click on a demo person leads back to the portal with a code for a token the API takes", async () => {
  const answer = await redeem(await codeOf("aysha"), verifier);
  const { access_token } = (await answer.json()) as { access_token: string };
  const staff = await probe.get("/api/probe/staff", { authorization: `Bearer ${access_token}` });
  expect(await staff.json()).toMatchObject({
    event: { requestContext: { authorizer: { jwt: { claims: { sub: "aysha", aud: "probe-staff" } } } } },
  });
});

test("a code without the secret it was asked for with is worth nothing", async () => {
  const answer = await redeem(await codeOf("aysha"), randomBytes(32).toString("base64url"));
  expect(answer.status).toBe(400);
});

test("the login page names the people, and the way back keeps the portal's state", async () => {
  const { page, back } = await logIn("aysha");
  expect(page).toContain("阿依夏");
  expect(back).toMatchObject({ pathname: "/staff/", search: expect.stringContaining("state=kept") });
});

test("nobody else can log in", async () => {
  expect((await logIn("stranger")).chosen).toMatchObject({ status: 400, text: "没有这位演示人员。" });
});
