import assert from "node:assert/strict";
import fc from "fast-check";
import { test } from "vitest";
import { findAll } from "../src/core/search.ts";

function found(text: string, query: string): string[] {
  return findAll(text, query).map(({ start, end }) => text.slice(start, end));
}

test("case, accents' form, blanks and quotes do not matter", () => {
  assert.deepEqual(found("Cafe\u0301, CAFÉ and cafe", "café"), ["Cafe\u0301", "CAFÉ"]);
  assert.deepEqual(found("the  old\n\nmayor; the\u00a0old mayor", "The old  mayor"), ["the  old\n\nmayor", "the\u00a0old mayor"]);
  assert.deepEqual(found("“It’s late,” she said.", `"it's late," she`), ["“It’s late,” she"]);
  assert.deepEqual(found("Straße und STRASSE", "strasse"), ["Straße", "STRASSE"]);
});

test("a part of what a person sees as one character is not found", () => {
  assert.deepEqual(found("e\u0301 é 👨‍👩‍👧 ß 한", "e"), []);
  assert.deepEqual(found("👨‍👩‍👧 👨", "👨"), ["👨"]);
  assert.deepEqual(found("ß s", "s"), ["s"]);
  assert.deepEqual(found("🇩🇪🇫🇷", "🇪🇫"), []);
});

test("places come in order and apart, at most 10,000", () => {
  assert.deepEqual(findAll("aaaaa", "aa"), [{ start: 0, end: 2 }, { start: 2, end: 4 }]);
  assert.equal(findAll("a ".repeat(20_000), "a").length, 10_000);
});

test("nothing is found for nothing", () => {
  for (const query of ["", " ", "\n\t"]) assert.deepEqual(findAll("a b", query), []);
  assert.deepEqual(findAll("", "a"), []);
});

test("what is found is what a search by hand finds", () => {
  const pieces = fc.array(fc.constantFrom("a", "A", "b", "\u00e9", "E\u0301", " ", "\n", "'", "\u2019"), { maxLength: 40 });
  const plain = (text: string): string => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").replaceAll("\u2019", "'");
  fc.assert(
    fc.property(pieces, pieces, (left, right) => {
      const [text, query] = [left.join(""), right.slice(0, 3).join("")];
      const places = findAll(text, query);
      const expected = plain(query).trim() === "" ? 0 : plain(text).split(plain(query)).length - 1;
      assert.equal(places.length, expected);
      for (const { start, end } of places) assert.equal(plain(text.slice(start, end)), plain(query));
    }),
  );
});
