import { publicPages } from "./pages.ts";

console.log("Slow 4G (150 ms, 1.6 Mbit/s), CPU ÷ 4, cold cache; bars: JS ≤ 30 KB, LCP ≤ 1500 ms");
console.table(
  (await publicPages()).map(({ name, script, paint }) => ({
    page: name,
    "JS gzipped": `${(script / 1024).toFixed(1)} KB`,
    "LCP median": `${Math.round(paint)} ms`,
  })),
);
