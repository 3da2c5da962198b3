import { describe, expect, test } from "vitest";
import { expectFit, onBrowser } from "#test/browser/browser.ts";
import { onStack } from "#test/scenarios/stack.ts";
import { views } from "./citizen.ts";

const actors = onStack("2026-11-24T10:30:00+08:00");
const open = onBrowser();

const figure = { name: { zh: "按期办结率", en: "On time" }, definition: { zh: "期限内办结的件数占办结件数的比例。" } };
const figures = {
  month: "2026-10",
  asOf: "2026-11-01T00:00:00.000Z",
  protection: { zh: "少于5件的数字不公布。" },
  periods: [
    {
      from: "2026-10-01",
      to: "2026-10-31",
      figures: [
        { ...figure, code: "onTime", measure: "percent", value: 98.46 },
        { ...figure, code: "closed", measure: "count", value: "<5" },
        { ...figure, code: "rated", measure: "working-hours", value: null },
      ],
    },
  ],
};
const replies = {
  items: [
    {
      category: "suggestion",
      topic: "environment",
      content: "大厅的叫号屏字太小。",
      reply: "谢谢您，已经换成大字。",
      publishedAt: "2026-11-20T02:00:00.000Z",
    },
  ],
};

describe.each(views)("in $language at $width px", ({ language, base, width }) => {
  test("figures come with their definitions, small numbers stay covered, replies stand beside what was asked", async () => {
    const watched = await open(actors.stack.url, width);
    const { page } = watched;
    await page.route("**/api/published/figures", (route) => route.fulfill({ json: figures }));
    await page.route("**/api/published/suggestions", (route) => route.fulfill({ json: replies }));
    await page.goto(`${base}/published.html`);
    await page.getByText("已经换成大字").waitFor();
    expect(await page.textContent("#figures")).toContain("98.5%");
    expect(await page.textContent("#figures")).not.toContain("<5");
    await expectFit(watched, `${language}-${width}-published-full`);
    await page.context().close();
  });
});
