import { existsSync, readFileSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { ROOT } from "./cache.ts";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
};

/** Serves the built pages as the bucket and its CDN do, with the portal's settings for this machine at /staff/config.json. */
export function pages({ issuer, clientId }: { issuer: string; clientId: string }) {
  const root = path.join(ROOT, "dist/web");
  const settings = JSON.stringify({ authority: issuer, clientId, scope: "openid profile" });
  return (request: IncomingMessage, response: ServerResponse): void => {
    const { pathname } = new URL(request.url ?? "/", issuer);
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("referrer-policy", "no-referrer");
    response.setHeader(
      "content-security-policy",
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    );
    if (request.method !== "GET" && request.method !== "HEAD")
      return void response.writeHead(405, { allow: "GET, HEAD" }).end();
    if (pathname === "/staff") return void response.writeHead(308, { location: "/staff/" }).end();
    if (pathname === "/staff/config.json")
      return void response.writeHead(200, { "content-type": "application/json" }).end(settings);
    const file = fileFor(root, pathname);
    if (!file)
      return void response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("没有这个页面。\n");
    const hashed = /-[\w-]{8}\.\w+$/.test(file);
    response.writeHead(200, {
      "content-type": TYPES[path.extname(file)] ?? "application/octet-stream",
      "cache-control": hashed ? "public, max-age=31536000, immutable" : "no-cache",
    });
    response.end(request.method === "HEAD" ? undefined : readFileSync(file));
  };
}

function fileFor(root: string, pathname: string): string | undefined {
  let wanted: string;
  try {
    wanted = path.join(root, decodeURIComponent(pathname));
  } catch {
    return undefined;
  }
  if (wanted !== root && !wanted.startsWith(root + path.sep)) return undefined;
  const candidates = [wanted, path.join(wanted, "index.html")];
  return candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
}
