import type { Page, Route } from "playwright-core";
import { describe, expect, test } from "vitest";
import { onBrowser } from "#test/browser/browser.ts";
import { onStack } from "#test/scenarios/stack.ts";
import { fillAsk, receiptOn } from "./citizen.ts";

const actors = onStack("2026-11-24T10:30:00+08:00", { proofOfWork: "required" });
const open = onBrowser();
const INTAKE = "**/api/inquiries";

const writtenBy = async (phone: string): Promise<number> =>
  (await actors.as("zhang-jianguo")("GET", `/api/staff/inquiries?phone=${encodeURIComponent(phone)}`)).body.items
    .length;

let phones = 0;
const freshPhone = (): string => {
  phones += 1;
  return `1390000${String(phones).padStart(4, "0")}`;
};

/** Lets the request reach the server and loses the answer, as a line that drops does. */
const loseAnswers = async (page: Page, times: number) => {
  let left = times;
  await page.route(INTAKE, async (route: Route) => {
    if (left <= 0) return route.continue();
    left -= 1;
    await route.fetch();
    return route.abort("connectionreset");
  });
};

const ready = async (phone: string) => {
  const watched = await open(actors.stack.url);
  await watched.page.goto("/ask.html");
  await fillAsk(watched.page, { phone });
  return watched;
};

test("an answer lost on the line comes with the next attempt, and there is one inquiry", async () => {
  const phone = freshPhone();
  const { page } = await ready(phone);
  await loseAnswers(page, 2);
  await page.click("#submit");
  const { number } = await receiptOn(page);
  expect([number.slice(0, 1), await writtenBy(phone)]).toEqual(["Q", 1]);
});

test("while the line is down the citizen is told that nothing is doubled, and can go on later", async () => {
  const phone = freshPhone();
  const { page } = await ready(phone);
  await page.route(INTAKE, (route) => route.abort("internetdisconnected"));
  await page.click("#submit");
  await page.waitForSelector("#retry", { timeout: 60_000 });
  expect(await page.textContent(".error-summary")).toContain("不会重复提交");
  expect(await page.inputValue("#content")).not.toBe("");
  await page.unroute(INTAKE);
  await page.click("#retry");
  await receiptOn(page);
  expect(await writtenBy(phone)).toBe(1);
});

describe("a tab that is closed in the middle of it", () => {
  test("leaves its receipt to the next tab of the same browser", async () => {
    const phone = freshPhone();
    const { page, context } = await ready(phone);
    const sent = new Promise<string>((resolve) => {
      void page.route(INTAKE, async (route) => {
        const answer = await route.fetch();
        resolve(((await answer.json()) as { number: string }).number);
      });
    });
    await page.click("#submit");
    const number = await sent;
    await page.close();
    const { page: next } = await open(actors.stack.url, 360, context);
    await next.goto("/ask.html");
    await next.click("#retry");
    expect([(await receiptOn(next)).number, await writtenBy(phone)]).toEqual([number, 1]);
  });

  test("and is reloaded instead, goes on by itself", async () => {
    const phone = freshPhone();
    const { page } = await ready(phone);
    await loseAnswers(page, 1);
    await page.click("#submit");
    await page.waitForRequest(INTAKE);
    await page.reload();
    await receiptOn(page);
    expect(await writtenBy(phone)).toBe(1);
  });
});

test("a double click sends once", async () => {
  const phone = freshPhone();
  const { page } = await ready(phone);
  await page.dblclick("#submit");
  await page.evaluate(() => document.querySelector<HTMLFormElement>("#form")?.requestSubmit());
  await receiptOn(page);
  expect(await writtenBy(phone)).toBe(1);
});

test("the way back and a reload show the same receipt", async () => {
  const phone = freshPhone();
  const { page } = await ready(phone);
  await page.click("#submit");
  const first = await receiptOn(page);
  await page.reload();
  const second = await receiptOn(page);
  await page.goto("/services.html");
  await page.goBack();
  const third = await receiptOn(page);
  expect([second, third, await writtenBy(phone)]).toEqual([first, first, 1]);
});

test("what was changed after a lost answer doesn't make a second inquiry", async () => {
  const phone = freshPhone();
  const { page } = await ready(phone);
  let lost = true;
  await page.route(INTAKE, async (route) => {
    if (!lost) return route.continue();
    await route.fetch();
    return route.abort("connectionreset");
  });
  await page.click("#submit");
  await page.waitForSelector("#retry", { timeout: 60_000 });
  lost = false;
  await page.fill("#content", "改了几个字的问题。");
  await page.click("#submit");
  await receiptOn(page);
  expect(await page.textContent("#receipt-part")).toContain("您先前提交的内容已经收到");
  expect(await writtenBy(phone)).toBe(1);
});

test("a shared device keeps nothing after it was told to forget", async () => {
  const { page } = await ready(freshPhone());
  await page.click("#submit");
  await receiptOn(page);
  await page.getByText("清除本机记录").click();
  await page.waitForURL("**/index.html");
  const kept = await page.evaluate(() => [...Object.values(localStorage), ...Object.values(sessionStorage)].join());
  expect(kept).not.toMatch(/王小明|secret/);
});
