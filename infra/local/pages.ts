import { existsSync, readFileSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { generated, ROOT } from "./cache.ts";
import { runTool } from "./run-tool.ts";

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

const SECURITY_HEADERS = {
  "content-security-policy": [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; "),
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** Builds the pages of `web/` with Vite, unless they are as they were. */
export async function builtPages(): Promise<{ folder: string; made: boolean }> {
  return generated({
    name: "pages",
    sources: ["web", "shared", "vite.config.ts", "package-lock.json"],
    make: (folder) => {
      const root = existsSync(path.join(ROOT, "vite.config.ts")) ? [] : ["web"];
      return runTool("node_modules/vite/bin/vite.js", ["build", ...root, "--outDir", folder, "--emptyOutDir"]);
    },
  });
}

/** Serves the built pages as the bucket and its CDN do, with the portal's settings for this machine at /staff/config.json. */
export function pages({
  issuer,
  clientId,
  ready,
}: {
  issuer: string;
  clientId: string;
  ready: () => Promise<{ folder: string }>;
}) {
  const settings = JSON.stringify({ authority: issuer, clientId, scope: "openid profile" });
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? "/", issuer);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    const end = (status: number, headers: Record<string, string>, body: string | Buffer = "") => {
      response.writeHead(status, headers).end(request.method === "HEAD" ? undefined : body);
    };
    const text = { "content-type": "text/plain; charset=utf-8" };
    if (request.method !== "GET" && request.method !== "HEAD") return end(405, { allow: "GET, HEAD" });
    if (pathname === "/staff") return end(308, { location: "/staff/" });
    if (pathname === "/staff/config.json")
      return end(200, { "content-type": TYPES[".json"] ?? "", "cache-control": "no-cache" }, settings);
    const built = await ready().catch((error: Error) => error);
    if (built instanceof Error) return end(503, text, `${built.message}\n`);
    const file = fileFor(built.folder, pathname);
    if (!file) return end(404, text, "没有这个页面。\n");
    const named = /-[\w-]{8}\.\w+$/.test(file);
    const type = TYPES[path.extname(file)] ?? "application/octet-stream";
    end(
      200,
      { "content-type": type, "cache-control": named ? "public, max-age=31536000, immutable" : "no-cache" },
      readFileSync(file),
    );
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
  return [wanted, path.join(wanted, "index.html")].find((file) => existsSync(file) && statSync(file).isFile());
}
