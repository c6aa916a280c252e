import { defineConfig } from "vitest/config";

export default defineConfig({
  // One worker for many files: starting one takes longer than what most files test.
  test: { include: ["test/**/*.test.ts"], environment: "node", reporters: ["dot"], pool: "threads", isolate: false },
});
