import { type CDPSession, chromium } from "playwright-core";
import { startLocalStack } from "#infra/local/stack.ts";

const PAGES = [
  "index",
  "ask",
  "suggest",
  "track",
  "services",
  "service/TQ-01",
  "appointments",
  "published",
  "ug/index",
  "ug/ask",
];
const RUNS = 5;

/** A public page as a telephone on a slow line gets it: bytes of scripts, and milliseconds to the largest paint. */
export interface SeenPage {
  readonly name: string;
  readonly script: number;
  readonly paint: number;
}

/** Lighthouse's Slow 4G with a phone four times slower than this machine. */
const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** The bytes of scripts that came over the line, as they came: compressed. */
const countScripts = async (session: CDPSession) => {
  const scripts = new Set<string>();
  let bytes = 0;
  session.on("Network.responseReceived", ({ requestId, type }) => type === "Script" && scripts.add(requestId));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await session.send("Network.enable");
  return () => bytes;
};

/** Every public page with a cold cache; the median of five visits. */
export async function publicPages(): Promise<readonly SeenPage[]> {
  const stack = await startLocalStack({ demo: "directory" });
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
    ],
  });
  await fetch(`${stack.url}/index.html`);
  const seen: SeenPage[] = [];
  for (const name of PAGES) {
    const paints: number[] = [];
    let bytes = 0;
    for (let run = 0; run <= RUNS; run += 1) {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 });
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      const scripts = await countScripts(session);
      await session.send("Network.emulateNetworkConditions", SLOW_4G);
      await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
      await page.goto(`${stack.url}/${name}.html`, {
        waitUntil: "networkidle",
      });
      const paint = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
              type: "largest-contentful-paint",
              buffered: true,
            });
          }),
      );
      if (run > 0) paints.push(paint);
      bytes = scripts();
      await context.close();
    }
    seen.push({ name, script: bytes, paint: median(paints) });
  }
  await browser.close();
  await stack.stop();
  return seen;
}
