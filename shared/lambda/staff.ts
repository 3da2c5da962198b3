import type { APIGatewayProxyEventV2WithJWTAuthorizer } from "aws-lambda";
import type { Principal } from "../domain/authorisation.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { DirectoryReader } from "../ports/directory-reader.ts";
import { type Call, type Reply, type Route, route } from "./http.ts";
import { RequestProblem } from "./problem.ts";

/** Whose tokens are taken. */
export interface Issuer {
  readonly OIDC_ISSUER: string;
  readonly OIDC_AUDIENCE: string;
}

const CLOCK_SKEW = 60;

const algorithmOf = (authorization: string): string | undefined => {
  try {
    const [header = ""] = authorization.replace(/^Bearer\s+/i, "").split(".");
    return (JSON.parse(Buffer.from(header, "base64url").toString("utf8")) as { alg?: string }).alg;
  } catch {
    return undefined;
  }
};

/** The subject of the token, its claims checked once more behind the gateway: issuer, audience, times, kind, algorithm. */
function subjectOf(event: Call["event"], issuer: Issuer): string {
  const { authorizer } = (event as APIGatewayProxyEventV2WithJWTAuthorizer).requestContext;
  const claims = authorizer?.jwt?.claims ?? {};
  const now = Date.now() / 1000;
  // The gateway writes several as `[one other]`; a name with a blank in it is one.
  const written = String(claims["aud"] ?? "");
  const audience = /^\[.*\]$/.test(written) ? written.slice(1, -1).split(/[\s,]+/) : [written];
  const valid =
    typeof claims["sub"] === "string" &&
    claims["sub"] !== "" &&
    claims["iss"] === issuer.OIDC_ISSUER &&
    audience.includes(issuer.OIDC_AUDIENCE) &&
    Number(claims["exp"]) > now - CLOCK_SKEW &&
    Number(claims["nbf"] ?? 0) <= now + CLOCK_SKEW &&
    // The hash of an access token stands in an ID token, which says who somebody is and opens nothing.
    claims["at_hash"] === undefined &&
    algorithmOf(event.headers["authorization"] ?? "") === "RS256";
  if (!valid) throw new RequestProblem("unauthorized");
  return String(claims["sub"]);
}

/** A route for staff: who asks is read from the directory at each request; role and standing never come from the token. */
export const staffRoute =
  (issuer: Issuer, directory: Pick<DirectoryReader, "member">) =>
  <const C extends Parameters<typeof route>[0]>(
    contract: C,
    run: (call: Call<C>, principal: Principal) => Promise<Reply | Refusal>,
  ): Route =>
  async (event) => {
    const principal = await directory.member(subjectOf(event, issuer));
    if (!principal?.active) throw new RequestProblem("not-in-directory");
    return route(contract, (call) => run(call as Call<C>, principal))(event);
  };
