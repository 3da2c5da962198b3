import { describe, expect, test } from "vitest";
import { expectFit, onBrowser } from "#test/browser/browser.ts";
import { onStack } from "#test/scenarios/stack.ts";
import { fillAsk, receiptOn, views } from "./citizen.ts";

const actors = onStack("2026-11-24T10:30:00+08:00", { proofOfWork: "required" });
const open = onBrowser();
const { command } = actors;

const slot = (hour: number) => ({
  officeId: "centre",
  desk: "3",
  startsAt: `2026-11-26T${hour}:00:00+08:00`,
  endsAt: `2026-11-26T${hour}:30:00+08:00`,
  place: "提取窗口",
  withId: "rena",
  capacity: 20,
});

const offerSlot = async (hour: number) => {
  const id = `centre~20261126T${String(hour - 8).padStart(2, "0")}0000Z~3`;
  const kept = await actors.as("admin")("PUT", `/api/staff/directory/slots/${encodeURIComponent(id)}`, slot(hour));
  expect(kept.status).toBeLessThan(300);
  return id;
};

describe.each(views)("in $language at $width px", ({ language, base, width }) => {
  const shot = (name: string) => `${language}-${width}-${name}`;

  test("a question is asked, tracked, completed with papers, answered and rated", async () => {
    const watched = await open(actors.stack.url, width);
    const { page } = watched;
    await page.goto(`${base}/ask.html`);
    await page.click("#submit");
    await page.waitForSelector(".error-summary");
    await expectFit(watched, shot("ask-errors"));
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("error-summary");
    await fillAsk(page);
    await page.click("#submit");
    const receipt = await receiptOn(page);
    await page.waitForSelector(".qr svg");
    await expectFit(watched, shot("receipt"));
    expect(await page.textContent("#receipt-part")).toContain("阿依夏·买买提");

    await page.goto(`${base}/track.html#${receipt.number}/${receipt.secret}`);
    await page.waitForSelector(".timeline");
    expect(page.url()).not.toContain(receipt.secret);
    await page.click(".limits summary >> nth=0");
    await page.waitForSelector("tr.counted");
    await expectFit(watched, shot("case-received"));

    const { number } = receipt;
    const clerk = (await actors.see("zhang-jianguo", number)).body.caseworkerId as string;
    const notified = await command(clerk, number, { type: "notifyMaterials", missing: ["TQ-01-M1", "TQ-01-M3"] });
    expect(notified.status).toBe(200);
    await page.reload();
    await page.waitForSelector("#announce-form");
    await page.locator(".checklist input").first().check();
    await expectFit(watched, shot("case-notice"));
    await page.click("#announce-form button");
    await page.waitForSelector("#said.good");
    await expectFit(watched, shot("case-announced"));
    await page.fill("#message", "材料我放在窗口了，谢谢。");
    await page.click("#message-form button");
    await page.getByText("材料我放在窗口了，谢谢。").first().waitFor();

    await command(clerk, number, { type: "receiveMaterials", received: ["TQ-01-M1", "TQ-01-M3"] });
    const done = await command(clerk, number, {
      type: "complete",
      text: "您好，已为您办好，款项明天到账，谢谢您的耐心。",
    });
    expect(done.body.stage).toBe("closed");
    await page.reload();
    await page.waitForSelector("#rating-form");
    await expectFit(watched, shot("case-closed"));
    await page.check("#grade-2");
    await page.click("#rating-form button");
    await page.waitForSelector("#said.good");
    await expectFit(watched, shot("case-follow-up"));
    await page.context().close();
  });

  test("an appointment is booked, moved and cancelled", async () => {
    const watched = await open(actors.stack.url, width);
    const { page } = watched;
    await offerSlot(11);
    await offerSlot(12);
    await page.goto(`${base}/appointments.html`);
    await page.locator('#office option[value="centre"]').waitFor({ state: "attached" });
    await page.locator("#slots-part").waitFor();
    await page.selectOption("#office", "centre");
    await page.locator("#slots li").first().waitFor();
    await expectFit(watched, shot("appointments"));
    await page.goto(`${base}/ask.html`);
    await fillAsk(page);
    await page.click("#submit");
    const { number, secret } = await receiptOn(page);
    await page.goto(`${base}/track.html#${number}/${secret}`);
    await page.click("section[aria-labelledby=appointment-title] summary");
    await page.locator("#slot-form input").first().check();
    await page.click("#slot-form button");
    await page.waitForSelector("#cancel-form");
    await expectFit(watched, shot("case-appointment"));
    await page.click("section[aria-labelledby=appointment-title] summary");
    await page.locator("#slot-form input").last().check();
    await page.click("#slot-form button");
    await page.getByText("12:00").first().waitFor();
    await page.click("#cancel-form button");
    await page.waitForSelector("#cancel-form", { state: "detached" });
    await expectFit(watched, shot("case-cancelled"));
    await page.context().close();
  });

  test.each([
    ["home", "/index.html", "main h1"],
    ["ask", "/ask.html", "#serviceCode option >> nth=3"],
    ["suggest", "/suggest.html", "#office option >> nth=1"],
    ["track", "/track.html", "#number"],
    ["services", "/services.html", "#list li"],
    ["service", "/service/TQ-01.html", "tr.counted"],
    ["service-of-employers", "/service/GJ-01.html", "#checklist"],
    ["form", "/form/TQ-01-1.html", ".sheet table"],
    ["published", "/published.html", "#replies > *"],
    ["promise", "/promise.html", "main h1"],
    ["not-found", "/nowhere.html", "main h1"],
  ])("the page %s is fit for use", async (name, address, ready) => {
    const watched = await open(actors.stack.url, width);
    const { page } = watched;
    await page.goto(base + address);
    await page.locator(ready).first().waitFor({ state: "attached" });
    await page.waitForLoadState("networkidle");
    await expectFit(watched, shot(name));
    await page.context().close();
  });

  test("large text and double zoom lose nothing", async () => {
    const watched = await open(actors.stack.url, width);
    const { page } = watched;
    await page.goto(`${base}/ask.html`);
    await page.click("#text-size");
    await expectFit(watched, shot("ask-large"));
    await page.reload();
    expect(await page.getAttribute("#text-size", "aria-pressed")).toBe("true");
    await page.setViewportSize({ width: Math.max(320, width / 2), height: 400 });
    await expectFit(watched, shot("ask-zoomed"));
    await page.context().close();
  });
});

