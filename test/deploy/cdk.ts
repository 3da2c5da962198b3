import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { runGroup } from "./process-group.ts";
import type { Cloud } from "./signed-call.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** Who runs the tools in this check: the account itself. */
const operator = "arn:aws:iam::000000000000:root";

/** What the deployment says about itself. */
export type Outputs = {
  readonly ApiUrl: string;
  readonly UrgentQueueUrl: string;
  readonly EscalationsQueueUrl: string;
};

/** What a tool needs to take the emulator for the cloud. */
const environment = (cloud: Cloud, folder: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: `https://127.0.0.1:${cloud.port}`,
  AWS_ACCESS_KEY_ID: cloud.accessKey,
  AWS_SECRET_ACCESS_KEY: cloud.secretKey,
  AWS_REGION: cloud.region,
  AWS_CA_BUNDLE: path.join(folder, "tmp/ministack-tls/server.crt"),
  NODE_EXTRA_CA_CERTS: path.join(folder, "tmp/ministack-tls/server.crt"),
  CDK_DISABLE_CLI_TELEMETRY: "true",
  BUNDLE_FOLDER: path.join(folder, "functions"),
  HOME: folder,
});

/** The CDK's own command line, on this check's app and settings. */
export const cdkLine =
  (cloud: Cloud, folder: string, issuer: string, signal: AbortSignal) =>
  async (args: readonly string[], trial: Record<string, string> = {}): Promise<Outputs | undefined> => {
    const outputsFile = path.join(folder, "outputs.json");
    const settings = {
      region: cloud.region,
      oidcIssuer: issuer,
      firstAdministrator: "admin",
      disposable: "true",
      operatorRoleArn: operator,
    };
    const context = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const app = ["--app", `${process.execPath} test/deploy/app.ts`, "--output", path.join(folder, "cdk.out")];
    const line = [path.join(root, "node_modules/aws-cdk/bin/cdk"), ...args, "--no-notices", ...app, ...context];
    if (args[0] === "deploy") line.push("--require-approval", "never", "--outputs-file", outputsFile);
    const env = { ...process.env, ...environment(cloud, folder), ...trial };
    const { code, said } = await runGroup([process.execPath, ...line], { env, cwd: root, signal });
    if (code !== 0) throw new Error(`cdk ${args.join(" ")} failed:\n${said.split("\n").slice(-30).join("\n")}`);
    if (!existsSync(outputsFile)) return undefined;
    return (JSON.parse(readFileSync(outputsFile, "utf8")) as { ShouwenTrialService: Outputs }).ShouwenTrialService;
  };

/** Runs one of the repository's tools against the emulator as against the cloud; gives what it prints. */
export const tool = async (cloud: Cloud, folder: string, args: readonly string[]): Promise<string> => {
  const env = { ...process.env, ...environment(cloud, folder) };
  const { stdout } = await promisify(execFile)(process.execPath, [...args], { env, cwd: root });
  return stdout;
};
