import type { Page } from "playwright-core";

/** A language and a width in which everything must work. */
export const views = [
  { language: "zh", base: "", width: 360 },
  { language: "zh", base: "", width: 1280 },
  { language: "ug", base: "/ug", width: 360 },
  { language: "ug", base: "/ug", width: 1280 },
] as const;

/** What a citizen types into the form, with only the relevant field named. */
export async function fillAsk(page: Page, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.locator('#office option[value="centre"]').waitFor({ state: "attached" });
  await page.locator('#serviceCode option[value="TQ-01"]').waitFor({ state: "attached" });
  await page.selectOption("#office", "centre");
  await page.selectOption("#serviceCode", "TQ-01");
  const typed = {
    subject: "买房提取要带什么",
    content: "我在和田市买了房，想提取公积金。",
    name: "王小明",
    phone: "139 0000 0009",
    ...fields,
  };
  for (const [name, value] of Object.entries(typed)) await page.fill(`#${name}`, value);
}

/** The receipt on the page. */
export async function receiptOn(page: Page): Promise<{ number: string; secret: string }> {
  await page.waitForSelector("#receipt-secret", { timeout: 60_000 });
  return {
    number: (await page.textContent("#receipt-number")) ?? "",
    secret: (await page.textContent("#receipt-secret")) ?? "",
  };
}
