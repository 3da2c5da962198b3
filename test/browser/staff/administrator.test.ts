import { afterAll, beforeAll, expect, test } from "vitest";
import { type Centre, type Desk, openCentre } from "./desk.ts";

let centre: Centre;
let admin: Desk;

beforeAll(async () => {
  centre = await openCentre("2026-11-30T10:20:00+08:00");
  admin = await centre.desk("admin");
});

afterAll(async () => {
  await centre.close();
});

const rooms = ["staff", "roster", "offices", "outside-bodies", "slots", "calendar"] as const;

test.each(rooms)("the room %s opens without barriers", async (room) => {
  await admin.go(`/admin/${room}`);
  await admin.page.locator("main table, main .week, main form").first().waitFor();
  await admin.shot(`admin-${room}`);
  expect(await admin.barriers()).toEqual([]);
});

test("last week's duty is taken over and saved", async () => {
  const { page } = admin;
  await admin.go("/admin/roster?office=centre&week=2027-01-04");
  await page.getByText("2027-01-04 – 2027-01-10").waitFor();
  await page.getByRole("button", { name: "加一班" }).first().click();
  await page.getByRole("combobox", { name: "2027-01-04 值班人员" }).click();
  await page.keyboard.type("热娜");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^保存（1 天/ }).click();
  await page.getByRole("button", { name: /^保存（0 天/ }).waitFor();
  await page.getByRole("button", { name: "下一周" }).click();
  await page.getByRole("button", { name: "复制上周" }).click();
  await page.getByRole("button", { name: /^保存（1 天/ }).click();
  await page.getByRole("button", { name: /^保存（0 天/ }).waitFor();
  const { items } = await centre.ask<{ items: { date: string }[] }>("admin", "GET", "/api/staff/directory/roster");
  expect(items.map(({ date }) => date)).toContain("2027-01-11");
});

test("a stretch of appointment times is opened at once", async () => {
  const { page } = admin;
  await admin.go("/admin/slots");
  await page.getByLabel("地点").fill("归集科1号窗口");
  await page.getByRole("combobox", { name: "接待人" }).click();
  await page.keyboard.type("阿依夏");
  await page.keyboard.press("Enter");
  await page.getByLabel("日期").fill("2026-12-01");
  await page.getByRole("button", { name: "开放 6 个时段" }).click();
  await page.getByRole("rowheader", { name: "2026-12-01 12:30 – 13:00" }).waitFor();
  await admin.shot("admin-slots-open");
});

test("a changed calendar year shows which days move before it is loaded", async () => {
  const { page } = admin;
  await admin.go("/admin/calendar?year=2026");
  const off = page.getByLabel("国家 放假");
  await off.fill(`${await off.inputValue()}\n演练 2026-12-10`);
  await page.getByText("改为放假 1 天：").waitFor();
  await admin.shot("admin-calendar-preview");
  expect(await page.getByRole("region", { name: "与现行日历相比" }).textContent()).toContain("2026-12-10");
});

test.each(["limits", "services", "conduct", "calendar"] as const)(
  "the rules on %s are readable, proposed values marked",
  async (room) => {
    await admin.go(`/rules/${room}`);
    await admin.page.locator(".mark-proposed").first().waitFor();
    await admin.shot(`rules-${room}`);
    expect(await admin.barriers()).toEqual([]);
  },
);

test.each(["English", "ئۇيغۇرچە"])("the portal is read in %s too", async (name) => {
  const { page } = admin;
  await page.getByRole("button", { name: /^(语言|Language)/ }).click();
  await page.getByRole("menuitem", { name }).click();
  await admin.go("/new");
  await page.locator("form.counter").waitFor();
  await admin.shot(`language-${name === "English" ? "en" : "ug"}`);
  expect(await page.locator("html").getAttribute("dir")).toBe(name === "English" ? "ltr" : "rtl");
  expect(await admin.barriers()).toEqual([]);
});
