import assert from "node:assert/strict";
import { test } from "vitest";
import fc from "fast-check";
import { CodePoints, Graphemes, trimToWords } from "../src/core/offsets.ts";
import { anyTexts, texts } from "./texts.ts";

test("code points and UTF-16 convert exactly, both ways, at every boundary", () => {
  fc.assert(
    fc.property(anyTexts, (text) => {
      const points = new CodePoints(text);
      const characters = [...text];
      assert.equal(points.length, characters.length);
      let index = 0;
      for (const [offset, character] of characters.entries()) {
        assert.equal(points.toUtf16(offset), index);
        assert.equal(points.toCodePoint(index), offset);
        if (character.length === 2) assert.equal(points.toCodePoint(index + 1), offset);
        index += character.length;
      }
      assert.equal(points.toUtf16(characters.length), text.length);
      assert.equal(points.toCodePoint(text.length), characters.length);
    }),
  );
});

test("a slice is what the server cuts at the same offsets", () => {
  fc.assert(
    fc.property(anyTexts, fc.nat(60), fc.nat(60), (text, a, b) => {
      const [start, end] = [Math.min(a, b), Math.max(a, b)];
      const expected = [...text].slice(start, end).join("");
      assert.equal(new CodePoints(text).slice(start, end), expected);
    }),
  );
});

test("an offset outside the text is taken for its nearest end", () => {
  const points = new CodePoints("a💩");
  assert.deepEqual([points.toUtf16(-3), points.toUtf16(9)], [0, 3]);
  assert.deepEqual([points.toCodePoint(-3), points.toCodePoint(9)], [0, 2]);
});

test("a selection's ends move out of graphemes exactly as in the text segmented whole", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const graphemes = new Graphemes(text, "en");
      const whole = [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)];
      for (let index = 0; index <= text.length; index += 1) {
        const around = whole.find((g) => g.index < index && index < g.index + g.segment.length);
        assert.equal(graphemes.snapStart(index), around ? around.index : index);
        assert.equal(graphemes.snapEnd(index), around ? around.index + around.segment.length : index);
      }
    }),
    { numRuns: 500 },
  );
});

test("a family, a flag and an accented letter are never cut", () => {
  for (const grapheme of ["👨🏻‍🚒", "🇩🇪", "e\u0301", "👨‍👩‍👧‍👦"]) {
    const text = `x${grapheme}y`;
    const graphemes = new Graphemes(text);
    for (let index = 2; index <= grapheme.length; index += 1) {
      assert.equal(graphemes.snapStart(index), 1);
      assert.equal(graphemes.snapEnd(index), 1 + grapheme.length);
    }
  }
});

test("a language that is none does not keep graphemes from being found", () => {
  assert.equal(new Graphemes("e\u0301", "no such language!").snapEnd(1), 2);
});

test("a selection is trimmed to its words, and white space alone makes nothing", () => {
  const text = "\u00a0\u200b\ufeff \u2003Zebra crossing\n \t";
  const words = trimToWords(text, 0, text.length);
  assert.deepEqual(words && text.slice(words.start, words.end), "Zebra crossing");
  assert.equal(trimToWords(" \n\u00a0\u200b", 0, 4), null);
  assert.equal(trimToWords("abc", 2, 2), null);
});

test("trimming takes nothing but white space, and leaves none at the ends", () => {
  fc.assert(
    fc.property(texts, fc.nat(60), fc.nat(60), (text, a, b) => {
      const [start, end] = [Math.min(a, b, text.length), Math.min(Math.max(a, b), text.length)];
      const words = trimToWords(text, start, end);
      const blank = /^[\p{White_Space}\u200b\ufeff]*$/u;
      if (words === null) return assert.match(text.slice(start, end), blank);
      assert.match(text.slice(start, words.start), blank);
      assert.match(text.slice(words.end, end), blank);
      assert.match(text.slice(words.end - 1, words.end), /[^\p{White_Space}\u200b\ufeff]/u);
    }),
  );
});
