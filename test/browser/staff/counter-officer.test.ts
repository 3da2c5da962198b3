import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Centre, type Desk, openCentre, printed } from "./desk.ts";

let centre: Centre;
let aysha: Desk;

beforeAll(async () => {
  centre = await openCentre("2026-11-30T10:20:00+08:00");
  aysha = await centre.desk("aysha");
});

afterAll(async () => {
  await centre.close();
});

const writeDown = async ({ page }: Desk, words: string, phone: string) => {
  await page.getByLabel("来件内容").fill(words);
  await page.getByLabel("姓名").fill("帕提曼·买合木提");
  await page.getByRole("textbox", { name: "电话", exact: true }).fill(phone);
};

const chooseService = async ({ page }: Desk, code: string) => {
  await page.getByRole("combobox", { name: "业务" }).click();
  await page.keyboard.type(code);
  await page.keyboard.press("Enter");
};

describe("the morning of a counter officer", () => {
  test("an empty tray says so and offers the next step", async () => {
    const { page } = aysha;
    await page.getByText("您手上没有未办结的来件。").waitFor();
    await aysha.shot("officer-1-empty-tray");
    expect(await aysha.barriers()).toEqual([]);
  });

  test("n opens the counter screen, which names who will answer and until when before anything is stored", async () => {
    const { page } = aysha;
    await page.keyboard.press("n");
    await chooseService(aysha, "TQ-08");
    const foresight = page.getByRole("region", { name: "保存后由谁负责、何时到期" });
    await foresight.getByText("2026-12-03").waitFor();
    await aysha.shot("officer-2-counter");
    expect(await foresight.textContent()).toMatch(/阿依夏·买买提.*只问到这一位.*首次答复.*办理/);
    expect(await centre.ask("aysha", "GET", "/api/staff/inquiries?view=mine")).toEqual({ items: [] });
  });

  test("of two people asked the higher rank is named at once", async () => {
    const { page } = aysha;
    await page.getByRole("button", { name: "+ 王敏" }).click();
    await page.getByText("被问到的人中职务最高").waitFor();
    await aysha.shot("officer-3-two-asked");
    await page.getByRole("button", { name: "移除王敏" }).click();
    await page.getByText("只问到这一位").waitFor();
  });

  test("a visit is recorded in under twenty seconds, hands on the keyboard", async () => {
    const { page } = aysha;
    await page.reload();
    await page.evaluate(() => sessionStorage.removeItem("shouwen.draft.contact"));
    await page.reload();
    await page.getByLabel("来件内容").waitFor();
    const start = Date.now();
    await page
      .getByLabel("来件内容")
      .pressSequentially("父亲去世，想提取他账户里的公积金，问要带什么材料。", { delay: 60 });
    await chooseService(aysha, "TQ-08");
    await page.getByLabel("姓名").pressSequentially("帕提曼·买合木提", { delay: 60 });
    await page.getByRole("textbox", { name: "电话", exact: true }).pressSequentially("13900000005", { delay: 60 });
    await page.keyboard.press("Control+Enter");
    await page.getByRole("heading", { name: /^已登记 Q/ }).waitFor();
    expect((Date.now() - start) / 1000).toBeLessThan(20);
    await aysha.shot("officer-4-receipt");
    expect(await aysha.barriers()).toEqual([]);
  });

  test("the slip is printed with number, secret, first responder and a QR code", async () => {
    const { page } = aysha;
    await page.keyboard.press("p");
    await expect.poll(() => printed(page)).toHaveLength(1);
    const [slip] = await printed(page);
    expect(slip).toMatch(/编号Q.*查询密码[0-9A-Z]{4}(-[0-9A-Z]{4}){3}.*首问责任人阿依夏/);
    await page.emulateMedia({ media: "print" });
    await aysha.shot("officer-5-slip-on-paper");
    expect(await page.locator(".sheet svg.qr").isVisible()).toBe(true);
    await page.emulateMedia({ media: "screen" });
  });

  test("one click gives and prints the one-time notice from the checklist", async () => {
    const { page } = aysha;
    await page.getByRole("button", { name: /^开具并打印/ }).click();
    await page.getByText(/^已开具 Q/).waitFor();
    await expect.poll(async () => (await printed(page)).at(-1)).toMatch(/一次性告知书.*齐了后我立即给您办/);
    await page.emulateMedia({ media: "print" });
    await aysha.shot("officer-6-notice-on-paper");
    await page.emulateMedia({ media: "screen" });
  });

  test("the case tells what was said, which clocks stand still, and why other steps are closed", async () => {
    const { page } = aysha;
    await page.getByRole("button", { name: "打开本件" }).click();
    await page.getByText(/其他 \d+ 项为什么不能办/).click();
    await page.getByText("本件目前处于“待补材料”，“受理”须在“待受理”环节执行").waitFor();
    await aysha.shot("officer-7-case");
    expect(await page.getByText(/暂停 .* 至 …：等待补材料/).count()).toBeGreaterThan(0);
    expect(await aysha.barriers()).toEqual([]);
  });
});

