import { createHmac } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { startLocalStack } from "#infra/local/stack.ts";
import { inquiry } from "./stack.ts";

const folder = mkdtempSync(join(tmpdir(), "shouwen-outward-"));
const received: { headers: IncomingHttpHeaders; body: string }[] = [];
const receiver = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => {
    body += chunk.toString();
  });
  request.on("end", () => {
    received.push({ headers: request.headers, body });
    response.end();
  });
});
afterAll(() => {
  receiver.close();
  rmSync(folder, { recursive: true, force: true });
});

test("an urgent report is told to the webhook of the settings: signed, once, and without a word about the citizen", async () => {
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  const secret = "a-secret-of-the-receiver";
  const options = { dataDir: folder, startAt: "2026-11-23T10:30:00+08:00", demo: "directory" } as const;

  // The first start makes the secrets; the centre then writes its webhook into the one for it.
  const first = await startLocalStack(options);
  await first.stop();
  const file = join(folder, "secrets.json");
  const secrets = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
  const name = Object.keys(secrets).find((each) => each.includes("Webhooks")) ?? "";
  secrets[name] = JSON.stringify({ webhooks: [{ type: "json", name: "desk", url, secret }] });
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });

  const stack = await startLocalStack(options);
  try {
    const visit = await fetch(`${stack.url}/api/staff/inquiries`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "idempotency-key": "an-urgent-visit-to-tell",
        authorization: `Bearer ${await stack.token("aysha")}`,
      },
      body: JSON.stringify(inquiry({ channel: "visit", contactedStaff: ["aysha"], urgent: true })),
    });
    const { number } = (await visit.json()) as { number: string };
    await expect.poll(() => received.length, { timeout: 20_000 }).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const told = received.map(({ headers, body }) => ({
      signed:
        headers["x-shouwen-signature"] ===
        `v1=${createHmac("sha256", secret).update(`${headers["x-shouwen-timestamp"]}.${body}`).digest("hex")}`,
      ...(JSON.parse(body) as { kind: string; number: string }),
    }));
    expect(told).toMatchObject([{ signed: true, kind: "urgent", number }]);
    expect(received.map(({ body }) => body).join()).not.toMatch(/阿卜杜拉|13900000001|购房|wang-min/);
  } finally {
    await stack.stop();
  }
}, 120_000);
