import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { generated, ROOT } from "./cache.ts";
import { runTool } from "./run-tool.ts";

/** The issuer the assembly is made with: which port the stack gets is known only when it starts, and takes this one's place then. */
export const PLACEHOLDER_ISSUER = "https://issuer.local.invalid/oidc";

/** The cloud assembly of the sources as they are now; the CDK app runs only if they changed. */
export function cloudAssembly(settings: Record<string, string>) {
  return generated({
    name: "assembly",
    sources: [
      "functions",
      "shared",
      "infra",
      "package.json",
      "package-lock.json",
      "cdk.json",
      "cdk.context.json",
      "tsconfig.json",
    ],
    except: ["infra/local"],
    settings,
    make: (folder) => {
      const context = JSON.stringify({ ...cdkContext(), ...settings });
      return runTool("infra/app.ts", [], { CDK_OUTDIR: folder, CDK_CONTEXT_JSON: context });
    },
  });
}

/** The context of cdk.json, which the CDK's command line would hand over; of a centre's own, only what its pages follow too. */
function cdkContext(): object {
  const { siteLanguages } = readJson<{ siteLanguages?: readonly string[] }>("cdk.context.json");
  return { ...readJson<{ context?: object }>("cdk.json").context, ...(siteLanguages && { siteLanguages }) };
}

function readJson<Content extends object>(name: string): Partial<Content> {
  const file = path.join(ROOT, name);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Content) : {};
}
