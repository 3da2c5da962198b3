import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { directory } from "#test/properties/world.ts";
import { environment } from "./subjects.ts";

/** The middle one of several measurements. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

/** Rows of a small directory, as a table holds them. */
export const directoryRows = [
  ...directory.offices.map((office) => ({ id: { S: `office#${office.id}` }, body: { S: JSON.stringify(office) } })),
  ...directory.staff.map((person) => ({ id: { S: `staff#${person.id}` }, body: { S: JSON.stringify(person) } })),
];

const body = {
  channel: "web",
  office: "centre",
  subject: "购房提取需要什么材料",
  content: "我在和田市买了房，想提取公积金，请问要带什么？".repeat(5),
  serviceCode: "TQ-01",
  name: "阿卜杜拉",
  phone: "13900000001",
  language: "zh-CN",
};

const eventOf = (written: string) => ({
  version: "2.0",
  routeKey: "POST /api/inquiries",
  rawPath: "/api/inquiries",
  rawQueryString: "",
  headers: {
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(written)),
    "idempotency-key": "a-key-of-the-benchmark-1",
    host: "api.test",
  },
  requestContext: {
    http: { method: "POST", path: "/api/inquiries", protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "bench" },
    domainName: "api.test",
    requestId: "1",
    routeKey: "POST /api/inquiries",
    stage: "$default",
    timeEpoch: 1_790_000_000_000,
  },
  body: written,
  isBase64Encoded: false,
});

const events = {
  accepted: eventOf(JSON.stringify(body)),
  rejected: eventOf(JSON.stringify({ ...body, phone: "not a number" })),
};

/** Services that answer over loopback, enough for a first response. */
export async function loopbackServices(): Promise<{ readonly url: string; readonly stop: () => void }> {
  const answers: Readonly<Record<string, unknown>> = {
    Query: { Items: directoryRows },
    GetSecretValue: { SecretString: "the key of the benchmark" },
  };
  const server = createServer((request, response) => {
    let asked = "";
    request.on("data", (chunk: Buffer) => {
      asked += chunk.toString();
    });
    request.once("end", () => {
      const operation = String(request.headers["x-amz-target"]).split(".").at(-1) ?? "";
      const sent = operation === "SendMessage" ? (JSON.parse(asked) as { MessageBody: string }).MessageBody : undefined;
      const taken = sent !== undefined && {
        MessageId: "1",
        MD5OfMessageBody: createHash("md5").update(sent).digest("hex"),
      };
      const written = JSON.stringify(taken || (answers[operation] ?? {}));
      response.writeHead(200, { "content-type": "application/x-amz-json-1.0" }).end(written);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => server.close() };
}

const inChild = async <Result>(args: readonly string[], env: Record<string, string>): Promise<Result> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, "child.mjs"), ...args], {
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  let complained = "";
  child.stderr.on("data", (chunk: Buffer) => {
    complained += chunk.toString();
  });
  child.stdin.end(JSON.stringify(events));
  const [code] = (await once(child, "close")) as [number];
  if (code !== 0) throw new Error(`${args[1]}: ${/^\w*Error.*$/m.exec(complained)?.[0] ?? code}`);
  return JSON.parse(said.slice(said.lastIndexOf("\n"))) as Result;
};

/** What starting took, milliseconds of CPU. */
export interface Started {
  readonly init: number;
  readonly first: number;
  readonly undici: boolean;
}

/** Starts every subject in turns, each time in a process of its own; the first turn is dropped. */
export async function startInTurns(files: readonly string[], runs: number, url: string): Promise<readonly Started[]> {
  const all: Started[][] = files.map(() => []);
  for (let run = -1; run < runs; run += 1)
    for (const [index, file] of files.entries()) {
      const started = await inChild<Started>(["init", file], environment(url));
      if (run >= 0) all[index]?.push(started);
    }
  return all.map((list) => ({
    init: median(list.map(({ init }) => init)),
    first: median(list.map(({ first }) => first)),
    undici: list.some(({ undici }) => undici),
  }));
}

/** Microseconds of CPU a warm request takes, accepted and rejected, all subjects in turns in one process. */
export async function warmInTurns(files: readonly string[], rounds: number) {
  const env = { ...environment("http://127.0.0.1:9"), ROUNDS: String(rounds) };
  const measured = await inChild<{ accepted: number[]; rejected: number[] }[]>(["warm", ...files], env);
  return measured.map(({ accepted, rejected }) => ({ accepted: median(accepted), rejected: median(rejected) }));
}
