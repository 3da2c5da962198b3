import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectFit, onBrowser } from "#test/browser/browser.ts";
import { onStack } from "#test/scenarios/stack.ts";
import { fillAsk, receiptOn, views } from "./citizen.ts";

const actors = onStack("2026-11-24T10:30:00+08:00", { proofOfWork: "required" });
const open = onBrowser();
const { command, see } = actors;

/** A case of the citizen with what staff did to it, opened by its link. */
const openCase = async (page: Page, base: string, urgent = false) => {
  await page.goto(`${base}/ask.html`);
  await page.evaluate(() => sessionStorage.clear());
  await page.reload();
  await fillAsk(page);
  if (urgent) await page.check("#urgent");
  await page.click("#submit");
  const receipt = await receiptOn(page);
  const caseworker = (await see("zhang-jianguo", receipt.number)).body.caseworkerId as string;
  const show = async () => {
    await page.goto(`${base}/index.html`);
    await page.goto(`${base}/track.html#${receipt.number}/${receipt.secret}`);
    await page.waitForSelector(".timeline");
  };
  return { ...receipt, caseworker, show };
};

/** Makes the worker's sum a long one, so that the page can be seen while it runs. */
const slowProof = (page: Page) =>
  page.route("**/api/challenges", async (route) => {
    const answer = await route.fetch();
    const challenge = await answer.json();
    challenge.parameters.cost = 400_000;
    await route.fulfill({ response: answer, json: challenge });
  });

describe.each(views)("in $language at $width px", ({ language, base, width }) => {
  const shot = (name: string) => `${language}-${width}-state-${name}`;

  test("while the proof of work runs the page says so and stays alive", async () => {
    const watched = await open(actors.stack.url, width);
    const { page } = watched;
    await slowProof(page);
    await page.goto(`${base}/ask.html`);
    await fillAsk(page);
    await page.click("#submit");
    await page.waitForFunction(() => (document.querySelector<HTMLProgressElement>("#progress-bar")?.value ?? 0) > 0);
    await expectFit(watched, shot("proof"));
    const longest = await page.evaluate(async () => {
      let worst = 0;
      for (let last = performance.now(), frames = 0; frames < 20; frames += 1) {
        await new Promise(requestAnimationFrame);
        worst = Math.max(worst, performance.now() - last);
        last = performance.now();
      }
      return worst;
    });
    expect(longest).toBeLessThan(500);
    await page.context().close();
  });

  test("a line that is down, at the form and in a case", async () => {
    const watched = await open(actors.stack.url, width);
    const { page, context } = watched;
    const { show } = await openCase(page, base);
    await show();
    await context.setOffline(true);
    await page.waitForSelector("main > .notice.bad");
    await page.fill("#message", "断网时写的话。");
    await page.click("#message-form button");
    await page.waitForSelector("#message-form .field-error:not(:empty)");
    await expectFit(watched, shot("offline"));
    await context.setOffline(false);
    await page.reload();
    await page.waitForSelector(".timeline");
    expect(await page.inputValue("#message")).toBe("断网时写的话。");
    await context.close();
  });

  test.each([
    ["is lost", "abort"],
    ["becomes a 504 on its way", "timeout"],
  ] as const)("a message whose answer %s is told once when it is sent again", async (_, fate) => {
    const { page, context } = await open(actors.stack.url, width);
    const { number, secret, show } = await openCase(page, base);
    await show();
    await page.route(
      "**/messages",
      async (route) => {
        await route.fetch();
        if (fate === "abort") await route.abort();
        else await route.fulfill({ status: 504, json: { code: "busy", detail: "" } });
      },
      { times: 1 },
    );
    await page.fill("#message", "只说一遍。");
    await page.click("#message-form button");
    await page.waitForSelector("#message-form .field-error:not(:empty)");
    const sentAgain = page.waitForResponse((answer) => answer.url().endsWith("/messages") && answer.ok());
    await page.click("#message-form button");
    await sentAgain;
    expect((await actors.track({ number, secret })).body.messages.length).toBe(1);
    await context.close();
  });

  test("a server that fails", async () => {
    const watched = await open(actors.stack.url, width);
    const { page } = watched;
    await page.route("**/api/inquiries", (route) => route.fulfill({ status: 503, json: { code: "busy", detail: "" } }));
    await page.goto(`${base}/ask.html`);
    await fillAsk(page);
    await page.clock.install();
    await page.click("#submit");
    for (let step = 0; step < 40 && !(await page.$("#retry")); step += 1) await page.clock.runFor(2_000);
    await page.waitForSelector("#retry");
    expect(await page.inputValue("#content")).not.toBe("");
    await expectFit(watched, shot("server-fails"));
    await page.context().close();
  });

  test("a number nobody has, and lists that can't be read", async () => {
    const watched = await open(actors.stack.url, width);
    const { page } = watched;
    await page.goto(`${base}/track.html`);
    await page.click("#submit");
    await page.waitForSelector("#secret-error");
    await expectFit(watched, shot("track-empty"));
    await page.fill("#number", "Q0000-00000");
    await page.fill("#secret", "AAAA-BBBB-CCCC-DDDD");
    await page.click("#submit");
    await page.waitForSelector(".error-summary p");
    await expectFit(watched, shot("track-unknown"));
    await page.route("**/api/**", (route) => route.abort());
    await page.goto(`${base}/published.html`);
    await page.locator("#replies p").waitFor();
    await expectFit(watched, shot("published-unread"));
    await page.goto(`${base}/appointments.html`);
    await page.locator("#no-slots").waitFor();
    await expectFit(watched, shot("appointments-none"));
    await page.goto(`${base}/nowhere.html`);
    await expectFit(watched, shot("not-found"));
    await page.context().close();
  });

  test("a case that stands still, one that is urgent and was passed on, one that waits for its rating", async () => {
    const watched = await open(actors.stack.url, width);
    const { page } = watched;
    const held = await openCase(page, base);
    const done = await command(held.caseworker, held.number, { type: "accept" });
    expect(done.status).toBe(200);
    const pause = { type: "pause", code: "outside-review", explanation: "评估机构正在评估房屋，等其出具报告。" };
    expect((await command("wang-min", held.number, pause)).status).toBe(200);
    await held.show();
    await page.click("#message-form button");
    await page.waitForSelector("#message-form .field-error:not(:empty)");
    await expectFit(watched, shot("paused"));

    const moved = await openCase(page, base, true);
    await command(moved.caseworker, moved.number, {
      type: "refer",
      unitId: "credit",
      reason: "属信贷科职责，请其办理。",
    });
    await moved.show();
    await page.waitForSelector(".timeline li >> nth=2");
    await expectFit(watched, shot("urgent-referred"));

    const rated = await openCase(page, base);
    await command(rated.caseworker, rated.number, { type: "complete", text: "您好，已为您办好，谢谢您的耐心。" });
    await rated.show();
    await page.click("#rating-form button");
    await page.waitForSelector("#rating-form .field-error:not(:empty)");
    await expectFit(watched, shot("rating-missing"));
    await page.context().close();
  });
});

