import { defineConfig } from "vitest/config";

/** The tests that drive a real browser against the running local stack: `vitest run --config vitest.browser.config.ts`. */
export default defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts"],
    testTimeout: 90_000,
    hookTimeout: 180_000,
    fileParallelism: false,
  },
});
