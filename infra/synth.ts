import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { regions } from "#infra/regions.ts";

// What CloudFormation takes at most: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
const most = { resources: 500, bytes: 1_000_000 };

/** Writes the templates of every region into `cdk.out/<region>`, validated by the CDK's own command line, for an imagined centre; further `-c name=value` are handed on. */
const root = path.resolve(import.meta.dirname, "..");
const cdk = fileURLToPath(import.meta.resolve("aws-cdk/bin/cdk"));
const imagined = ["oidcIssuer=https://login.example.org/realms/centre", "firstAdministrator=administrator"];

for (const region of regions) {
  const output = path.join(root, "cdk.out", region);
  const context = [...imagined, `region=${region}`].flatMap((setting) => ["-c", setting]);
  const line = [cdk, "synth", "--quiet", "--no-notices", "--output", output, ...context, ...process.argv.slice(2)];
  execFileSync(process.execPath, line, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  for (const file of readdirSync(output).filter((name) => name.endsWith(".template.json"))) {
    const text = readFileSync(path.join(output, file), "utf8");
    const { Resources } = JSON.parse(text) as { Resources: object };
    const count = Object.keys(Resources).length;
    console.log(
      `${region.padEnd(16)}${path.basename(file, ".template.json").padEnd(18)}${String(count).padStart(4)} of ${most.resources} resources ` +
        `${String(Math.ceil(text.length / 1000)).padStart(6)} of ${most.bytes / 1000} KB`,
    );
  }
}
