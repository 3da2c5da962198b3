import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { webhookTarget } from "#shared/aws/webhooks.ts";
import { WebhookSettings } from "#shared/contracts/outward.ts";
import type { OutwardMessage } from "#shared/ports/outward.ts";

interface Received {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const received: Received[] = [];
let answer: { status: number; body: string; headers?: Record<string, string> } = { status: 200, body: "{}" };

const receiver = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => {
    body += chunk.toString();
  });
  request.on("end", () => {
    received.push({ url: request.url ?? "", headers: request.headers, body });
    const elsewhere = request.url === "/elsewhere";
    const { status, headers, body: text } = elsewhere ? { status: 200, headers: {}, body: '{"errcode":0}' } : answer;
    response.writeHead(status, headers).end(text);
  });
});
await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook?key=abc`;
afterAll(() => receiver.close());
beforeEach(() => {
  received.length = 0;
  answer = { status: 200, body: '{"errcode":0,"errmsg":"ok"}' };
});

const NOW = "2026-11-02T01:00:00.000Z";
const message: OutwardMessage = {
  id: "delivery-1",
  kind: "escalation",
  number: "QABCD-EFGHJ",
  level: 2,
  link: "",
  text: "【首问】超时上报（第2级）",
};

test("signed JSON can be checked by whoever has the secret", async () => {
  const secret = "a-secret-of-16-and-more";
  await webhookTarget({ type: "json", name: "desk", url, secret }).tell(message, NOW);
  const headers = received[0]?.headers ?? {};
  const body = received[0]?.body ?? "";
  const timestamp = String(headers["x-shouwen-timestamp"]);
  const expected = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
  expect([headers["x-shouwen-signature"], headers["x-shouwen-delivery"], JSON.parse(body)]).toEqual([
    `v1=${expected}`,
    "delivery-1",
    message,
  ]);
});

test("a WeCom robot gets a text message at its address", async () => {
  await webhookTarget({ type: "wecom", name: "group", url }).tell(message, NOW);
  expect(received.map(({ url: at, body }) => [at, JSON.parse(body)])).toEqual([
    ["/hook?key=abc", { msgtype: "text", text: { content: message.text } }],
  ]);
});

test("a DingTalk robot gets its text message with time and signature in the address", async () => {
  await webhookTarget({ type: "dingtalk", name: "group", url, secret: "SEC0123" }).tell(message, NOW);
  const query = new URL(received[0]?.url ?? "", url).searchParams;
  const timestamp = String(Date.parse(NOW));
  expect([query.get("key"), query.get("timestamp"), query.get("sign")]).toEqual([
    "abc",
    timestamp,
    createHmac("sha256", "SEC0123").update(`${timestamp}\nSEC0123`).digest("base64"),
  ]);
});

describe("a place that did not take it makes telling fail, without its address in the error", () => {
  const failures: [string, typeof answer][] = [
    ["answers with an error", { status: 503, body: "" }],
    ["is a robot that refuses with a 200", { status: 200, body: '{"errcode":310000,"errmsg":"sign not match"}' }],
    ["sends elsewhere", { status: 302, body: "", headers: { location: "/elsewhere" } }],
    ["answers something that is no JSON", { status: 200, body: "<html>" }],
  ];
  test.each(failures)("that %s", async (_what, given) => {
    answer = given;
    const telling = webhookTarget({ type: "wecom", name: "group", url }).tell(message, NOW);
    await expect(telling).rejects.toThrow(/^(?!.*key=abc)/);
  });
});

test.each([
  ["plain HTTP to another machine", "http://example.org/hook"],
  ["another scheme", "file:///etc/passwd"],
  ["a host that only begins like this machine", "http://127.0.0.1.example.org/hook"],
])("%s is no address for a webhook", (_what, address) => {
  const given = { webhooks: [{ type: "wecom", name: "group", url: address }] };
  expect(WebhookSettings.safeParse(given).success).toBe(false);
});
