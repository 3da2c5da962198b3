import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { App, Stack } from "aws-cdk-lib";
import { givenContext } from "#infra/given-context.ts";
import { platformProfile } from "#infra/platform-profile.ts";
import { portalConfig } from "#infra/portal-config.ts";
import { missing, readSettings } from "#infra/settings.ts";
import { headersOf, staysOnTls } from "#infra/site-headers.ts";

/** Builds pages and portal for the bucket, with the settings of the deployment: `cdk.context.json` and `-c name=value`. Says which headers the centre's own CDN has to set. */
const root = path.resolve(import.meta.dirname, "..");
const folder = path.join(root, "dist/web");

const build = (recipe: string, env: Record<string, string> = {}): void => {
  const vite = path.join(root, "node_modules/vite/bin/vite.js");
  const line = [vite, "build", "--config", recipe, "--logLevel", "warn"];
  execFileSync(process.execPath, line, { cwd: root, env: { ...process.env, ...env }, stdio: "inherit" });
};

const listed = (title: string, headers: Readonly<Record<string, string>>): string =>
  [title, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join("\n");

try {
  const app = new App({ analyticsReporting: false, context: givenContext(process.argv.slice(2), root) });
  const { region, oidcIssuer, oidcClientId, siteLanguages } = readSettings(app);
  const said = missing(app, "oidcIssuer");
  if (said !== undefined) throw new Error(`${said} or put it into cdk.context.json; without it nobody could sign in.`);
  if (!URL.canParse(oidcIssuer)) throw new Error(`The setting oidcIssuer is an address, not "${oidcIssuer}"`);

  build("vite.config.ts", { SITE_LANGUAGES: ["zh-CN", ...siteLanguages].join() });
  build("web/staff/vite.config.ts");
  writeFileSync(path.join(folder, "staff/config.json"), portalConfig(oidcIssuer, oidcClientId));
  console.log(`The pages are in ${folder}, the portal in staff/: it signs in at ${oidcIssuer} as ${oidcClientId}.`);
  if (platformProfile(new Stack(app, "Pages", { env: { region } })).site === "own-cdn") {
    console.log(
      listed("\nHeaders that the CDN sets under /staff/:", { ...headersOf("portal", oidcIssuer), ...staysOnTls }),
    );
    console.log(
      listed("\nHeaders that it sets on all other pages:", { ...headersOf("site", oidcIssuer), ...staysOnTls }),
    );
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
