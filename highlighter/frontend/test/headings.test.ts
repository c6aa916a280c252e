import assert from "node:assert/strict";
import { test } from "vitest";
import { headings } from "../src/core/headings.ts";

const BODY = "The county opened the new bridge on Tuesday, six months late, and nobody was there to see it. ".repeat(3).trim();

function found(text: string): string[] {
  return headings(text).map(({ start, end, level }) => `${level} ${text.slice(start, end)}`);
}

test("a short line that ends no sentence and stands over a paragraph is a heading", () => {
  assert.deepEqual(found(`Why now?\n\n${BODY}\n\n1. The bread\n\n${BODY}`), ["1 Why now?", "1 1. The bread"]);
});

test("marks of Markdown tell the level and are no part of the heading", () => {
  assert.deepEqual(found(`# One\n${BODY}\n\n## Two ##\n\n${BODY}`), ["1 One", "2 Two"]);
});

test("in a text whose lines are its paragraphs, a line is one", () => {
  assert.deepEqual(found(`${BODY}\nWhat comes next\n${BODY}\n`), ["1 What comes next"]);
});

for (const [what, line] of [
  ["a sentence", "Nobody came."],
  ["a Chinese sentence", "没有人来。"],
  ["a quotation", "“We are proud of the bridge”"],
  ["a byline", "By Emre Lindholm"],
  ["a row of fields", "Health | 24 March | 2 min read"],
  ["an item of a list", "- bread"],
  ["numbers alone", "1, 2, 3"],
] as const) {
  test(`${what} is no heading`, () => assert.deepEqual(found(`${line}\n\n${BODY}`), []));
}

test("what stands over nothing longer is no heading", () => {
  assert.deepEqual(found(`Leave a Reply\n\nYour name\n\n${BODY.slice(0, 40)}`), []);
});
