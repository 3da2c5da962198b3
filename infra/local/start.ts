import path from "node:path";
import { parseArgs } from "node:util";
import { builtPages } from "./built-pages.ts";
import { CACHE } from "./cache.ts";
import { loadDemoOnce } from "./demo.ts";
import { FIRST_ADMINISTRATOR, startLocalStack } from "./stack.ts";

const begin = performance.timeOrigin;
const [major = 0] = process.versions.node.split(".").map(Number);
if (major < 24) fail(`Node ${process.versions.node} is too old; \`npm start\` brings its own Node 24.`);

const { values } = parseArgs({ options: { memory: { type: "boolean", default: false } } });
const port = Number(process.env["PORT"] ?? 3000);
if (!Number.isInteger(port) || port < 0 || port > 65_535) fail(`PORT=${process.env["PORT"]} is no port.`);
const siteLanguages = process.env["SITE_LANGUAGES"] || undefined;
const dataDir = values.memory ? undefined : path.resolve(process.env["DATA_DIR"] ?? path.join(CACHE, "data"));

try {
  const stack = await startLocalStack({
    port,
    dataDir,
    console: process.env["LOG"] === "1",
    watch: true,
    // For trying the API with curl: PROOF_OF_WORK=off npm start
    proofOfWork: process.env["PROOF_OF_WORK"] === "off" ? "off" : "required",
    siteLanguages,
  });
  await loadDemoOnce(stack, "cases", FIRST_ADMINISTRATOR, dataDir).catch((error: Error) =>
    console.error(error.message),
  );
  const seconds = ((performance.timeOrigin + performance.now() - begin) / 1000).toFixed(1);
  console.log(
    `${stack.synthesised ? "First start (template synthesised)" : "Later start (template from cache)"}: ${seconds} s`,
  );
  console.log(`Public pages  ${stack.url}/\nStaff portal  ${stack.url}/staff/\nAPI           ${stack.url}/api/healthz`);
  console.log(`Clock         ${stack.now().toISOString()}\nData          ${dataDir ?? "in memory"}`);
  // The first page that is opened should not wait for the build.
  for (const part of ["site", "portal"] as const) {
    builtPages(part, siteLanguages).catch((error: Error) => console.error(error.message));
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, async () => {
      await stack.stop();
      process.exit();
    });
  }
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
