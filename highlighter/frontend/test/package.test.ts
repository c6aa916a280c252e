import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "vitest";

test("the lock names packages by version and hash alone: no address is in it", () => {
  const lock = readFileSync(new URL("../package-lock.json", import.meta.url), "utf8");
  assert.equal(lock.includes("://"), false, "Run npm run lock: it drops the addresses.");
});
