import assert from "node:assert/strict";
import { test } from "vitest";
import { Units } from "../src/core/units.ts";
import { endAfter, endBefore, startAfter, startBefore } from "../src/core/word_edges.ts";

const TEXT = "He said so. “Nobody (else) did.” End";
const SENTENCES = [[0, 11], [12, 32], [33, 36]] as const;
const units = new Units(TEXT, SENTENCES, [{ start: 0, end: TEXT.length }], "en");

function walk(step: (units: Units, at: number) => number | null, from: number): number[] {
  const places: number[] = [];
  for (let at = step(units, from); at !== null && places.length < 20; at = step(units, at)) places.push(at);
  return places;
}

test("an end goes by words, and over the closing punctuation of a sentence as a step of its own", () => {
  const ends = walk(endAfter, 0);
  assert.deepEqual(ends, [2, 7, 10, 11, 19, 25, 30, 32, 36]);
  assert.deepEqual(walk(endBefore, 36), ends.slice(0, -1).reverse());
});

test("a start goes by words, and over the opening quotation mark", () => {
  const starts = walk(startBefore, TEXT.length);
  assert.deepEqual(starts, [33, 27, 21, 13, 12, 8, 3, 0]);
  assert.deepEqual(walk(startAfter, 0), starts.slice(0, -1).reverse());
});
