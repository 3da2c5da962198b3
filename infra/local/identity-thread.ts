import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { importJWK, type JWK, SignJWT } from "jose";
import { Provider } from "oidc-provider";
import type { IdentitySettings } from "./identity.ts";
import { loginPage, signedOutPage, signOutPage } from "./identity-pages.ts";
import { identityStore } from "./identity-store.ts";
import { followClock } from "./moved-date.ts";

const { clock, issuer, audience, people, key, clientId } = workerData as IdentitySettings & {
  clock: SharedArrayBuffer;
  key: JWK;
};
followClock(clock);

/** A working day: nobody has to log in twice at a demo. */
const TOKEN_SECONDS = 12 * 60 * 60;

/** The resource the portal asks a token for; what counts for the API is the audience. */
const RESOURCE = "urn:shouwen:staff-api";
const portal = new URL("/staff/", issuer).href;

type ProviderContext = {
  body: unknown;
  oidc: {
    provider: Provider;
    client: { clientId: string };
    session: { accountId: string };
    params: { scope?: string };
  };
};

const provider = new Provider(issuer, {
  adapter: identityStore(),
  jwks: { keys: [key] },
  cookies: { keys: [key.d ?? "local"] },
  clients: [
    {
      client_id: clientId,
      token_endpoint_auth_method: "none",
      redirect_uris: [portal],
      post_logout_redirect_uris: [portal],
      grant_types: ["authorization_code"],
      response_types: ["code"],
    },
  ],
  claims: { openid: ["sub"], profile: ["name"] },
  findAccount: (_context: unknown, accountId: string) => ({
    accountId,
    claims: () => ({ sub: accountId, name: people.find(({ staffId }) => staffId === accountId)?.name }),
  }),
  features: {
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => RESOURCE,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: "staff",
        audience,
        accessTokenFormat: "jwt",
        accessTokenTTL: TOKEN_SECONDS,
        jwt: { sign: { alg: "RS256" } },
      }),
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (context: ProviderContext, form: string) => {
        context.body = signOutPage(form);
      },
      postLogoutSuccessSource: (context: ProviderContext) => {
        context.body = signedOutPage(portal);
      },
    },
  },
  interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/oidc/interaction/${uid}` },
  ttl: {
    AccessToken: TOKEN_SECONDS,
    AuthorizationCode: 60,
    IdToken: TOKEN_SECONDS,
    Session: TOKEN_SECONDS,
    Grant: TOKEN_SECONDS,
    Interaction: 3600,
  },
  // Whoever logs in here has consented: the portal is the office's own.
  loadExistingGrant: async ({ oidc }: ProviderContext) => {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope(oidc.params.scope ?? "openid");
    grant.addResourceScope(RESOURCE, "staff");
    await grant.save();
    return grant;
  },
});
provider.on("server_error", (_context, error) => console.error("The identity provider failed:", error));

const callback = provider.callback();
const server = createServer((request, response) => {
  const url = request.url ?? "/";
  respond(request, response, url).catch((error: unknown) => {
    response
      .writeHead(400, { "content-type": "text/plain; charset=utf-8" })
      .end(error instanceof Error ? error.message : String(error));
  });
});

async function respond(request: IncomingMessage, response: ServerResponse, url: string): Promise<void> {
  const token = /^\/token-for\/([^/?]+)$/.exec(url)?.[1];
  if (token)
    return void response
      .writeHead(200, { "content-type": "text/plain" })
      .end(await tokenFor(decodeURIComponent(token)));
  if (/^\/oidc\/interaction\/[\w-]+$/.test(url)) return logIn(request, response, url);
  untimed(response);
  // The provider learns where it is mounted from the difference of the two addresses.
  Object.assign(request, { originalUrl: url, url: url.replace(/^\/oidc/, "") || "/" });
  callback(request, response);
}

/** Cookies last as long as the browser is open: it goes by the real clock, and to it one of a clock that stands in the past has expired. */
function untimed(response: ServerResponse): void {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) =>
    setHeader(
      name,
      name.toLowerCase() === "set-cookie"
        ? [value].flat().map((cookie) =>
            // One that is taken away keeps its date, which is long past.
            /=;/.test(String(cookie)) ? String(cookie) : String(cookie).replace(/; expires=[^;]+/i, ""),
          )
        : value,
    );
}

async function logIn(request: IncomingMessage, response: ServerResponse, url: string): Promise<void> {
  if (request.method !== "POST") {
    await provider.interactionDetails(request, response);
    response
      .writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" })
      .end(loginPage(people, url));
    return;
  }
  let form = "";
  for await (const chunk of request as AsyncIterable<Buffer>) form += chunk.toString();
  const accountId = new URLSearchParams(form).get("staffId") ?? "";
  if (!people.some(({ staffId }) => staffId === accountId)) throw new Error("没有这位演示人员。");
  await provider.interactionFinished(request, response, { login: { accountId } });
}

/** An access token like the portal's own, without the way through the browser. */
async function tokenFor(staffId: string): Promise<string> {
  const issuedAt = Math.floor(Date.now() / 1000);
  return new SignJWT({ scope: "staff", client_id: clientId })
    .setProtectedHeader({ alg: "RS256", typ: "at+jwt", kid: key.kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(staffId)
    .setJti(crypto.randomUUID())
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + TOKEN_SECONDS)
    .sign(await importJWK(key, "RS256"));
}

server.listen(0, "127.0.0.1", () => parentPort?.postMessage({ port: (server.address() as AddressInfo).port }));
parentPort?.on("message", () => process.exit());
