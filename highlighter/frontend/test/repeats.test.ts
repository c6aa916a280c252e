import assert from "node:assert/strict";
import fc from "fast-check";
import { test } from "vitest";
import { Repeats } from "../src/core/repeats.ts";

/** The places where `passage` stands again, as they are written there. */
function again(text: string, passage: string, language?: string): string[] {
  const start = text.indexOf(passage);
  const found = new Repeats(text, language).of({ start, end: start + passage.length });
  return found.map((range) => text.slice(range.start, range.end));
}

test("the same words are found whatever their case and punctuation, with the closing sign where one was", () => {
  const text = "The mayor resigned. “The Mayor resigned!” they said: the mayor, resigned; the mayors resigned.";
  assert.deepEqual(again(text, "The mayor resigned."), ["The Mayor resigned!”", "the mayor, resigned;"]);
  assert.deepEqual(again(text, "The mayor resigned"), ["The Mayor resigned", "the mayor, resigned"]);
  assert.deepEqual(again(text, "“The Mayor resigned!”"), ["The mayor resigned.", "the mayor, resigned;"]);
});

test("a closing sign is neither a dash nor the quote that opens what comes", () => {
  assert.deepEqual(again("We saw it all. Then we saw it all—twice.", "We saw it all."), ["we saw it all"]);
  assert.deepEqual(again('We saw it all. Then we saw it all "twice".', "We saw it all."), ["we saw it all"]);
});

test("less than three words, a part of a word, or blanks are found nowhere", () => {
  const text = "The mayor went. The mayor went. Mayor went home, mayor went home.";
  assert.deepEqual(again(text, "mayor went"), []);
  assert.deepEqual(again(text, "ayor went home"), []);
  assert.deepEqual(new Repeats(text).of({ start: 3, end: 4 }), []);
  assert.deepEqual(new Repeats("").of({ start: 0, end: 0 }), []);
});

test("a Chinese passage counts by characters", () => {
  const text = "他说我们都知道这件事。后来，他说我们都知道这件事！他说我们";
  assert.deepEqual(again(text, "他说我们都知道这件事。"), ["他说我们都知道这件事！"]);
  assert.deepEqual(again(text, "他说我们"), []);
});

test("letters written in other ways are the same words", () => {
  assert.deepEqual(again("Die Straße war e\u0301te\u0301. DIE STRASSE WAR ÉTÉ.", "Die Straße war e\u0301te\u0301"), ["DIE STRASSE WAR ÉTÉ"]);
  assert.deepEqual(again("İstanbul güzel şehir. istanbul güzel şehir.", "İstanbul güzel şehir", "tr"), ["istanbul güzel şehir"]);
});

test("places lie apart from the passage and from each other", () => {
  const text = "ha ".repeat(30);
  fc.assert(
    fc.property(fc.nat(25), fc.integer({ min: 3, max: 6 }), (first, count) => {
      const span = { start: first * 3, end: (first + count) * 3 - 1 };
      if (span.end > text.length) return;
      let end = -1;
      for (const place of new Repeats(text).of(span)) {
        assert.ok(place.start > end && (place.end <= span.start || place.start >= span.end));
        end = place.end;
      }
    }),
  );
});
