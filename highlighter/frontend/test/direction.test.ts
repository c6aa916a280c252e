import assert from "node:assert/strict";
import { test } from "vitest";
import { directionAt, directionOf } from "../src/core/direction.ts";

test("a text runs as most of its letters do", () => {
  assert.equal(directionOf("שלום, said the minister, and left.", "ltr"), "ltr");
  assert.equal(directionOf("قالت شركة Norrvolt إن الجسر جاهز", "ltr"), "rtl");
  assert.equal(directionOf("Nur das.", "rtl"), "ltr");
});

test("what begins as the article runs keeps to it, whatever is quoted in it", () => {
  assert.equal(directionOf("Ha'aretz wrote: הגשר החדש ייפתח באביב הקרוב", "ltr"), "ltr");
  assert.equal(directionOf("(1) אמר: the new bridge will open next spring", "rtl"), "rtl");
  assert.equal(directionOf("Norrvolt: הגשר החדש ייפתח באביב הקרוב", "rtl"), "rtl");
});

test("without letters, or with as many of each, it runs as what is around it", () => {
  for (const around of ["ltr", "rtl"] as const) {
    assert.equal(directionOf("12 %, 4.2", around), around);
    assert.equal(directionOf("ab אב", around), around);
  }
});

test("a letter and a number run their own way, a sign as its paragraph", () => {
  const text = "אb1.";
  assert.deepEqual([0, 1, 2, 3].map((at) => directionAt(text, at, "rtl")), ["rtl", "ltr", "ltr", "rtl"]);
});
