import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { AxeResults } from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";

const SHOTS = path.resolve(import.meta.dirname, "shots");
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What a page did that no page may do. */
export interface Misdeeds {
  /** Requests to another origin. */
  readonly foreign: string[];
  /** Violations of the content policy, errors in scripts, dialogs that a script opened. */
  readonly broken: string[];
}

/** A page under observation. */
export interface Watched {
  readonly page: Page;
  readonly misdeeds: Misdeeds;
  readonly context: BrowserContext;
}

/** One Chromium for all tests of a file: Debian's, or the one CHROMIUM names. */
export function onBrowser() {
  let browser: Browser | undefined;
  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    browser = await chromium.launch({
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
  });
  afterAll(() => browser?.close());

  return async (origin: string, width = 360, context?: BrowserContext): Promise<Watched> => {
    if (!browser) throw new Error("The browser is not running");
    const own = context ?? (await browser.newContext({ viewport: { width, height: 800 }, baseURL: origin }));
    const page = await own.newPage();
    const misdeeds: Misdeeds = { foreign: [], broken: [] };
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== origin && !/^(data|blob):/.test(request.url()))
        misdeeds.foreign.push(request.url());
    });
    page.on("pageerror", (error) => misdeeds.broken.push(error.message));
    page.on("dialog", (dialog) => {
      misdeeds.broken.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("console", (message) => {
      if (/Content Security Policy|TrustedHTML|TrustedScript/i.test(message.text()))
        misdeeds.broken.push(message.text());
    });
    return { page, misdeeds, context: own };
  };
}

/** What axe finds on the page as it stands: WCAG 2.2 A and AA, and its best practices. */
async function axeFindings(page: Page): Promise<string[]> {
  // Over the debugger, which the page's policy doesn't bind.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axeSource });
  await session.detach();
  const { violations } = await page.evaluate(
    () => (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run() as Promise<AxeResults>,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

/** A state of a page is fit for use: nothing that axe finds, nothing wider than the screen, nothing it may not do; and its picture is taken. */
export async function expectFit({ page, misdeeds }: Watched, name: string): Promise<void> {
  await page.screenshot({ path: path.join(SHOTS, `${name}.png`), fullPage: true });
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect({ axe: await axeFindings(page), tooWide: Math.max(0, tooWide), ...misdeeds }).toEqual({
    axe: [],
    tooWide: 0,
    foreign: [],
    broken: [],
  });
}
