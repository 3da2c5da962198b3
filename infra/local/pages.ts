import { existsSync, readFileSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { portalConfig } from "#infra/portal-config.ts";
import { headersOf } from "#infra/site-headers.ts";
import type { PagesPart } from "./built-pages.ts";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".doc": "application/msword",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
};

/** Serves the built pages as the bucket and its CDN do, with the portal's settings for this machine at /staff/config.json. */
export function pages({
  issuer,
  clientId,
  ready,
}: {
  issuer: string;
  clientId: string;
  /** The folder of a part; `opened` for a page, not for what it loads. */
  ready: (part: PagesPart, opened: boolean) => Promise<string | undefined>;
}) {
  const settings = portalConfig(issuer, clientId);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [pathname = "/"] = (request.url ?? "/").split("?");
    const isPortal = pathname.startsWith("/staff/");
    const headers = headersOf(isPortal ? "portal" : "site", issuer);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const end = (status: number, headers: Record<string, string>, body: string | Buffer = "") => {
      response.writeHead(status, headers).end(request.method === "HEAD" ? undefined : body);
    };
    const text = { "content-type": "text/plain; charset=utf-8" };
    if (request.method !== "GET" && request.method !== "HEAD") return end(405, { allow: "GET, HEAD" });
    if (pathname === "/staff") return end(308, { location: "/staff/" });
    if (pathname === "/staff/config.json")
      return end(200, { "content-type": "application/json", "cache-control": "no-cache" }, settings);
    const folder = (part: PagesPart) => ready(part, /\/$|\.html$/.test(pathname)).catch((error: Error) => error);
    const root = await folder(isPortal ? "portal" : "site");
    if (root instanceof Error) return end(503, text, `${root.message}\n`);
    const file = root && fileFor(root, isPortal ? pathname.slice("/staff".length) : pathname);
    const notFound = root && notFoundIn(root, pathname);
    if (!file && notFound) return end(404, { "content-type": TYPES[".html"] ?? "" }, readFileSync(notFound));
    if (!file) return end(404, text, "没有这个页面。\n");
    const named = /-[\w-]{8}\.\w+$/.test(file);
    const type = TYPES[path.extname(file)] ?? "application/octet-stream";
    const zipped = /text|javascript|json|svg/.test(type) && /\bgzip\b/.test(String(request.headers["accept-encoding"]));
    end(
      200,
      {
        "content-type": type,
        "cache-control": named ? "public, max-age=31536000, immutable" : "no-cache",
        vary: "accept-encoding",
        ...(zipped && { "content-encoding": "gzip" }),
      },
      zipped ? gzipSync(readFileSync(file)) : readFileSync(file),
    );
  };
}

/** The page that says that there is none, in the language of the address. */
function notFoundIn(root: string, pathname: string): string | undefined {
  const [language = ""] = /(?<=^\/)[\w-]+(?=\/|$)/.exec(pathname) ?? [];
  return [path.join(root, language, "not-found.html"), path.join(root, "not-found.html")].find((file) =>
    existsSync(file),
  );
}

function fileFor(root: string, pathname: string): string | undefined {
  let wanted: string;
  try {
    wanted = path.join(root, decodeURIComponent(pathname));
  } catch {
    return undefined;
  }
  if (wanted !== root && !wanted.startsWith(root + path.sep)) return undefined;
  return [wanted, path.join(wanted, "index.html")].find((file) => existsSync(file) && statSync(file).isFile());
}
