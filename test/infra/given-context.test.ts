import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { givenContext } from "#infra/given-context.ts";

const folder = mkdtempSync(join(tmpdir(), "shouwen-context-"));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(
  join(folder, "cdk.context.json"),
  JSON.stringify({ oidcIssuer: "https://a", siteLanguages: ["zh-CN"], flag: "centre's" }),
);
writeFileSync(join(folder, "cdk.json"), JSON.stringify({ app: "node app.ts", context: { flag: true } }));

test("the command line goes before cdk.json, and that before the centre's own settings, as with cdk", () => {
  expect(givenContext(["-c", "oidcIssuer=https://b?c=d", "--context", "region=cn-north-1"], folder)).toEqual({
    oidcIssuer: "https://b?c=d",
    region: "cn-north-1",
    siteLanguages: ["zh-CN"],
    flag: true,
  });
});

test("a folder without settings gives none", () => {
  expect(givenContext([], join(folder, "nowhere"))).toEqual({});
});

test.each([
  [["-c", "oidcIssuer"], "-c takes name=value, not oidcIssuer"],
  [["--issuer", "https://a"], "Unknown option '--issuer'"],
])("%j is refused", (args, message) => {
  expect(() => givenContext(args, folder)).toThrow(message);
});
