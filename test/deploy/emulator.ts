import { execFile } from "node:child_process";
import { copyFileSync, createWriteStream, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import { endGroup, startGroup } from "./process-group.ts";
import { type Cloud, send } from "./signed-call.ts";

/** Where a machine has no Python but Docker, this has it; the emulator is the same, and functions run on this machine's Node. */
const IMAGE = "python:3.12-slim-bookworm";

/** A running emulator: the cloud it is, and its end. */
export type Emulator = { readonly cloud: Cloud; readonly stop: () => Promise<void> };

/** How Python is started here. */
export type Python = (line: readonly string[], env?: Record<string, string>) => readonly [string, ...string[]];

const run = promisify(execFile);
const works = (command: string, ...args: readonly string[]): Promise<boolean> =>
  run(command, [...args]).then(
    () => true,
    () => false,
  );

const onThisMachine: Python = ([command = "", ...args]) => [command, ...args];

const inContainer =
  (folder: string): Python =>
  (line, env = {}) => {
    const shared = [folder, path.dirname(process.execPath)].flatMap((each) => ["--volume", `${each}:${each}`]);
    const settings = Object.entries({ HOME: folder, ...env }).flatMap(([name, value]) => ["--env", `${name}=${value}`]);
    const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
    const owned = ["--rm", "--init", "--network", "host", "--user", user, "--name", containerOf(folder)];
    return ["docker", "run", ...owned, ...shared, ...settings, IMAGE, ...line];
  };

const containerOf = (folder: string): string => path.basename(folder);

/** This machine's Python, or one in a container if there is none that is new enough, or `EMULATOR=docker` asks for it. */
export const findPython = async (folder: string): Promise<Python> => {
  const wanted = process.env["EMULATOR"];
  const python = process.env["PYTHON"] ?? "python3";
  if (
    wanted !== "docker" &&
    (await works(python, "-c", "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))"))
  )
    return onThisMachine;
  if (await works("docker", "info")) return inContainer(folder);
  throw new Error("The deploy check needs Python 3.11 or newer with its venv module (PYTHON=… names it), or Docker.");
};

/** Installs the emulator into a virtual environment of its own in `folder`. */
export const installEmulator = async (folder: string, python: Python): Promise<void> => {
  const program = python === onThisMachine ? (process.env["PYTHON"] ?? "python3") : "python3";
  const venv = path.join(folder, "venv");
  // A container sees the folder only.
  const requirements = path.join(folder, "requirements.txt");
  copyFileSync(path.join(import.meta.dirname, "requirements.txt"), requirements);
  const pip = [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    "--require-hashes",
    "-r",
    requirements,
  ];
  for (const line of [
    [program, "-m", "venv", venv],
    [path.join(venv, "bin/python"), ...pip],
  ]) {
    const [command, ...args] = python(line);
    await run(command, args);
  }
};

/** A port of the loopback interface that nobody uses now. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

/** Starts the emulator on the loopback interface, with TLS and with the policies of roles, queues and buckets enforced. */
export const startEmulator = async (folder: string, region: string, python: Python): Promise<Emulator> => {
  const port = await freePort();
  const [accessKey, secretKey] = ["test", "test"];
  mkdirSync(path.join(folder, "tmp"), { recursive: true });
  const log = createWriteStream(path.join(folder, "emulator.log"));
  const settings = {
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
  };
  // Functions run on the first node there is, which has to be this one.
  const PATH = [path.dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"].join(path.delimiter);
  const line = python([path.join(folder, "venv/bin/ministack")], { ...settings, PATH });
  // Docker's client finds its engine by this environment; into the container go the settings alone.
  const ownEnv = { PATH: `${PATH}${path.delimiter}${process.env["PATH"]}`, HOME: folder, ...settings };
  const env = python === onThisMachine ? ownEnv : process.env;
  const child = startGroup(line, env);
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const stop = async () => {
    await endGroup(child);
    if (python !== onThisMachine) await works("docker", "rm", "--force", containerOf(folder));
  };
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
  throw new Error(
    `The emulator did not start:\n${readFileSync(path.join(folder, "emulator.log"), "utf8").slice(-2000)}`,
  );
};