test("at 320 px, with large letters, no page has to be moved sideways", async () => {
  const { page } = await open(actors.stack.url, 320);
  await page.goto("/index.html");
  await page.click("#text-size");
  for (const base of ["", "/ug", "/en"])
    for (const name of [
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
      "nowhere",
    ]) {
      await page.goto(`${base}/${name}.html`, { waitUntil: "networkidle" });
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect([base, name, Math.max(0, tooWide)]).toEqual([base, name, 0]);
    }
});

test("who asks for less motion sees none", async () => {
  const { page } = await open(actors.stack.url);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/ask.html");
  await fillAsk(page);
  await page.route("**/api/inquiries", () => undefined);
  await page.click("#submit");
  await page.waitForSelector("#progress:not([hidden])");
  const moving = await page.evaluate(() => [
    document.getAnimations().length,
    [...document.querySelectorAll("*")].filter((each) => /[1-9]/.test(getComputedStyle(each).transitionDuration))
      .length,
  ]);
  expect(moving).toEqual([0, 0]);
});

test("an unknown number and a wrong secret get the same words", async () => {
  const { page } = await open(actors.stack.url);
  await page.goto("/track.html");
  await page.fill("#number", "Q0000-00000");
  await page.fill("#secret", "AAAA-BBBB-CCCC-DDDD");
  await page.click("#submit");
  await page.waitForSelector(".error-summary");
  expect(await page.textContent(".error-summary")).toContain("没有找到");
});

test("the keyboard alone is enough to ask", async () => {
  const { page } = await open(actors.stack.url);
  await page.goto("/ask.html");
  await fillAsk(page);
  await page.focus("#phone");
  for (const key of ["Tab", "Space", "Tab", "Enter"]) await page.keyboard.press(key);
  expect((await receiptOn(page)).number).toMatch(/^Q/);
});

test("every target is at least 44 px high or stands in a line of text", async () => {
  const { page } = await open(actors.stack.url);
  const names = [
    "index",
    "ask",
    "suggest",
    "track",
    "services",
    "service/TQ-01",
    "form/TQ-01-1",
    "appointments",
    "published",
  ];
  for (const name of names.flatMap((each) => [each, `ug/${each}`])) {
    await page.goto(`/${name}.html`);
    await page.waitForLoadState("networkidle");
    if (/ask|suggest|track/.test(name)) await page.click("#submit");
    const small = await page.$$eval(
      "main button, main input:not([type=hidden]), main select, main summary, .site-nav a, .languages a, .site-footer a, .back, .links a, .choice, .phone, .error-summary a",
      (all) =>
        all
          .filter((each) => (each as HTMLElement).offsetParent !== null && each.getBoundingClientRect().height < 44)
          .map((each) => each.outerHTML.slice(0, 80)),
    );
    expect([name, small]).toEqual([name, []]);
  }
});
