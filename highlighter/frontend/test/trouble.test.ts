import assert from "node:assert/strict";
import { test } from "vitest";
import { Trouble } from "../src/core/trouble.ts";

test("trouble begins with a failure and ends with an answer, not with the next attempt", () => {
  const trouble = new Trouble();
  const isIn = (pending: number, retryAt: number | null = null, failed = 0): boolean => trouble.isIn({ pending, retryAt, failed });
  assert.equal(isIn(3), false);
  assert.equal(isIn(3, 1000), true);
  assert.equal(isIn(3), true);
  assert.equal(isIn(4), true);
  assert.equal(isIn(2), false);
  assert.equal(isIn(3), false);
  assert.equal(isIn(3, 2000), true);
  assert.equal(isIn(0), false);
  assert.equal(isIn(1), false);
});

test("what is refused as a whole is no longer tried", () => {
  const trouble = new Trouble();
  assert.equal(trouble.isIn({ pending: 2, retryAt: 1000, failed: 0 }), true);
  assert.equal(trouble.isIn({ pending: 2, retryAt: null, failed: 2 }), false);
});
