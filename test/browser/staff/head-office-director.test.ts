import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Centre, type Desk, openCentre } from "./desk.ts";

let centre: Centre;
let wangMin: Desk;

const contact = (words: { subject: string; content: string; urgent?: boolean }, asked = "aysha") =>
  centre.ask<{ number: string }>(
    asked,
    "POST",
    "/api/staff/inquiries",
    {
      channel: "visit",
      contactedStaff: [asked],
      office: "centre",
      name: "周晓燕",
      phone: "13900000002",
      ...words,
    },
    { "idempotency-key": randomUUID() },
  );

const command = (who: string, number: string, version: number, body: { type: string } & Record<string, unknown>) =>
  centre.ask<{ version: number }>(who, "POST", `/api/staff/inquiries/${number}/commands`, body, {
    "if-match": `"${version}"`,
  });

const versionOf = async (who: string, number: string): Promise<number> =>
  (await centre.ask<{ version: number }>(who, "GET", `/api/staff/inquiries/${number}`)).version;

beforeAll(async () => {
  centre = await openCentre("2026-11-30T10:30:00+08:00");
  wangMin = await centre.desk("wang-min");
});

afterAll(async () => {
  await centre.close();
});

describe("a head", () => {
  test("sees an urgent report within ten seconds, without touching anything", async () => {
    const { page } = wangMin;
    await page.getByText("您手上没有未办结的来件。").waitFor();
    const start = Date.now();
    await contact({ subject: "贷款批准后银行没有放款", content: "今天不付清房款就算违约。", urgent: true });
    await page.getByRole("button", { name: "通知，1 条未读" }).waitFor();
    expect(Date.now() - start).toBeLessThan(10_000);
    await page.getByRole("button", { name: "通知，1 条未读" }).click();
    await page.getByText("紧急报告").waitFor();
    await wangMin.shot("head-1-urgent-report");
    expect(await wangMin.barriers()).toEqual([]);
    await page.keyboard.press("Escape");
  });

  test("acknowledges it from the list with one click", async () => {
    const { page } = wangMin;
    await wangMin.go("/unit");
    await wangMin.page.getByRole("button", { name: "签收紧急" }).waitFor();
    await wangMin.shot("head-2-department");
    expect(await wangMin.barriers()).toEqual([]);
    await page.getByRole("button", { name: "签收紧急" }).click();
    await page.getByRole("button", { name: "签收紧急" }).waitFor({ state: "detached" });
  });

  test("designates one lead and those who assist when an officer asks", async () => {
    const { number } = await contact({ subject: "异地贷款抵押与提取同时办", content: "贷款和提取哪个科室先办？" });
    await command("aysha", number, 1, { type: "consult", question: "涉及信贷和提取，请指定主办。" });
    const { page } = wangMin;
    await wangMin.go(`/case/${number}?do=designate`);
    await page.getByRole("combobox", { name: "主办部门" }).click();
    await page.keyboard.type("信贷");
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: /^协办部门/ }).click();
    await page.keyboard.type("提取");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.getByLabel("理由").fill("以贷款为主，提取配合。");
    await wangMin.shot("head-3-designate");
    expect(await wangMin.barriers()).toEqual([]);
    await page.getByRole("button", { name: "指定主办", exact: true }).last().click();
    await page.getByText("主办 信贷科 刘芳 协办 提取科").waitFor();
    await wangMin.shot("head-4-designated");
  });

  test("finds the work of somebody who is away, and gives it to a colleague", async () => {
    const { number } = await contact({ subject: "账户封存", content: "离职后账户怎么封存？" });
    const { items } = await centre.ask<{ items: { id: string }[] }>("admin", "GET", "/api/staff/directory/staff");
    const aysha = items.find(({ id }) => id === "aysha");
    await centre.ask("admin", "PUT", "/api/staff/directory/staff/aysha", {
      ...aysha,
      leave: [{ from: "2026-11-30", to: "2026-12-04" }],
    });
    const { page } = wangMin;
    await page.reload();
    await wangMin.go("/unit");
    await page.getByRole("region", { name: "不在岗人员" }).getByText("阿依夏·买买提").waitFor();
    await wangMin.shot("head-5-absent-colleague");
    await page.getByRole("button", { name: "看其未办结的件" }).click();
    await page
      .getByRole("row", { name: /账户封存/ })
      .getByRole("button", { name: "重新指派" })
      .click();
    await page.getByRole("combobox", { name: "接办人" }).click();
    await page.keyboard.type("王敏");
    await page.keyboard.press("Enter");
    await page.getByLabel("理由").fill("经办人请假。");
    await page.getByRole("button", { name: "重新指派", exact: true }).last().click();
    await page.getByText("→ 王敏").waitFor();
    expect(await versionOf("wang-min", number)).toBeGreaterThan(1);
  });
});

