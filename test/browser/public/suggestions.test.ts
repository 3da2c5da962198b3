import { describe, expect, test } from "vitest";
import { expectFit, onBrowser } from "#test/browser/browser.ts";
import { onStack } from "#test/scenarios/stack.ts";
import { receiptOn, views } from "./citizen.ts";

const actors = onStack("2026-11-24T10:30:00+08:00", { proofOfWork: "required" });
const open = onBrowser();

/** A command of the office on a note, on the version it sees now. */
const office = async (number: string, command: Record<string, unknown>) => {
  const path = `/api/staff/suggestions/${number}`;
  const seen = await actors.as("gulinar")("GET", path);
  const done = await actors.as("gulinar")("POST", `${path}/commands`, command, {
    "if-match": seen.headers.get("etag") ?? "",
  });
  expect([command["type"], done.status, done.body.detail]).toEqual([command["type"], 200, undefined]);
};

describe.each(views)("in $language at $width px", ({ language, base, width }) => {
  const shot = (name: string) => `${language}-${width}-${name}`;

  test("somebody who was asked to pay says so without a name, reads the reply and answers it", async () => {
    const watched = await open(actors.stack.url, width);
    const { page } = watched;
    await page.goto(`${base}/suggest.html`);
    await page.click("#submit");
    await page.waitForSelector(".error-summary");
    await expectFit(watched, shot("suggest-errors"));
    await page.check("#category-complaint");
    await page.selectOption("#topic", "asked-to-pay");
    await page.fill("#content", "昨天上午在窗口，有人让我花钱买表格。");
    await page.fill("#unit", "一号窗口");
    await page.locator('#office option[value="centre"]').waitFor({ state: "attached" });
    await page.selectOption("#office", "centre");
    await expectFit(watched, shot("suggest-filled"));
    await page.click("#submit");
    const { number, secret } = await receiptOn(page);
    expect(number).toMatch(/^S/);
    await page.waitForSelector(".qr svg");
    await expectFit(watched, shot("suggest-receipt"));

    await office(number, { type: "open" });
    const about = { staffIds: [], unitIds: [] };
    await office(number, { type: "review", category: "complaint", topic: "asked-to-pay", about });
    await office(number, { type: "assign", staffId: "gulinar" });
    const reply = "谢谢您对我们工作关心。表格一律免费，收费的人员已停岗核查，收取的钱已退还。";
    await office(number, { type: "reply", text: reply });
    await page.goto(`${base}/track.html#${number}/${secret}`);
    await page.getByText(reply).waitFor();
    await expectFit(watched, shot("suggestion-replied"));
    await page.fill("#message", "钱收到了。");
    await page.click("#message-form button");
    await page.waitForSelector("#said.good");
    await page.getByText("钱收到了。").waitFor();
    await page.context().close();
  });
});

test("a name is asked for only from those who want to give one", async () => {
  const { page } = await open(actors.stack.url);
  await page.goto("/suggest.html");
  expect(await page.isVisible("#name")).toBe(false);
  await page.check("#category-praise");
  await page.fill("#content", "窗口的同志很耐心。");
  await page.check("#identity-named");
  await page.click("#submit");
  await page.waitForSelector("#name-error");
  await page.fill("#name", "古丽");
  await page.fill("#phone", "139 0000 0042");
  await page.click("#submit");
  expect((await receiptOn(page)).number).toMatch(/^S/);
});
