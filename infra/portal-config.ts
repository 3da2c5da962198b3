import type { PortalSettings } from "../web/staff/session.ts";

/** What the portal finds at /staff/config.json: where staff sign in, and under which name it asks for them. */
export const portalConfig = (issuer: string, clientId: string): string =>
  JSON.stringify({ authority: issuer, clientId, scope: "openid profile" } satisfies PortalSettings);
