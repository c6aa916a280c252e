import assert from "node:assert/strict";
import { test } from "vitest";
import fc from "fast-check";
import { paragraphs } from "../src/core/paragraphs.ts";
import { texts } from "./texts.ts";

const blocksOf = (text: string): string[] =>
  paragraphs(text).map(({ start, end }) => text.slice(start, end));

test("the blocks put together are the text exactly, and none is empty", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const blocks = blocksOf(text);
      assert.equal(blocks.join(""), text);
      assert.ok(blocks.every((block) => block !== ""));
    }),
  );
});

test("a block is a run of lines with the blank lines after it", () => {
  assert.deepEqual(blocksOf("\none\ntwo\n\n \nthree\n\nfour"), ["\none\ntwo\n\n \n", "three\n\n", "four"]);
  assert.deepEqual(blocksOf(""), []);
  assert.deepEqual(blocksOf("\n\n"), ["\n\n"]);
});

test("lines without a blank one between them are still drawn in blocks of bounded length", () => {
  const blocks = blocksOf("A line of the article.\n".repeat(5_000));
  assert.ok(blocks.every((block) => block.length < 9_000 && block.endsWith("\n")));
});
