/** The two parts of what browsers get. */
export type SitePart = "site" | "portal";

const policies: Record<SitePart, (issuer: string) => readonly string[]> = {
  // Nothing inline, nothing foreign, and where browsers know trusted types no text ever becomes HTML: only our own worker has a name.
  site: () => [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types proof-worker",
  ],
  // The portal's components write their styles at run time, and it talks to the issuer of the staff's tokens.
  portal: (issuer) => [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src 'self' ${issuer}`,
  ],
};

const common = ["object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"];

/** What a page may load and do. */
export const contentPolicy = (part: SitePart, issuer: string): string =>
  [...policies[part](new URL(issuer).origin), ...common].join("; ");

/** Keeps browsers on TLS for two years; the CDN's to add, for the bucket and this machine don't. */
export const staysOnTls = { "strict-transport-security": "max-age=63072000; includeSubDomains" } as const;

/** The other headers of every page. */
export const pageHeaders = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const;

/** All headers of a part that don't depend on TLS. */
export const headersOf = (part: SitePart, issuer: string): Readonly<Record<string, string>> => ({
  ...pageHeaders,
  "content-security-policy": contentPolicy(part, issuer),
});
