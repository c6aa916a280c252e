import assert from "node:assert/strict";
import { test } from "vitest";
import fc from "fast-check";
import { paragraphs } from "../src/core/paragraphs.ts";
import { Units } from "../src/core/units.ts";
import type { Range, Unit } from "../src/core/units.ts";

const TEXT = "Dr. Müller said it, twice. \"No!\" 💩\n\n今日は天気がいい。 Last.\n";

function cut(text: string, pieces: readonly string[]): [number, number][] {
  let from = 0;
  return pieces.map((piece) => {
    const start = text.indexOf(piece, from);
    from = start + piece.length;
    return [start, from];
  });
}

const SENTENCES = cut(TEXT, ["Dr. Müller said it, twice.", '"No!" 💩', "今日は天気がいい。", "Last."]);
const units = new Units(TEXT, SENTENCES, paragraphs(TEXT), "en");
const said = (range: Range | null): string | null => range && TEXT.slice(range.start, range.end);

function walk(unit: Unit): string[] {
  const found: string[] = [];
  let range: Range | null = { start: 0, end: 0 };
  while ((range = units.next(unit, range))) found.push(said(range)!);
  return found;
}

test("words leave out punctuation and emoji, and are found in Japanese", () => {
  const words = walk("word");
  assert.deepEqual(words.slice(0, 6), ["Dr", "Müller", "said", "it", "twice", "No"]);
  assert.ok(words.includes("今日") && words.at(-1) === "Last");
});

test("sentences are the server's, whatever the browser would cut", () => {
  assert.deepEqual(walk("sentence"), SENTENCES.map(([start, end]) => TEXT.slice(start, end)));
});

test("a paragraph is its lines without the blank ones around them", () => {
  assert.deepEqual(walk("paragraph"), ['Dr. Müller said it, twice. "No!" 💩', "今日は天気がいい。 Last."]);
});

test("going back passes what going forward passed, and stops at both ends", () => {
  for (const unit of ["word", "sentence", "paragraph"] as const) {
    const forward = walk(unit);
    const back: string[] = [];
    let range: Range | null = { start: TEXT.length, end: TEXT.length };
    while ((range = units.previous(unit, range))) back.unshift(said(range)!);
    assert.deepEqual(back, forward);
  }
});

test("between two units, the next one is meant; after the last, the last", () => {
  assert.equal(said(units.at("word", TEXT.indexOf(","))), "twice");
  assert.equal(said(units.at("sentence", TEXT.indexOf('"') - 1)), '"No!" 💩');
  assert.equal(said(units.at("word", TEXT.length)), "Last");
  assert.equal(said(units.at("word", TEXT.indexOf("ller"))), "Müller");
});

test("widening takes in the whole units at both ends", () => {
  const word = units.at("word", TEXT.indexOf("said"));
  assert.equal(said(units.widen(word, "sentence")), "Dr. Müller said it, twice.");
  assert.equal(said(units.widen(word, "paragraph")), 'Dr. Müller said it, twice. "No!" 💩');
  const across = { start: TEXT.indexOf("twice"), end: TEXT.indexOf("No") + 1 };
  assert.equal(said(units.widen(across, "sentence")), 'Dr. Müller said it, twice. "No!" 💩');
});

test("a text without sentences or words has none, and still an answer", () => {
  const none = new Units("--- ...", [], paragraphs("--- ..."));
  assert.equal(none.next("word", { start: 0, end: 0 }), null);
  assert.deepEqual(none.at("sentence", 3), { start: 3, end: 3 });
});

test("a range never grows narrower by widening", () => {
  fc.assert(
    fc.property(fc.nat(TEXT.length), fc.nat(TEXT.length), (a, b) => {
      const range = { start: Math.min(a, b), end: Math.max(a, b) };
      for (const unit of ["word", "sentence", "paragraph"] as const) {
        const wide = units.widen(range, unit);
        assert.ok(wide.start <= range.start && wide.end >= range.end);
      }
    }),
  );
});
