import { defineConfig } from "vitest/config";

/** Who may do what, tried over HTTP by everybody on everything: `npm run test:rights`. */
export default defineConfig({
  test: {
    include: ["test/authorisation/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000, interval: 100 } },
  },
});
