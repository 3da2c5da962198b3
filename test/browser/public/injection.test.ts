import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { onBrowser } from "#test/browser/browser.ts";
import { freshKey, inquiry, onStack } from "#test/scenarios/stack.ts";
import { payloads } from "./payloads.ts";

const PATIENCE = 600_000;
const actors = onStack("2026-11-24T10:30:00+08:00");
const open = onBrowser();

/** Watches for a payload that ran, and for what the content policy had to stop. */
const onGuard = async () => {
  const watched = await open(actors.stack.url);
  await watched.page.addInitScript(() => {
    const seen = globalThis as unknown as { ran: number[]; stopped: string[]; hit: (which: number) => void };
    seen.ran = [];
    seen.stopped = [];
    seen.hit = (which) => seen.ran.push(which);
    document.addEventListener("securitypolicyviolation", (event) => seen.stopped.push(event.violatedDirective));
  });
  return watched;
};

const found = (page: Page) =>
  page.evaluate(() => {
    const { ran, stopped } = globalThis as unknown as { ran: number[]; stopped: string[] };
    const strange =
      "main script:not(#strings, [src]), main iframe, main object, main embed, main video, main audio, main [onerror], main [onload], main [onfocus], main marquee, main math, main base, main link, main style";
    return {
      ran,
      stopped,
      extra: document.querySelectorAll(strange).length,
      foreignLinks: document.querySelectorAll('a[href^="javascript:"]').length,
    };
  });

const clean = { ran: [], stopped: [], extra: 0, foreignLinks: 0 };

test("there are two hundred payloads", () => {
  expect(new Set(payloads).size).toBeGreaterThanOrEqual(200);
});

test(
  "none runs, adds a node or troubles the policy, in any field of an inquiry that is shown",
  async () => {
    const { page, misdeeds } = await onGuard();
    for (let at = 0; at < payloads.length; at += 4) {
      const four = payloads.slice(at, at + 4);
      const asked = await actors.call(
        "POST",
        "/api/inquiries",
        inquiry({
          subject: (four[0] ?? "").slice(0, 120),
          content: four.join("\n"),
          name: (four[1] ?? "").slice(0, 60),
        }),
        { "idempotency-key": freshKey() },
      );
      expect(asked.status).toBe(201);
      const { number, secret } = asked.body;
      for (const payload of four.slice(2))
        await actors.call("POST", `/api/inquiries/${number}/messages`, { text: payload }, { "receipt-secret": secret });
      await page.goto(`/track.html?${at}#${number}/${secret}`);
      await page.waitForSelector(".timeline");
      expect(await page.textContent(".timeline .letter")).toBe(four.join("\n"));
      expect([at, await found(page)]).toEqual([at, clean]);
    }
    expect(misdeeds).toEqual({ foreign: [], broken: [] });
  },
  PATIENCE,
);

test(
  "none runs out of an address, a draft or a kept receipt",
  async () => {
    const { page, misdeeds } = await onGuard();
    await page.goto("/index.html");
    for (const payload of payloads.filter((_, index) => index % 8 === 0 || index % 8 === 1)) {
      await page.evaluate((text) => {
        const limits = [{ kind: text, dueOn: text, state: text, bound: text, pauses: [] }];
        const firstResponder = { name: text, office: text, unit: text, phone: text, reason: text };
        sessionStorage.setItem(
          "draft-inquiry",
          JSON.stringify({ subject: text, content: text, name: text, phone: text }),
        );
        sessionStorage.setItem(
          "receipt-suggestion",
          JSON.stringify({
            receipt: { number: text, secret: text, firstResponder, limits },
            at: "2026-11-24T02:30:00.000Z",
            anonymous: true,
            earlier: true,
          }),
        );
      }, payload);
      for (const address of [
        "/ask.html",
        "/suggest.html",
        "/ask.html?service=",
        "/suggest.html?topic=",
        "/track.html#Q",
      ]) {
        await page.goto(address + (/[=#Q]$/.test(address) ? encodeURIComponent(payload) : ""));
        await page.waitForLoadState("load");
        expect([address, payload, await found(page)]).toEqual([address, payload, clean]);
      }
    }
    expect(misdeeds.broken).toEqual([]);
  },
  PATIENCE,
);
