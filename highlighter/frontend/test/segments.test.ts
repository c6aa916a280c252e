import assert from "node:assert/strict";
import { test } from "vitest";
import fc from "fast-check";
import { lanes, MarkIndex, segments } from "../src/core/segments.ts";
import type { Mark } from "../src/core/segments.ts";

const LENGTH = 60;

const spans = fc
  .tuple(fc.nat(LENGTH - 1), fc.integer({ min: 1, max: 25 }))
  .map(([start, length]) => ({ start, end: Math.min(LENGTH, start + length) }));

const annotations = fc
  .array(spans, { maxLength: 25 })
  .map((found) => found.map((span, at) => ({ ...span, id: `a${at}` })));

function marked(found: readonly { id: string; start: number; end: number }[]): Mark[] {
  const given = lanes(found, new Map());
  return found.map((each) => ({ ...each, tag: "sourced", lane: given.get(each.id)! }));
}

const covers = (mark: Mark, at: number): boolean => mark.start <= at && at < mark.end;

test("segments cover the text exactly, in order, and none is empty", () => {
  fc.assert(
    fc.property(annotations, spans, (found, { start, end }) => {
      const cut = segments(start, end, marked(found));
      assert.equal(cut[0]!.start, start);
      assert.equal(cut.at(-1)!.end, end);
      for (const [at, piece] of cut.entries()) {
        assert.ok(piece.start < piece.end);
        if (at > 0) assert.equal(piece.start, cut[at - 1]!.end);
      }
    }),
  );
});

test("a segment's marks are those that cover it, by lane, and its top is the shortest", () => {
  fc.assert(
    fc.property(annotations, (found) => {
      const marks = marked(found);
      for (const piece of segments(0, LENGTH, marks)) {
        for (let at = piece.start; at < piece.end; at += 1) {
          const here = marks.filter((mark) => covers(mark, at)).sort((a, b) => a.lane - b.lane);
          assert.deepEqual(piece.marks, here);
          const shortest = Math.min(...here.map((mark) => mark.end - mark.start));
          assert.equal(piece.top === null ? Infinity : piece.top.end - piece.top.start, shortest);
        }
      }
    }),
  );
});

test("adjacent, nested and equal passages are all drawn", () => {
  const marks = marked([
    { id: "a", start: 0, end: 5 },
    { id: "b", start: 5, end: 10 },
    { id: "c", start: 6, end: 8 },
    { id: "d", start: 5, end: 10 },
  ]);
  const drawn = segments(0, 12, marks).map((piece) => [
    piece.start, piece.end, piece.marks.map((mark) => mark.id).join(""), piece.top?.id ?? null,
  ]);
  assert.deepEqual(drawn, [
    [0, 5, "a", "a"], [5, 6, "bd", "b"], [6, 8, "bdc", "c"], [8, 10, "bd", "b"], [10, 12, "", null],
  ]);
});

test("of two passages as short, the one that starts later shows", () => {
  const marks = marked([{ id: "a", start: 0, end: 4 }, { id: "b", start: 2, end: 6 }]);
  assert.equal(segments(0, 6, marks)[1]!.top?.id, "b");
});

test("the index finds what overlaps, however the marks are nested", () => {
  fc.assert(
    fc.property(annotations, spans, (found, { start, end }) => {
      const marks = marked(found);
      const expected = marks.filter((mark) => mark.start < end && mark.end > start).map((m) => m.id);
      const indexed = new MarkIndex(marks).overlapping(start, end).map((mark) => mark.id);
      assert.deepEqual(indexed.sort(), expected.sort());
    }),
  );
});

type Found = readonly { id: string; start: number; end: number }[];

function assertApart(found: Found, given: ReadonlyMap<string, number>): void {
  for (const a of found) {
    for (const b of found) {
      if (a.id >= b.id || a.start >= b.end || b.start >= a.end) continue;
      assert.notEqual(given.get(a.id), given.get(b.id), `${a.id} and ${b.id} share a lane`);
    }
  }
}

test("two passages that overlap never share a lane, whatever lanes they had", () => {
  const former = fc.dictionary(fc.nat(25).map((at) => `a${at}`), fc.nat(5));
  fc.assert(
    fc.property(annotations, former, (found, before) => {
      const given = lanes(found, new Map(Object.entries(before)));
      assert.equal(given.size, found.length);
      assertApart(found, given);
    }),
  );
});

test("every other passage keeps its lane when one is added or removed", () => {
  fc.assert(
    fc.property(annotations, spans, fc.nat(24), (found, span, place) => {
      const before = lanes(found, new Map());
      const added = lanes([...found, { ...span, id: "new" }], before);
      for (const [id, lane] of before) assert.equal(added.get(id), lane);
      const removed = lanes(found.filter((_, at) => at !== place), before);
      for (const [id, lane] of removed) assert.equal(lane, before.get(id));
    }),
  );
});

test("lanes do not depend on the order in which passages come", () => {
  fc.assert(
    fc.property(annotations, (found) => {
      assert.deepEqual(lanes([...found].reverse(), new Map()), lanes(found, new Map()));
    }),
  );
});