test.each([
  "index",
  "ask",
  "suggest",
  "track",
  "services",
  "service/TQ-01",
  "form/TQ-01-1",
  "appointments",
  "published",
  "promise",
])("the English page %s is fit for use", async (name) => {
  for (const width of [360, 1280]) {
    const watched = await open(actors.stack.url, width);
    await watched.page.goto(`/en/${name}.html`, { waitUntil: "networkidle" });
    await expectFit(watched, `en-${width}-${name.replace("/", "-")}`);
    const main = await watched.page.textContent("main");
    // What the centre itself wrote (addresses, titles of laws, published words, the paper form) is Chinese by nature.
    if (/^(index|ask|suggest|track|services|appointments)$/.test(name))
      expect(main?.replaceAll(/和田市演示路1号|墨玉县演示街2号|<script[\s\S]*/g, "").split("{")[0]).not.toMatch(
        /[一-鿿]/,
      );
    await watched.page.context().close();
  }
});

test("a printed receipt and a printed case hold what counts, and no buttons", async () => {
  const { page } = await open(actors.stack.url, 1280);
  const { show } = await openCase(page, "");
  await page.emulateMedia({ media: "print" });
  await page.screenshot({ path: "test/browser/shots/print-receipt.png", fullPage: true });
  expect(
    await page
      .locator(".qr svg, .buttons, .site-nav, .receipt")
      .evaluateAll((all) => all.map((each) => getComputedStyle(each).display === "none")),
  ).toEqual([true, false, false, true, true]);
  await show();
  await page.screenshot({ path: "test/browser/shots/print-case.png", fullPage: true });
  expect(
    await page
      .locator("#message-form, .site-nav")
      .evaluateAll((all) => all.every((each) => !(each as HTMLElement).checkVisibility())),
  ).toBe(true);
});
