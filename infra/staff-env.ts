import type { Construct } from "constructs";
import { readSettings } from "#infra/settings.ts";

/** Issuer and audience, with which a staff function checks again the claims that the gateway let through. */
export const staffEnv = (scope: Construct): { readonly OIDC_ISSUER: string; readonly OIDC_AUDIENCE: string } => {
  const { oidcIssuer, oidcAudience } = readSettings(scope);
  return { OIDC_ISSUER: oidcIssuer, OIDC_AUDIENCE: oidcAudience };
};
