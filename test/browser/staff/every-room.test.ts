import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadDemoOnce } from "#infra/local/demo.ts";
import { FIRST_ADMINISTRATOR } from "#infra/local/stack.ts";
import { type Centre, type Desk, openCentre } from "./desk.ts";

let centre: Centre;

// A Monday three weeks on: some of it overdue, escalated, suspected, and a digest made.
beforeAll(async () => {
  centre = await openCentre("2026-11-16T10:20:00+08:00");
  await loadDemoOnce(centre, "cases", FIRST_ADMINISTRATOR);
  await centre.moveClock({ set: "2026-11-23T10:20:00+08:00" });
});

afterAll(async () => {
  await centre.close();
});

const everybodys = ["/work", "/work?view=unit", "/new", "/box", "/rules/limits", "/rules/ranks", "/rules/clauses"];
const offices = ["supervision", "digests", "digests/2026-W47", "figures", "conduct", "inspections"];

/** Every room that each of them has a door to. */
const rooms = {
  aysha: [...everybodys, "/office/conduct", "/case/Q0000-00000", "/nowhere"],
  "wang-min": [...everybodys, "/unit", "/office/figures", "/office/conduct", "/office/inspections"],
  gulinar: [...everybodys, ...offices.map((room) => `/office/${room}`), "/work?view=all"],
  "zhang-jianguo": ["/work?view=overdue", "/unit", "/box", ...offices.map((room) => `/office/${room}`)],
  admin: ["staff", "roster", "offices", "outside-bodies", "slots", "calendar"].map((room) => `/admin/${room}`),
} as const;

/** What no screen may show: a code or a key without its name, a value nobody filled in. */
const RAW =
  /\b(undefined|NaN|null|\[object Object\]|[a-z]+(-[a-z]+)+~\w+|(?:nav|notice|limit|stage|box|office|field|state)\.[a-z-]+)\b/;

const settled = async ({ page }: Desk) => {
  await page.waitForLoadState("networkidle");
  await page.locator(".loading, .ant-spin-spinning").first().waitFor({ state: "detached" });
};

/** What sticks out. */
const widest = ({ page }: Desk): Promise<string> =>
  page.evaluate(() => {
    const out = [...document.querySelectorAll("body *")].find(
      (each) => each.getBoundingClientRect().right > innerWidth + 1,
    );
    return `${out?.tagName} ${out?.className}`;
  });

/** What is wrong with the screen as it stands, for a screen reader, for the eye and for a small telephone. */
async function faults(desk: Desk): Promise<readonly string[]> {
  const { page } = desk;
  const tooWide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const found = [...(await desk.barriers())];
  const raw = RAW.exec(await page.locator("body").innerText());
  if (raw) found.push(`shows ${raw[0]}`);
  if ((await page.locator("main").innerText()).trim() === "") found.push("is empty");
  for (const width of [1366, 390]) {
    await page.setViewportSize({ width, height: 820 });
    if ((await tooWide()) > 0)
      found.push(`is ${await tooWide()} px wider than a screen of ${width}: ${await widest(desk)}`);
  }
  await page.setViewportSize({ width: 1366, height: 820 });
  return found;
}

describe.each(Object.keys(rooms) as (keyof typeof rooms)[])("%s", (who) => {
  test("finds every room readable, named and without barriers", async () => {
    const desk = await centre.desk(who);
    const wrong: Record<string, readonly string[]> = {};
    for (const room of rooms[who]) {
      await desk.go(room);
      await settled(desk);
      const found = await faults(desk);
      await desk.shot(`room-${who}${room.replaceAll(/[/?=]/g, "-")}`);
      if (found.length > 0) wrong[room] = found;
    }
    expect(wrong).toEqual({});
    await desk.leave();
  });
});

test("every notice in the office's inbox has a name and leads to what it is about", async () => {
  const desk = await centre.desk("gulinar");
  const { page } = desk;
  await page.getByRole("button", { name: /^通知/ }).click();
  const links = page.locator(".inbox li button.link");
  await links.first().waitFor();
  const count = await links.count();
  expect(await page.locator(".inbox").innerText()).not.toMatch(RAW);
  await page.getByText("督办周报", { exact: true }).waitFor();
  for (let index = 0; index < count; index += 1) {
    await links.nth(index).click();
    await settled(desk);
    expect(await page.locator("main").innerText()).not.toMatch(/没有编号为这个的件|没有这个页面/);
    await page.getByRole("button", { name: /^通知/ }).click();
    await links.first().waitFor();
  }
  await desk.leave();
});

test("a box is opened, and the notes in it are written down one after another", async () => {
  const desk = await centre.desk("gulinar");
  const { page } = desk;
  await desk.go("/box");
  await page.getByRole("button", { name: "记录开箱" }).first().click();
  const form = page.getByRole("dialog");
  await form.getByLabel("取出几张").fill("1");
  await form.getByRole("button", { name: "记录开箱" }).click();
  await form.getByLabel("纸条内容（照原文录入）").fill("饮水机没有水。");
  await form.getByRole("combobox", { name: "类别" }).click();
  await page.keyboard.type("建议");
  await page.keyboard.press("Enter");
  expect(await desk.barriers()).toEqual([]);
  await form.getByRole("button", { name: "投入意见箱" }).click();
  await form.getByText("已录入").waitFor();
  await form.getByRole("button", { name: "录完了" }).click();
  await page.getByRole("link", { name: "饮水机没有水。" }).waitFor();
  await page.getByText(/上次开箱 .*取出 1 张/).waitFor();
  await desk.leave();
});
