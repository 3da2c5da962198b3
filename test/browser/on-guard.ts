import type { Page } from "playwright-core";

/** Watches a page for a payload that ran, and for what the content policy had to stop; from its next load on. */
export const guard = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const seen = globalThis as unknown as { ran: number[]; stopped: string[]; hit: (which: number) => void };
    seen.ran = [];
    seen.stopped = [];
    seen.hit = (which) => seen.ran.push(which);
    document.addEventListener("securitypolicyviolation", (event) =>
      seen.stopped.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });

/** What payloads have done to a guarded page. */
export const foundOn = (page: Page) =>
  page.evaluate(() => {
    const { ran, stopped } = globalThis as unknown as { ran: number[]; stopped: string[] };
    const strange =
      "main script:not(#strings, #names, [src]), main iframe, main object, main embed, main video, main audio, main [onerror], main [onload], main [onfocus], main marquee, main math, main base, main link, main style";
    return {
      ran,
      stopped,
      extra: document.querySelectorAll(strange).length,
      foreignLinks: document.querySelectorAll('a[href^="javascript:"]').length,
    };
  });

/** A page to which nothing was done. */
export const clean = { ran: [], stopped: [], extra: 0, foreignLinks: 0 };

/** The answer with every text that somebody wrote replaced by a payload; codes, dates and numbers stay as they are. */
export const poisoned = (value: unknown, payload: string): unknown => {
  if (typeof value === "string") return /^[\w.~:+-]*$/.test(value) ? value : payload;
  if (Array.isArray(value)) return value.map((each) => poisoned(each, payload));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, poisoned(each, payload)]));
};