describe("the supervising office, three days later", () => {
  let gulinar: Desk;
  beforeAll(async () => {
    await contact({ subject: "提取进度", content: "上周交的材料办到哪一步了？" }, "rena");
    await centre.moveClock({ set: "2026-12-03T16:00:00+08:00" });
    gulinar = await centre.desk("gulinar");
  });

  test("sees what is overdue, unit by unit", async () => {
    const { page } = gulinar;
    await gulinar.go("/office");
    await page
      .getByRole("row", { name: /提取科/ })
      .first()
      .getByRole("link")
      .first()
      .waitFor();
    await page.getByText("提取进度").waitFor();
    await gulinar.shot("office-1-overdue");
    expect(await gulinar.barriers()).toEqual([]);
  });

  test("goes through a complaint: opens, reviews, replies and publishes it", async () => {
    const { number } = await centre.ask<{ number: string }>(
      "gulinar",
      "POST",
      "/api/staff/suggestions",
      {
        category: "complaint",
        topic: "attitude",
        content: "三号窗口工作人员一直看手机，问了三遍才答。",
        office: "centre",
      },
      { "idempotency-key": randomUUID() },
    );
    const { page } = gulinar;
    await gulinar.go("/box");
    await page.getByText("三号窗口工作人员").waitFor();
    await gulinar.shot("office-2-box");
    expect(await gulinar.barriers()).toEqual([]);
    await gulinar.go(`/box/${number}?do=review`);
    await page.getByRole("combobox", { name: "类别" }).click();
    await page.keyboard.type("投诉");
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: "主题" }).click();
    await page.keyboard.type("态度");
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: "涉及", exact: true }).click();
    await page.keyboard.type("热娜");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await gulinar.shot("office-3-review");
    expect(await gulinar.barriers()).toEqual([]);
    await page.getByRole("button", { name: "审阅定性", exact: true }).last().click();
    await page.locator(".stage", { hasText: "待交办" }).waitFor();
    await page.getByRole("button", { name: "答复", exact: true }).click();
    await page.getByLabel("内容").fill("谢谢您对我们工作关心，我们一定虚心接受，已对当事人进行批评，尽快改进。");
    await page.getByText("用语合规").waitFor();
    await page.getByRole("button", { name: "答复", exact: true }).last().click();
    await page.locator(".stage", { hasText: "已答复" }).waitFor();
    await gulinar.shot("office-4-replied");
  });

  test("opens a conduct case, and the person can state their side", async () => {
    const { page } = gulinar;
    await gulinar.go("/office/conduct");
    await page.getByRole("button", { name: "立项核查" }).click();
    await page.getByRole("combobox", { name: "涉及人员" }).click();
    await page.keyboard.type("热娜");
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: "类别" }).click();
    await page.keyboard.type("态度");
    await page.keyboard.press("Enter");
    await page.getByLabel("事实").fill("12月3日上午在三号窗口使用手机，群众三次询问未答。");
    await gulinar.shot("office-5-open-conduct");
    await page.getByRole("button", { name: "立项核查" }).last().click();
    await page.getByRole("button", { name: "告知本人并听取申辩" }).click();
    await page.getByLabel("事实").fill("12月3日上午在三号窗口使用手机，群众三次询问未答。");
    await page.getByRole("button", { name: "告知本人并听取申辩" }).last().click();
    await page.locator(".stage", { hasText: "听取申辩" }).waitFor();
    await gulinar.shot("office-6-hearing");
    expect(await gulinar.barriers()).toEqual([]);
    const rena = await centre.desk("rena");
    await rena.go("/office/conduct");
    await rena.page.getByRole("link", { name: /态度/ }).click();
    await rena.page.getByRole("button", { name: "陈述申辩" }).waitFor();
    await rena.shot("officer-11-hearing");
    await rena.leave();
  });

  test("reads the figures of the month with their definitions, and takes the closed cases away as CSV", async () => {
    const { page } = gulinar;
    await gulinar.go("/office/figures?from=2026-11-01&to=2026-12-31");
    await page.locator(".figures .card").first().waitFor();
    await gulinar.shot("office-9-figures");
    expect(await gulinar.barriers()).toEqual([]);
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "导出 CSV" }).click();
    expect((await saved).suggestedFilename()).toBe("办结来件-2026-11-01-2026-12-31.csv");
  });

  test("records an inspection that has to be put right", async () => {
    const { page } = gulinar;
    await gulinar.go("/office/inspections");
    await page.getByRole("button", { name: "登记督查" }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("combobox", { name: "部门" }).click();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await form.getByRole("combobox", { name: "类别" }).click();
    await page.keyboard.type("整洁");
    await page.keyboard.press("Enter");
    await form.getByRole("combobox", { name: "程度" }).click();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await form.getByLabel("发现的情况").fill("大厅填表台没有笔，宣传架空了一半。");
    await gulinar.shot("office-7-inspection");
    expect(await gulinar.barriers()).toEqual([]);
    await form.getByRole("button", { name: "保存" }).click();
    await page.getByRole("cell", { name: "待整改" }).waitFor();
    await gulinar.shot("office-8-inspections");
  });
});

describe("the director", () => {
  test("finds the escalations of the second level in the inbox, and every unit's work in one list", async () => {
    const director = await centre.desk("zhang-jianguo");
    const { page } = director;
    await page.getByRole("button", { name: /通知，[1-9]\d* 条未读/ }).click();
    await page.getByText("超时督办").first().waitFor();
    await director.shot("director-1-escalations");
    expect(await director.barriers()).toEqual([]);
    await page.keyboard.press("Escape");
    await director.go("/work?view=overdue");
    await page.getByRole("link", { name: "提取进度" }).waitFor();
    await director.shot("director-2-overdue");
    expect(await director.barriers()).toEqual([]);
    await director.leave();
  });
});