describe("a call that is answered", () => {
  test("a brush-off is marked while it is being written, and can't be sent", async () => {
    const { page } = aysha;
    await page.keyboard.press("n");
    await page.getByRole("radiogroup", { name: "来件方式" }).getByText("电话").click();
    await writeDown(aysha, "来电询问封存的账户怎么转到喀什。", "13900000006");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("button", { name: "打开本件" }).click();
    await page.getByRole("button", { name: "办结", exact: true }).click();
    await page.getByLabel("内容").fill("您好，这个我不清楚，不归我管。");
    await page.getByRole("list", { name: "用语检查结果" }).waitFor();
    await aysha.shot("officer-8-brush-off");
    expect(await page.locator("mark.block").allTextContents()).toEqual(["不清楚", "不归我管"]);
    expect(await page.getByRole("button", { name: "办结", exact: true }).last().isDisabled()).toBe(true);
    expect(await aysha.barriers()).toEqual([]);
  });

  test("the proposal takes the place of the sentence with one click", async () => {
    const { page } = aysha;
    await page.getByRole("button", { name: "采用建议" }).first().click();
    await page.getByText("用语合规").waitFor();
    expect(await page.getByLabel("内容").inputValue()).not.toMatch(/不清楚|不归我管/);
  });

  test("a good answer closes the case", async () => {
    const { page } = aysha;
    await page
      .getByLabel("内容")
      .fill("您好，请本人带身份证到归集科1号窗口，当场为您办理账户转移，电话0903-0000101。谢谢。");
    await page.getByText("用语合规").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.locator(".stage", { hasText: "已办结" }).waitFor();
    await aysha.shot("officer-9-closed");
  });

  test("/ finds a caller's cases by telephone, j and Enter open one", async () => {
    const { page } = aysha;
    await page.keyboard.press("/");
    await page.keyboard.type("139 0000 0005");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "来电人 139 0000 0005 的来件" }).waitFor();
    await page.getByRole("cell", { name: "待补材料" }).waitFor();
    await page.locator("main").click({ position: { x: 5, y: 5 } });
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "办理过程" }).waitFor();
    expect(page.url()).toMatch(/#\/case\/Q/);
  });
});

describe("two people on one case", () => {
  test("what the other did is shown, what was typed stays, and the second attempt goes through", async () => {
    const { number } = await centre.ask<{ number: string }>(
      "aysha",
      "POST",
      "/api/staff/inquiries",
      {
        channel: "visit",
        contactedStaff: ["aysha"],
        office: "centre",
        subject: "账户转移",
        content: "想把账户转到新单位。",
        name: "孙立军",
        phone: "13900000004",
      },
      { "idempotency-key": randomUUID() },
    );
    const { page } = aysha;
    await aysha.go(`/case/${number}?do=reply`);
    await page.getByLabel("内容").fill("您好，请带身份证来，我给您办。");
    await centre.ask(
      "wang-min",
      "POST",
      `/api/staff/inquiries/${number}/commands`,
      { type: "extend", amount: 2, reason: "等待原单位出具证明" },
      { "if-match": '"1"' },
    );
    await page.getByText("用语合规").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText("您填写期间，本件有了新进展").waitFor();
    await aysha.shot("officer-10-overtaken");
    expect(await page.getByLabel("内容").inputValue()).toBe("您好，请带身份证来，我给您办。");
    await page.getByRole("button", { name: "知道了，继续填写" }).click();
    await page.getByRole("button", { name: "答复", exact: true }).last().click();
    await page.getByRole("region", { name: "来件与答复" }).getByText("请带身份证来").waitFor();
  });
});
