import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { loadDemoOnce } from "#infra/local/demo.ts";
import { FIRST_ADMINISTRATOR, startLocalStack } from "#infra/local/stack.ts";

const SHOTS = path.join(import.meta.dirname, "../shots/staff");
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Without these Chromium looks up its maker's hosts at every start. */
const QUIETLY = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A member of staff at their screen. */
export interface Desk {
  readonly page: Page;
  /** Goes to a place of the portal. */
  go(place: string): Promise<void>;
  /** Keeps what the screen shows, for people to look at. */
  shot(name: string): Promise<void>;
  /** What an automatic check finds wrong for people who can't see or use a mouse. */
  barriers(): Promise<string[]>;
  leave(): Promise<void>;
}

/** The running centre: the local stack with demo staff and nothing in their trays, on a Monday morning. */
export async function openCentre(startsAt: string) {
  const stack = await startLocalStack({ port: 0, startAt: startsAt });
  await loadDemoOnce(stack, "directory", FIRST_ADMINISTRATOR);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIETLY });
  return {
    ...stack,
    desk: (staffId: string) => sitDown(browser, stack.url, staffId),
    /** Asks the API as a member of staff, for what happens off the screen. */
    ask: async <Answer>(
      staffId: string,
      method: string,
      to: string,
      body?: unknown,
      headers?: Record<string, string>,
    ) => {
      const answer = await fetch(stack.url + to, {
        method,
        headers: {
          authorization: `Bearer ${await stack.token(staffId)}`,
          "content-type": "application/json",
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${method} ${to}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as Answer;
    },
    close: async () => {
      await browser.close();
      await stack.stop();
    },
  };
}

export type Centre = Awaited<ReturnType<typeof openCentre>>;

async function sitDown(browser: Browser, url: string, staffId: string): Promise<Desk> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 820 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  // Nobody fetches the paper: what would be printed is counted and kept.
  await page.addInitScript(() => {
    Object.assign(window, { printed: [] as string[] });
    window.print = () => {
      (window as unknown as { printed: string[] }).printed.push(document.querySelector(".sheet")?.textContent ?? "");
    };
  });
  // The first one to open the portal waits until it is built.
  await page.goto(`${url}/staff/`, { timeout: 90_000 });
  await page.click(`button[value="${staffId}"]`);
  await page.waitForSelector("header.bar");
  return {
    page,
    go: (place) =>
      page.evaluate((hash) => {
        location.hash = hash;
      }, place),
    shot: async (name) => {
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({ path: path.join(SHOTS, `${name}.png`) });
    },
    barriers: async () => {
      await page.evaluate(AXE);
      return page.evaluate(async () => {
        const { axe } = window as unknown as {
          axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        const { violations } = await axe.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
      });
    },
    leave: () => context.close(),
  };
}

/** What came out of the printer. */
export const printed = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { printed: string[] }).printed);
