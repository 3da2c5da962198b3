import { defineConfig } from "vitest/config";

/** Tests in a real browser against the running local stack: `npm run test:browser`. */
export default defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // One browser and one stack at a time: the machine may have two cores.
    fileParallelism: false,
  },
});
