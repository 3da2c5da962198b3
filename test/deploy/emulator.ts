import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createWriteStream, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import { type Cloud, send } from "./signed-call.ts";

/** The emulator and what it needs, by exact version: another one may mend or break what this check leans on. */
const PACKAGES = ["ministack==1.5.33", "hypercorn==0.18.0", "cryptography==50.0.2"];

/** A running emulator: the cloud it is, and its end. */
export type Emulator = { readonly cloud: Cloud; readonly stop: () => Promise<void> };

const run = promisify(execFile);

/** Installs the emulator into a virtual environment of its own in `folder`. */
export const installEmulator = async (folder: string): Promise<void> => {
  await run(process.env["PYTHON"] ?? "python3", ["-m", "venv", path.join(folder, "venv")]);
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...PACKAGES];
  await run(path.join(folder, "venv/bin/python"), pip);
};

/** A port of the loopback interface that nobody uses now. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

/**
 * Starts the emulator on the loopback interface, with TLS and with the policies of roles, queues and buckets enforced. It is the
 * leader of a process group, for it leaves its function processes behind when it alone is ended.
 */
export const startEmulator = async (folder: string, region: string): Promise<Emulator> => {
  const port = await freePort();
  const [accessKey, secretKey] = ["test", "test"];
  mkdirSync(path.join(folder, "tmp"), { recursive: true });
  const log = createWriteStream(path.join(folder, "emulator.log"));
  const child = spawn(path.join(folder, "venv/bin/ministack"), {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      // Functions run on the first node there is, which has to be this one.
      PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env["PATH"]}`,
      HOME: folder,
      TMPDIR: path.join(folder, "tmp"),
      AWS_ACCESS_KEY_ID: accessKey,
      AWS_SECRET_ACCESS_KEY: secretKey,
      BIND_HOST: "127.0.0.1",
      GATEWAY_PORT: String(port),
      IOT_MTLS_ENABLED: "0",
      MINISTACK_HOST: "localhost",
      MINISTACK_REGION: region,
      AUTH: "true",
      USE_SSL: "1",
    },
  });
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const stop = () => end(child);
  const certificateFile = path.join(folder, "tmp/ministack-tls/server.crt");
  const cloud = () => ({ port, region, accessKey, secretKey, certificate: readFileSync(certificateFile, "utf8") });
  for (let attempt = 0; attempt < 150; attempt += 1) {
    const answer = await Promise.resolve()
      .then(() => send(cloud(), { method: "GET", path: "/health" }))
      .catch(() => undefined);
    if (answer?.status === 200) return { cloud: cloud(), stop };
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await stop();
  throw new Error(`The emulator did not start: see ${path.join(folder, "emulator.log")}`);
};

/** Ends the whole process group and waits until nothing of it is left. */
const end = async (child: ChildProcess): Promise<void> => {
  const { pid } = child;
  if (pid === undefined) return;
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    for (let attempt = 0; attempt < 25; attempt += 1) {
      try {
        process.kill(-pid, attempt === 0 ? signal : 0);
      } catch {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
};
