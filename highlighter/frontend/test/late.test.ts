/** What may not be a reviewer's first thought says so quietly; in an open project only what came after a submission. */
import assert from "node:assert/strict";
import { test } from "vitest";
import { Wording } from "../src/core/wording.ts";
import type { Annotation } from "../src/core/types.ts";
import { lateWord } from "../src/view/card_parts.ts";

test("a passage is marked as late, or as not written blind where that is the rule", () => {
  const words = new Wording({ late: "late", not_blind: "seen" });
  const told = (marks: Partial<Annotation>, blind: boolean): string | null => lateWord(marks as Annotation, blind, words);
  assert.equal(told({}, true), null);
  assert.equal(told({ others_seen: true }, false), null);
  assert.equal(told({ others_seen: true }, true), "seen");
  assert.equal(told({ others_seen: true, after_submission: true }, false), "late");
});
