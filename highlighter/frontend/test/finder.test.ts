import assert from "node:assert/strict";
import { test } from "vitest";
import { Finder } from "../src/core/finder.ts";

test("the first match is the one from where one reads on, and the steps go round", () => {
  const finder = new Finder("one two One");
  finder.look("one", 4);
  assert.deepEqual(finder.current, { start: 8, end: 11 });
  finder.step(1);
  assert.deepEqual(finder.current, { start: 0, end: 3 });
  finder.step(-1);
  assert.equal(finder.at, 1);
});

test("what is near is found before the rest of a long text, and stays current when the rest is known", () => {
  const text = `needle ${"hay ".repeat(30_000)}needle ${"hay ".repeat(30_000)}needle`;
  const finder = new Finder(text);
  finder.look("needle", 100_000);
  assert.deepEqual([finder.isPartial, finder.matches.length, finder.current?.start], [true, 1, 120_007]);
  finder.complete(100_000);
  assert.deepEqual([finder.isPartial, finder.matches.length, finder.at], [false, 3, 1]);
  finder.look("hay", 5);
  assert.deepEqual([finder.isPartial, finder.matches.length, finder.at], [false, 10_000, 0]);
});

test("nothing is found for nothing", () => {
  const finder = new Finder("text");
  for (const query of ["", "q"]) {
    finder.look(query, 0);
    finder.step(1);
    assert.deepEqual([finder.current, finder.matches.length], [null, 0]);
  }
});
