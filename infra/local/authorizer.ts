import { createRemoteJWKSet, type JWTPayload, jwtVerify } from "jose";
import type { Clock } from "./clock.ts";

/** What API Gateway hands to the function about a verified token: every claim as text. */
export type JwtAuthorization = { claims: Record<string, string>; scopes: string[] | null };

/** Verifies a request's bearer token: the claims, or the status API Gateway answers with. */
export type Authorizer = (
  authorization: string | undefined,
  scopes?: string[],
) => Promise<JwtAuthorization | 401 | 403>;

/**
 * The JWT authorizer of an HTTP API: keys of RSA, by name, from the issuer's discovery document; issuer, audience and times on the moved
 * clock. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function jwtAuthorizer(configuration: { Issuer: string; Audience: string[] }, clock: Clock): Authorizer {
  let keys: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;
  return async (authorization, scopes) => {
    const token = /^(?:bearer +)?(\S+)$/i.exec(authorization?.trim() ?? "")?.[1];
    if (!token) return 401;
    let payload: JWTPayload;
    try {
      keys ??= publishedKeys(configuration.Issuer);
      const verified = await jwtVerify(token, await keys, {
        issuer: configuration.Issuer,
        algorithms: ["RS256"],
        requiredClaims: ["exp"],
        currentDate: clock.now(),
      });
      if (!verified.protectedHeader.kid) return 401;
      payload = verified.payload;
    } catch {
      if (!(await keys?.catch(() => undefined))) keys = undefined;
      return 401;
    }
    if (!isForAudience(payload, configuration.Audience)) return 401;
    if (typeof payload.iat === "number" && payload.iat > clock.now().getTime() / 1000 + 1) return 401;
    const granted = typeof payload["scope"] === "string" ? payload["scope"].split(" ") : [];
    if (scopes?.length && !scopes.some((scope) => granted.includes(scope))) return 403;
    return { claims: asText(payload), scopes: scopes?.length ? scopes : null };
  };
}

async function publishedKeys(issuer: string): Promise<ReturnType<typeof createRemoteJWKSet>> {
  const answer = await fetch(`${issuer}/.well-known/openid-configuration`);
  const { jwks_uri } = (await answer.json()) as { jwks_uri: string };
  return createRemoteJWKSet(new URL(jwks_uri));
}

/** The audience is in `aud`, or, without one, in `client_id`. */
function isForAudience({ aud, client_id }: JWTPayload & { client_id?: unknown }, audience: string[]): boolean {
  return [aud ?? client_id].flat().some((one) => typeof one === "string" && audience.includes(one));
}

function asText(payload: JWTPayload): Record<string, string> {
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => {
      if (Array.isArray(value)) return [name, `[${value.join(" ")}]`];
      return [name, typeof value === "object" && value !== null ? JSON.stringify(value) : String(value)];
    }),
  );
}
