import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: [...configDefaults.exclude, "test/browser/**", "test/authorisation/**"],
    // Much of a scenario is waiting for queues: no processor is kept free.
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Messages travel over real queues: a slow machine is no failure.
    expect: { poll: { timeout: 20_000, interval: 100 } },
  },
});
