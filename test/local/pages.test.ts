import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pages } from "#infra/local/pages.ts";
import { temporaryFolder } from "./fixtures/temporary-folder.ts";

const built = temporaryFolder();
const site = path.join(built, "site");
mkdirSync(path.join(site, "assets"), { recursive: true });
writeFileSync(path.join(built, "secret.txt"), "not for the public");
writeFileSync(path.join(site, "index.html"), "<h1>首问</h1>");
writeFileSync(path.join(site, "not-found.html"), "<h1>没有</h1>");
mkdirSync(path.join(site, "ug"));
writeFileSync(path.join(site, "ug/not-found.html"), "<h1>يوق</h1>");
writeFileSync(path.join(site, "assets/form-Ab12_-xY.js"), "export {};");

const serve = pages({
  issuer: "http://127.0.0.1:1/oidc",
  clientId: "staff-portal",
  ready: async (part) => {
    if (part === "portal") throw new Error("The portal can't be built.");
    return site;
  },
});
const server = createServer((request, response) => void serve(request, response));
let url = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => server.close());

test.each([
  ["GET", "/", 200, "text/html; charset=utf-8", "<h1>首问</h1>"],
  ["HEAD", "/index.html", 200, "text/html; charset=utf-8", ""],
  ["GET", "/assets/form-Ab12_-xY.js", 200, "text/javascript; charset=utf-8", "export {};"],
  ["GET", "/nowhere", 404, "text/html; charset=utf-8", "<h1>没有</h1>"],
  ["GET", "/ug/nowhere.html", 404, "text/html; charset=utf-8", "<h1>يوق</h1>"],
  ["GET", "/assets", 404, "text/html; charset=utf-8", "<h1>没有</h1>"],
  ["GET", "/%2e%2e/secret.txt", 404, "text/html; charset=utf-8", "<h1>没有</h1>"],
  ["GET", "/..%2fsecret.txt", 404, "text/html; charset=utf-8", "<h1>没有</h1>"],
  ["GET", "/%zz", 404, "text/html; charset=utf-8", "<h1>没有</h1>"],
  ["GET", "/staff/", 503, "text/plain; charset=utf-8", "The portal can't be built.\n"],
])("%s %s is answered with %i", async (method, target, status, type, body) => {
  const answer = await fetch(url + target, { method });
  expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([status, type, body]);
});

test("a page is asked for, not posted to", async () => {
  expect((await fetch(url, { method: "POST" })).status).toBe(405);
});

test("the portal learns its issuer, and loses nothing by a missing slash", async () => {
  const settings = await fetch(`${url}/staff/config.json`);
  expect(await settings.json()).toEqual({
    authority: "http://127.0.0.1:1/oidc",
    clientId: "staff-portal",
    scope: "openid profile",
  });
  const portal = await fetch(`${url}/staff`, { redirect: "manual" });
  expect([portal.status, portal.headers.get("location")]).toEqual([308, "/staff/"]);
});

test("no page runs a script that lies within it, and none is framed", async () => {
  const policy = (await fetch(url)).headers.get("content-security-policy");
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
});

test("what has its hash in its name is kept for good, a page is asked for again", async () => {
  const kept = async (target: string) => (await fetch(url + target)).headers.get("cache-control");
  expect([await kept("/"), await kept("/assets/form-Ab12_-xY.js")]).toEqual([
    "no-cache",
    "public, max-age=31536000, immutable",
  ]);
});
