import { expect, test } from "vitest";
import { onBrowser } from "#test/browser/browser.ts";
import { onStack } from "#test/scenarios/stack.ts";
import { fillAsk } from "./citizen.ts";

const actors = onStack("2026-11-24T10:30:00+08:00");
const open = onBrowser();

test("the switch of language keeps the page and what was typed", async () => {
  const { page } = await open(actors.stack.url);
  await page.goto("/ask.html?service=TQ-04");
  await fillAsk(page, { subject: "租房提取" });
  await page.click('a[hreflang="ug"]');
  await page.locator('#office option[value="centre"]').waitFor({ state: "attached" });
  expect(new URL(page.url()).pathname).toBe("/ug/ask.html");
  await expect.poll(() => page.inputValue("#office")).toBe("centre");
  expect(await page.inputValue("#subject")).toBe("租房提取");
});

test("Uyghur runs from the right, in its own type, and says that it is a draft", async () => {
  const { page } = await open(actors.stack.url);
  await page.goto("/ug/index.html");
  const seen = await page.evaluate(async () => {
    await document.fonts.ready;
    return {
      direction: getComputedStyle(document.body).direction,
      font: [...document.fonts].some(({ family, status }) => family.includes("Naskh") && status === "loaded"),
    };
  });
  expect(seen).toEqual({ direction: "rtl", font: true });
  expect(await page.textContent(".draft-notice")).toContain("草稿");
});

test("Chinese pages load no font at all", async () => {
  const { page } = await open(actors.stack.url);
  const fonts: string[] = [];
  page.on("request", (request) => request.resourceType() === "font" && fonts.push(request.url()));
  await page.goto("/index.html", { waitUntil: "networkidle" });
  expect(fonts).toEqual([]);
});

test("without scripts a page still says how to ask", async () => {
  const { page } = await open(actors.stack.url);
  const plain = await page.context().browser()?.newContext({ javaScriptEnabled: false, baseURL: actors.stack.url });
  const bare = await plain?.newPage();
  await bare?.goto("/ask.html");
  expect(await bare?.textContent("noscript")).toContain("12329");
  expect(await bare?.textContent("h1")).toBe("我要咨询");
  expect(await bare?.isDisabled("#submit")).toBe(true);
});

test("without scripts the whole catalogue can be read, and every form taken along", async () => {
  const { page } = await open(actors.stack.url);
  const plain = await page.context().browser()?.newContext({ javaScriptEnabled: false, baseURL: actors.stack.url });
  const bare = await plain?.newPage();
  if (!bare) throw new Error("No browser");
  await bare.goto("/ug/services.html");
  expect(await bare.locator("#list li").count()).toBe(26);
  await bare.click('a[href="/ug/service/TQ-01.html"]');
  expect(await bare.locator("#checklist li").count()).toBe(5);
  await bare.click('a[href="/ug/form/TQ-01-1.html"]');
  expect(await bare.locator(".sheet tr").count()).toBeGreaterThan(10);
  const [file] = await Promise.all([bare.waitForEvent("download"), bare.click("a[download]")]);
  expect(file.suggestedFilename()).toBe("TQ-01-1.doc");
});

test("numbers and codes keep their direction among Uyghur letters", async () => {
  const { page } = await open(actors.stack.url);
  await page.goto("/ug/service/TQ-01.html");
  await page.waitForSelector("tr.counted", { state: "attached" });
  const loose = await page.$$eval("td:not([dir]), .phone, .notice", (all) =>
    all
      .filter((each) => /\d{4}-\d\d-\d\d|\d{5}/.test(each.textContent ?? "") && !each.querySelector("bdi"))
      .map((each) => each.outerHTML),
  );
  expect(loose).toEqual([]);
});
