import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { portalConfig } from "#infra/portal-config.ts";

test("the portal is told the issuer as the tokens name it, its own name there, and what it asks for", () => {
  expect(JSON.parse(portalConfig("https://login.example.org/realms/centre", "shouwen-portal"))).toEqual({
    authority: "https://login.example.org/realms/centre",
    clientId: "shouwen-portal",
    scope: "openid profile",
  });
});

test("no pages are built for a portal at whose issuer nobody could sign in", async () => {
  const script = join(import.meta.dirname, "../../infra/pages.ts");
  const asked = promisify(execFile)(process.execPath, [script, "-c", "oidcIssuer=the realm"]);
  await expect(asked).rejects.toMatchObject({
    code: 1,
    stderr: 'The setting oidcIssuer is an address, not "the realm"\n',
  });
});
