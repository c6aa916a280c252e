/** Split, merge, duplicate and tagging repeats: one step each. */
import assert from "node:assert/strict";
import { test } from "vitest";
import type { Reading } from "../src/core/reading.ts";
import type { Evidence } from "../src/core/types.ts";
import { Browser, emptyReading, openReading, operation, TEXT, Workbench } from "./workbench.ts";

const SOURCE: Evidence = { url: "https://example.org/", quote: "so it was", stance: "supports" };
const WALKED = { start: TEXT_AT("walked"), end: TEXT_AT("sea") + 3 };

/** Where the word begins, in code points. */
function TEXT_AT(word: string): number {
  return [...TEXT.slice(0, TEXT.indexOf(word))].length;
}

function quotes(reading: Reading): string[] {
  return reading.all().map((row) => row.quote);
}

function written(reading: Reading): string {
  const [id] = reading.create(WALKED, "sourced").changed as [string];
  reading.update(id, { note: "seen", confidence: "high", evidence: [SOURCE] });
  return id;
}

test("a passage is cut in two without the blank between; both keep what was written", async () => {
  const browser = new Browser();
  const { reading, tab, give } = openReading(browser);
  const [id] = give(reading.create(WALKED, "sourced")).changed as [string];
  give(reading.update(id, { note: "seen", confidence: "high", evidence: [SOURCE] }));
  const change = give(reading.split(id, TEXT_AT("by")))!;
  assert.deepEqual([change.changed[0], quotes(reading)], [id, ["walked", "by the sea"]]);
  for (const row of reading.all()) assert.deepEqual([row.tag, row.note, row.confidence, row.evidence], ["sourced", "seen", "high", [SOURCE]]);
  give(reading.undo());
  assert.deepEqual(quotes(reading), ["walked by the sea"]);
  give(reading.redo());
  await tab.outbox.flush();
  assert.deepEqual(browser.workbench.live().map((row) => row.quote).sort(), ["by the sea", "walked"]);
  assert.equal(tab.outbox.state().held, 0);
});

test("a cut at an end, in the blank at an end or outside cuts nothing", () => {
  const reading = emptyReading();
  const [id] = reading.create({ start: WALKED.start - 1, end: WALKED.end }, "sourced").changed as [string];
  for (const at of [WALKED.start - 1, WALKED.start, WALKED.end, 0, WALKED.start + 0.5]) {
    assert.equal(reading.split(id, at), null);
  }
  assert.equal(reading.split("nobody", WALKED.start + 3), null);
});

test("neighbours of the same tag become one with all that was written", () => {
  const reading = emptyReading();
  const id = written(reading);
  reading.split(id, TEXT_AT("by"));
  const [first, second] = reading.all().map((row) => row.id) as [string, string];
  const other = { url: "", quote: "not so", stance: "contradicts", citation: "A book" } as const;
  reading.update(second, { note: "heard", confidence: "low", evidence: [SOURCE, other] });
  assert.deepEqual(reading.merge([second, first])!.changed, [first, second]);
  const [row, ...rest] = reading.all();
  assert.deepEqual([row!.id, row!.quote, rest], [first, "walked by the sea", []]);
  assert.deepEqual([row!.note, row!.confidence, row!.evidence], ["seen\n\nheard", "low", [SOURCE, other]]);
  reading.undo();
  assert.deepEqual(reading.all().map((each) => [each.id, each.note]), [[first, "seen"], [second, "heard"]]);
});

test("passages of two tags, one alone, or another's are not merged", () => {
  const workbench = new Workbench();
  const theirs = operation("create", WALKED);
  workbench.apply(theirs);
  const reading = emptyReading();
  reading.load(workbench.live().map((row) => ({ ...row, reviewer: "bo@desk" })), [], []);
  const [id] = reading.create({ start: 2, end: 8 }, "sourced").changed as [string];
  const [filler] = reading.create({ start: 2, end: 8 }, "filler").changed as [string];
  for (const ids of [[id], [id, id], [id, filler], [id, theirs.annotation.id], []]) assert.equal(reading.merge(ids), null);
  assert.equal(reading.duplicate(theirs.annotation.id, "filler"), null);
});

test("a passage is tagged a second time with all that was written", () => {
  const reading = emptyReading();
  const id = written(reading);
  const [copy] = reading.duplicate(id, "disputed")!.changed as [string];
  const { tag, note, confidence, evidence, quote } = reading.get(copy)!;
  assert.deepEqual([tag, note, confidence, evidence, quote], ["disputed", "seen", "high", [SOURCE], "walked by the sea"]);
  assert.equal(reading.duplicate(id, "sourced"), null);
  reading.undo();
  assert.deepEqual(reading.all().map((row) => row.id), [id]);
});

test("repeats are tagged and untagged as one, and none is where one lies outside the text", () => {
  const reading = emptyReading();
  const change = reading.createAll([{ start: 2, end: 8 }, WALKED], "sourced");
  assert.deepEqual(reading.all().map((row) => row.id), change.changed);
  reading.undo();
  assert.deepEqual(reading.all(), []);
  assert.throws(() => reading.createAll([WALKED, { start: 5, end: 5000 }], "sourced"), RangeError);
  assert.deepEqual(reading.all(), []);
});
