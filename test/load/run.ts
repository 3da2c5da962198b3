import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "120" },
    rate: { type: "string", default: "200" },
    kills: { type: "string", default: "2" },
  },
});
const [seconds, rate, kills] = [Number(values.seconds), Number(values.rate), Number(values.kills)];

const folder = mkdtempSync(join(tmpdir(), "shouwen-load-"));
const port = await (async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port: free } = server.address() as { port: number };
  server.close();
  return free;
})();
const url = `http://127.0.0.1:${port}`;

/** Starts the stack as `npm start` does and waits until it says where it is. */
async function start(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["infra/local/start.ts"], {
    env: { ...process.env, PORT: String(port), DATA_DIR: folder, PROOF_OF_WORK: "off" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("/api/healthz")) resolve();
    });
    child.once("exit", () => reject(new Error(said)));
  });
  return child;
}

interface Receipt {
  readonly number: string;
  readonly secret: string;
}

const acknowledged = new Map<string, Receipt>();
const told = new Map<string, string[]>();
const times: number[] = [];
const refused = new Map<string, number>();
const counts = { sent: 0, answered: 0, failed: 0, failedWhileStarting: 0, lastFailure: 0, unanswered: 0 };
/**
 * So long after a start the functions are still being loaded and compiled, with both processors of a small machine full at 200 requests a
 * second, and more requests wait than their reserved concurrency lets in.
 */
const STARTING_MILLISECONDS = 10_000;
let upSince = performance.now();
let token = "";

