import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { inquiry } from "./stack.ts";

const SUBMISSIONS = 200;
const AT_ONCE = 8;

let running: ChildProcess | undefined;
const folder = mkdtempSync(join(tmpdir(), "shouwen-kill-"));
afterEach(() => {
  running?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return port;
};

/** Starts the stack as `npm start` does, on its own data folder, and waits until it says where it is. */
async function start(port: number): Promise<ChildProcess> {
  const child = spawn("node", ["infra/local/start.ts"], {
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

test("kill -9 in the middle of 200 submissions loses no acknowledged one, doubles none, and limits still escalate", async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  running = await start(port);
  const acknowledged = new Map<number, Receipt>();
  const submit = async (index: number): Promise<void> => {
    const response = await fetch(`${url}/api/inquiries`, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": `kill-test-submission-${index}` },
      body: JSON.stringify(inquiry({ subject: `第${index}件`, phone: "13900000099" })),
    });
    if (response.status === 201) acknowledged.set(index, (await response.json()) as Receipt);
  };
  const submitAll = async (killAfter?: number): Promise<void> => {
    let next = 0;
    const worker = async () => {
      while (next < SUBMISSIONS) {
        const index = next;
        next += 1;
        if (killAfter !== undefined && acknowledged.size === killAfter) running?.kill("SIGKILL");
        await submit(index).catch(() => undefined);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  };

  await submitAll(SUBMISSIONS / 2);
  const before = new Map(acknowledged);
  expect(before.size).toBeGreaterThanOrEqual(SUBMISSIONS / 2);
  expect(before.size).toBeLessThan(SUBMISSIONS);

  running = await start(port);
  await submitAll();
  expect(acknowledged.size).toBe(SUBMISSIONS);
  for (const [index, receipt] of before) {
    expect(acknowledged.get(index)).toEqual(receipt);
    const tracked = await fetch(`${url}/api/inquiries/${receipt.number}`, {
      headers: { "receipt-secret": receipt.secret },
    });
    expect(((await tracked.json()) as { subject: string }).subject).toBe(`第${index}件`);
  }

  const staff = async (id: string, path: string) => {
    const token = await (await fetch(`${url}/local/token/${id}`)).text();
    return (await (await fetch(url + path, { headers: { authorization: `Bearer ${token}` } })).json()) as {
      items: { number: string; level?: number }[];
      cursor?: string;
    };
  };
  const numbers: string[] = [];
  for (let cursor = ""; ; ) {
    const page = await staff("gulinar", `/api/staff/inquiries?phone=13900000099&limit=100${cursor}`);
    numbers.push(...page.items.map((item) => item.number));
    if (page.cursor === undefined) break;
    cursor = `&cursor=${encodeURIComponent(page.cursor)}`;
  }
  // The embedded database does not write an item and its index in one: a kill between them can leave a second row of one case.
  expect(new Set(numbers).size).toBe(SUBMISSIONS);

  await fetch(`${url}/local/clock`, { method: "POST", body: JSON.stringify({ advance: "P14D" }) });
  await expect
    .poll(
      async () => (await staff("zhang-jianguo", "/api/staff/inbox?limit=100")).items.some((item) => item.level === 2),
      {
        timeout: 30_000,
      },
    )
    .toBe(true);
}, 120_000);
