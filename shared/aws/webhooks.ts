import { createHmac } from "node:crypto";
import type { Webhook } from "../contracts/outward.ts";
import type { OutwardMessage, OutwardTarget } from "../ports/outward.ts";

const PATIENCE = 5_000;

interface Sent {
  readonly url: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Signed JSON: `X-Shouwen-Signature: v1=` and the hex HMAC-SHA-256 of timestamp, a dot and the body. */
const signedJson = (secret: string, url: string, message: OutwardMessage, now: string): Sent => {
  const body = JSON.stringify(message);
  const timestamp = String(Math.floor(Date.parse(now) / 1000));
  const signature = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
  return {
    url,
    body,
    headers: {
      "x-shouwen-delivery": message.id,
      "x-shouwen-timestamp": timestamp,
      "x-shouwen-signature": `v1=${signature}`,
    },
  };
};

const robotText = ({ text }: OutwardMessage): string => JSON.stringify({ msgtype: "text", text: { content: text } });

/** DingTalk's 加签: base64 HMAC-SHA-256 of milliseconds, a line break and the secret, both in the address: https://open.dingtalk.com/document/robots/customize-robot-security-settings */
const dingtalk = (secret: string, url: string, message: OutwardMessage, now: string): Sent => {
  const timestamp = String(Date.parse(now));
  const sign = createHmac("sha256", secret).update(`${timestamp}\n${secret}`).digest("base64");
  const signed = new URL(url);
  signed.searchParams.set("timestamp", timestamp);
  signed.searchParams.set("sign", sign);
  return { url: signed.href, body: robotText(message) };
};

const sentTo = (webhook: Webhook, message: OutwardMessage, now: string): Sent => {
  switch (webhook.type) {
    case "json":
      return signedJson(webhook.secret, webhook.url, message, now);
    case "wecom":
      return { url: webhook.url, body: robotText(message) };
    case "dingtalk":
      return dingtalk(webhook.secret, webhook.url, message, now);
  }
};

/** A webhook as a place to tell. Robots answer 200 also when they refuse, with an `errcode` other than 0. The address is a secret and appears in no error. */
export const webhookTarget = (webhook: Webhook): OutwardTarget => ({
  name: webhook.name,
  ...(webhook.kinds && { kinds: webhook.kinds }),
  tell: async (message, now) => {
    const { url, body, headers } = sentTo(webhook, message, now);
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8", ...headers },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!response.ok) throw new Error(`${webhook.name} answered ${response.status}`);
    if (webhook.type === "json") return;
    const { errcode } = (await response.json()) as { errcode?: number };
    if (errcode !== 0) throw new Error(`${webhook.name} refused with errcode ${String(errcode)}`);
  },
});