const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const started = performance.now();
  counts.sent += 1;
  try {
    const response = await fetch(url + path, {
      method,
      headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    times.push(performance.now() - started);
    if (response.status >= 500) {
      counts.failed += 1;
      counts.lastFailure = Math.max(counts.lastFailure, started - upSince);
      if (started - upSince < STARTING_MILLISECONDS) counts.failedWhileStarting += 1;
      const what = `${response.status} ${method} ${path
        .split("/")
        .slice(0, 4)
        .join("/")
        .replace(/Q[0-9A-Z-]{9,}/, "{number}")}`;
      refused.set(what, (refused.get(what) ?? 0) + 1);
    } else counts.answered += 1;
    return { status: response.status, body: response.status < 300 && text !== "" ? JSON.parse(text) : undefined };
  } catch {
    counts.unanswered += 1;
    return undefined;
  }
};

/** A submission with its key: sent again under it, it must not become a second case. */
interface Submission {
  readonly key: string;
  readonly path: string;
  readonly body: Record<string, unknown>;
}

let keys = 0;
/** What was sent and not answered, or with an error: whether it was stored, nobody knows. */
const uncertain: Submission[] = [];
const send = async ({ key, path, body }: Submission) => {
  const headers = { "idempotency-key": key, ...(path.includes("/staff/") && { authorization: `Bearer ${token}` }) };
  const answer = await call("POST", path, body, headers);
  if (answer?.status === 201) acknowledged.set(key, answer.body as Receipt);
  else if (answer === undefined || answer.status >= 500) uncertain.push({ key, path, body });
};
const submit = (channel: "web" | "phone") => {
  keys += 1;
  const asked = {
    channel,
    office: "centre",
    subject: `第${keys}件`,
    content: "我想提取公积金。",
    name: "某人",
    phone: "13900000077",
  };
  return send({
    key: `load-${process.pid}-${String(keys).padStart(12, "0")}`,
    ...(channel === "web"
      ? { path: "/api/inquiries", body: asked }
      : { path: "/api/staff/inquiries", body: { ...asked, contactedStaff: ["rena"] } }),
  });
};

const anyCase = (): Receipt | undefined => [...acknowledged.values()][Math.floor(Math.random() * acknowledged.size)];

/** One request of the mix: a third asks, on the web or by telephone, a third looks, the rest writes again, reads lists and the catalogue. */
async function one(): Promise<unknown> {
  const draw = Math.random();
  const known = anyCase();
  if (draw < 0.28 || !known) return submit("web");
  if (draw < 0.33) return submit("phone");
  const receipt = { "receipt-secret": known.secret };
  if (draw < 0.66) return call("GET", `/api/inquiries/${known.number}`, undefined, receipt);
  if (draw < 0.76) {
    const text = `留言${Math.random()}`;
    const answer = await call("POST", `/api/inquiries/${known.number}/messages`, { text }, receipt);
    if (answer?.status === 200) told.set(known.number, [...(told.get(known.number) ?? []), text]);
    return answer;
  }
  if (draw < 0.9) return call("GET", "/api/staff/inquiries?view=mine", undefined, { authorization: `Bearer ${token}` });
  return call("GET", "/api/services");
}

let running = await start();
token = await (await fetch(`${url}/local/token/gulinar`)).text();
const began = performance.now();
upSince = began;
const restarts: number[] = [];
const killings = Array.from({ length: kills }, (_, index) => ((index + 1) * seconds) / (kills + 1));
const underWay = new Set<Promise<unknown>>();
let due = 0;
while (performance.now() - began < seconds * 1000) {
  const elapsed = (performance.now() - began) / 1000;
  if (killings[0] !== undefined && elapsed >= killings[0]) {
    killings.shift();
    const stopped = performance.now();
    running.kill("SIGKILL");
    // Until the process is gone its port is not free.
    await once(running, "exit");
    running = await start();
    restarts.push(performance.now() - stopped);
    upSince = performance.now();
    // What could not be sent while nothing listened is not made up for.
    due = ((performance.now() - began) / 1000) * rate;
  }
  for (; due < elapsed * rate; due += 1) {
    const request = one();
    underWay.add(request);
    void request.finally(() => underWay.delete(request));
  }
  await new Promise((resolve) => setTimeout(resolve, 5));
}
await Promise.all(underWay);
const measured = { ...counts };
const quick = [...times];

/** Kills the stack once more, so that what is counted was on the disk, and sends again, twice, what nobody answered. */
running.kill("SIGKILL");
await once(running, "exit");
running = await start();
token = await (await fetch(`${url}/local/token/gulinar`)).text();
const unanswered = uncertain.splice(0);
let doubled = 0;
for (const submission of unanswered) {
  await send(submission);
  const first = acknowledged.get(submission.key);
  await send(submission);
  if (first === undefined || acknowledged.get(submission.key)?.number !== first.number) doubled += 1;
}

let lost = 0;
const all = [...acknowledged.values()];
const inspect = async (): Promise<void> => {
  for (let receipt = all.pop(); receipt; receipt = all.pop()) {
    const { number, secret } = receipt;
    const response = await fetch(`${url}/api/inquiries/${number}`, { headers: { "receipt-secret": secret } });
    const view = (await response.json()) as { messages?: { text: string }[] };
    const texts = view.messages?.map(({ text }) => text) ?? [];
    if (response.status !== 200 || told.get(number)?.some((text) => !texts.includes(text))) lost += 1;
  }
};
await Promise.all(Array.from({ length: 8 }, inspect));
running.kill("SIGKILL");
rmSync(folder, { recursive: true, force: true });

quick.sort((a, b) => a - b);
const at = (part: number) => `${(quick[Math.floor(quick.length * part)] ?? 0).toFixed(0)} ms`;
const held = measured.sent / seconds;
console.log(`${measured.sent} requests in ${seconds} s (${held.toFixed(0)} a second), ${kills} × kill -9`);
console.log(
  `answered ${measured.answered}, 5xx ${measured.failed} (${measured.failedWhileStarting} within 10 s of a start, the last ${(measured.lastFailure / 1000).toFixed(1)} s after one), cut off by a kill ${measured.unanswered}`,
);
if (refused.size > 0) console.log([...refused].map(([what, times]) => `${times} × ${what}`).join(", "));
console.log(
  `p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}; back after ${restarts.map((each) => `${(each / 1000).toFixed(1)} s`).join(", ")}`,
);
console.log(
  `${acknowledged.size} acknowledged cases, ${[...told.values()].flat().length} acknowledged messages, ${lost} lost; of ${unanswered.length} without an answer, sent again twice under their keys, ${doubled} lost or doubled`,
);
// Between a kill and the next start nothing can be sent; beyond that the pace has to be held.
const silent = restarts.reduce((sum, each) => sum + each, 0) / 1000;
const kept = measured.sent >= 0.95 * rate * (seconds - silent);
if (!kept) console.log(`${rate} requests a second were not held.`);
const failedLater = measured.failed - measured.failedWhileStarting;
if (failedLater > 0) console.log(`${failedLater} requests failed although the stack had started long before.`);
process.exit(lost === 0 && doubled === 0 && kept && failedLater === 0 ? 0 : 1);
