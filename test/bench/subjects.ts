import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { buildFunctions, ourPlugins } from "#infra/bundle.ts";

/** Installs what the peers are made of, from their own lock, unless it is there. */
export function installPeers(): void {
  if (existsSync(join(folder, "node_modules"))) return;
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder, stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error(`The peers could not be installed: run npm ci in ${folder}`);
}

/** The peers, in the order of the table. */
export const peers = ["middy", "lambda-api", "express", "hono", "powertools", "fastify"] as const;
export type Peer = (typeof peers)[number];

const folder = join(import.meta.dirname, "peers");

/** What every function finds in its environment while it is measured. */
export const environment = (url: string): Record<string, string> => ({
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "nobody",
  AWS_SECRET_ACCESS_KEY: "nothing",
  AWS_ENDPOINT_URL: url,
  INQUIRIES_TABLE: "inquiries",
  DIRECTORY_TABLE: "directory",
  SPENT_TABLE: "spent",
  URGENT_QUEUE_URL: `${url}/queue`,
  RECEIPT_KEY_SECRET: "receipt-key",
  PROOF_OF_WORK: "off",
  DIRECTORY_CACHE_SECONDS: "30",
  LOG_LEVEL: "ERROR",
});

// Services that answer at once, for measuring what a function itself does.
const instantServices = (rows: string): Plugin => ({
  name: "instant-services",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@aws-sdk\/client-/ }, ({ path }) => ({ path, namespace: "instant" }));
    onLoad({ filter: /.*/, namespace: "instant" }, () => ({
      contents: `
        class Command { constructor(input) { this.input = input; } }
        const answers = { Query: { Items: ${rows} }, GetSecretValue: { SecretString: "the key of the benchmark" } };
        const command = (name) => class extends Command { answer() { return answers[name] ?? {}; } };
        export const PutItemCommand = command("PutItem"), GetItemCommand = command("GetItem"), QueryCommand = command("Query"),
          UpdateItemCommand = command("UpdateItem"), DeleteItemCommand = command("DeleteItem"),
          SendMessageCommand = command("SendMessage"), SendMessageBatchCommand = command("SendMessageBatch"),
          GetSecretValueCommand = command("GetSecretValue"), PublishCommand = command("Publish");
        class Client { send(command) { return Promise.resolve(command.answer()); } }
        export { Client as DynamoDBClient, Client as SQSClient, Client as SecretsManagerClient, Client as SNSClient };
        export class ConditionalCheckFailedException extends Error {}
      `,
    }));
  },
});

const asUsual = {
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node24",
  minify: true,
  write: true,
  banner: { js: `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);` },
  define: { "process.env.NODE_ENV": '"production"' },
  logLevel: "error",
} as const;

const root = join(import.meta.dirname, "../..");

/** Parts of the intake that are loaded at its start, each in a bundle of its own, to see what each costs. */
export const parts = {
  "the SDK's clients":
    'import * as part from "#shared/aws/clients.ts"; export const used = [part.dynamo(), part.sqs(), part.secretsManager()];',
  "zod and the contracts": `import { RegisterInquiryRequest, SubmissionHeaders } from "#shared/contracts/inquiry.ts";
    import { ProofPayload } from "#shared/contracts/proof-of-work.ts";
    export const used = [RegisterInquiryRequest, SubmissionHeaders, ProofPayload];`,
  "rules and decisions": 'import * as part from "#shared/cases/take-in.ts"; export const used = part;',
} as const;

/** Builds ours, the bare handler and the peers: as usually built, with our build, and over services that answer at once. */
export async function buildSubjects(out: string, rows: string) {
  mkdirSync(out, { recursive: true });
  const peerFile = (name: string) => join(folder, name === "ours-same-work" ? "ours.mjs" : `${name}.mjs`);
  const to = (kind: string, name: string) => join(out, `${kind}-${name}.mjs`);
  const [ours] = (await buildFunctions(["register-inquiry"])).filter(({ isMap }) => !isMap);
  if (!ours) throw new Error("register-inquiry was not built");
  writeFileSync(to("usual", "ours"), ours.contents);
  for (const [name, contents] of Object.entries(parts))
    await build({
      ...asUsual,
      mainFields: ["module", "main"],
      plugins: [...ourPlugins],
      stdin: {
        contents: `${contents} export const handler = async () => ({ statusCode: 201 });`,
        resolveDir: root,
        loader: "ts",
      },
      outfile: to("part", name.replaceAll(/\W+/g, "-")),
    });
  for (const name of ["bare", "ours-same-work", ...peers]) {
    await build({ ...asUsual, entryPoints: [peerFile(name)], outfile: to("usual", name) });
    await build({
      ...asUsual,
      mainFields: ["module", "main"],
      plugins: [...ourPlugins],
      entryPoints: [peerFile(name)],
      outfile: to("our-build", name),
    });
    await build({
      ...asUsual,
      ...(name === "ours-same-work" && { mainFields: ["module", "main"] }),
      plugins: [instantServices(rows), ...(name === "ours-same-work" ? ourPlugins : [])],
      entryPoints: [peerFile(name)],
      outfile: to("warm", name),
    });
  }
  await build({
    ...asUsual,
    plugins: [instantServices(rows), ...ourPlugins],
    mainFields: ["module", "main"],
    entryPoints: [join(root, "functions/register-inquiry/handler.ts")],
    outfile: to("warm", "ours"),
  });
  return { bytes: ours.contents.length, path: to };
}
