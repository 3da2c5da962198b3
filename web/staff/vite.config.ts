import path from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The staff portal, built on its own: it shares contracts and rules with the public pages, and no code of theirs. */
export default defineConfig({
  root: import.meta.dirname,
  base: "/staff/",
  plugins: [react()],
  build: {
    outDir: path.resolve(import.meta.dirname, "../../dist/web/staff"),
    emptyOutDir: true,
    chunkSizeWarningLimit: 1500,
  },
});
