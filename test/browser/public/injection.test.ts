import { expect, test } from "vitest";
import { onBrowser } from "#test/browser/browser.ts";
import { clean, foundOn, guard, poisoned } from "#test/browser/on-guard.ts";
import { freshKey, inquiry, onStack } from "#test/scenarios/stack.ts";
import { fillAsk } from "./citizen.ts";
import { payloads } from "./payloads.ts";

const PATIENCE = 600_000;
const actors = onStack("2026-11-24T10:30:00+08:00");
const open = onBrowser();

/** A page that is watched for payloads, too. */
const onGuard = async () => {
  const watched = await open(actors.stack.url);
  await guard(watched.page);
  return watched;
};

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
      expect([at, await foundOn(page)]).toEqual([at, clean]);
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
        const limits = [
          { kind: text, dueOn: text, state: text, bound: text, pauses: [], term: { amount: 1, unit: text } },
        ];
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
        expect([address, payload, await foundOn(page)]).toEqual([address, payload, clean]);
      }
    }
    expect(misdeeds.broken).toEqual([]);
  },
  PATIENCE,
);

/** A case in which every part of its page is filled. */
const fullCase = async () => {
  const { call, command, see } = actors;
  const slotId = "centre~20261126T030000Z~3";
  const [startsAt, endsAt] = ["2026-11-26T11:00:00+08:00", "2026-11-26T11:30:00+08:00"];
  const slot = { officeId: "centre", desk: "3", startsAt, endsAt, place: "提取窗口", withId: "rena", capacity: 20 };
  await actors.as("admin")("PUT", `/api/staff/directory/slots/${encodeURIComponent(slotId)}`, slot);
  const { body: receipt } = await actors.ask({ serviceCode: "TQ-01" });
  const caseworker = (await see("zhang-jianguo", receipt.number)).body.caseworkerId;
  const bring = ["申请人有效身份证件"];
  await command(caseworker, receipt.number, { type: "appoint", slotId, bring });
  const view = (await actors.track(receipt)).body;
  expect(view.appointment?.bring).toEqual(bring);
  await call(
    "POST",
    `/api/inquiries/${receipt.number}/messages`,
    { text: "我会准时到。" },
    { "receipt-secret": receipt.secret },
  );
  const notice = {
    noticeNo: "X-1",
    at: view.receivedAt,
    completedAt: null,
    materials: [{ id: "m", name: "材 料", when: "需 要", received: false }],
  };
  return { receipt, view: { ...(await actors.track(receipt)).body, notices: [notice] } };
};

test(
  "none runs on any page, whatever field of whatever answer of the API holds it",
  async () => {
    const { page, misdeeds } = await onGuard();
    const { receipt, view } = await fullCase();
    const note = { category: "complaint", content: "窗口 态度不好。", about: { unit: "一号 窗口" } };
    const { body: box } = await actors.call("POST", "/api/suggestions", note, { "idempotency-key": freshKey() });
    const boxView = (
      await actors.call("GET", `/api/suggestions/${box.number}`, undefined, { "receipt-secret": box.secret })
    ).body;
    const answers: Record<string, unknown> = {
      offices: (await actors.call("GET", "/api/offices")).body,
      "appointments/slots": (await actors.call("GET", "/api/appointments/slots?office=centre")).body,
      "calendar/due": (await actors.call("GET", "/api/calendar/due?receivedOn=2026-11-24&days=1&unit=working-day"))
        .body,
      "published/figures": {
        protection: { zh: "说 明" },
        periods: [
          {
            from: "2026-10-01",
            to: "2026-10-31",
            figures: [
              {
                code: "a",
                name: { zh: "名 称" },
                definition: { zh: "定 义" },
                measure: "count",
                value: 7,
                parts: [{ name: { zh: "部 分" }, value: 3 }],
              },
            ],
          },
        ],
      },
      "published/suggestions": {
        items: [{ category: "opinion", topic: null, content: "内 容", reply: "答 复", publishedAt: view.receivedAt }],
      },
      [`inquiries/${receipt.number}`]: view,
      [`suggestions/${box.number}`]: {
        ...boxView,
        reply: { at: view.receivedAt, text: "答 复" },
        messages: [{ at: view.receivedAt, from: "centre", text: "留 言" }],
      },
      inquiries: receipt,
    };
    let payload = "";
    await page.route("**/api/**", (route) => {
      const { pathname } = new URL(route.request().url());
      const answer = answers[pathname.slice("/api/".length)];
      return answer === undefined ? route.abort() : route.fulfill({ json: poisoned(answer, payload) });
    });
    const shown: readonly [address: string, ready: string][] = [
      ["/index.html", "#offices .office"],
      ["/suggest.html", "#office option >> nth=1"],
      ["/appointments.html", "#slots-part:not([hidden])"],
      ["/published.html", "#replies article"],
      ["/service/TQ-01.html", "tr.counted"],
      [`/track.html#${receipt.number}/${receipt.secret}`, ".timeline"],
      [`/track.html#${box.number}/${box.secret}`, ".timeline"],
    ];
    for (let at = 0; at < payloads.length; at += 4) {
      payload = payloads.slice(at, at + 4).join(" ");
      for (const [address, ready] of shown) {
        await page.goto("about:blank");
        await page.goto(address);
        await page.locator(ready).first().waitFor({ state: "attached" });
        expect([address, at, await page.locator("main").textContent()]).toEqual([
          address,
          at,
          expect.stringContaining(payload),
        ]);
        expect([address, at, await foundOn(page)]).toEqual([address, at, clean]);
      }
    }
    expect(misdeeds).toEqual({ foreign: [], broken: [] });
  },
  PATIENCE,
);

test(
  "a receipt with a payload in every name runs nothing",
  async () => {
    const { page, misdeeds } = await onGuard();
    let payload = "";
    await page.route("**/api/inquiries", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ status: 201, json: poisoned(await answer.json(), payload) });
    });
    for (let at = 0; at < payloads.length; at += 20) {
      payload = payloads.slice(at, at + 20).join(" ");
      await page.goto("/ask.html");
      await page.evaluate(() => sessionStorage.clear());
      await page.reload();
      await fillAsk(page);
      await page.click("#submit");
      await page.waitForSelector(".qr svg");
      expect(await page.locator("#receipt-part").textContent()).toContain(payload);
      expect([at, await foundOn(page)]).toEqual([at, clean]);
    }
    expect(misdeeds).toEqual({ foreign: [], broken: [] });
  },
  PATIENCE,
);
