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
const rows: Record<string, string>[] = [];
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
  rows.push({
    page: name,
    "JS gzipped": `${(bytes / 1024).toFixed(1)} KB`,
    "LCP median": `${Math.round(median(paints))} ms`,
  });
}
console.log("Slow 4G (150 ms, 1.6 Mbit/s), CPU ÷ 4, cold cache; bars: JS ≤ 30 KB, LCP ≤ 1500 ms");
console.table(rows);
await browser.close();
await stack.stop();
