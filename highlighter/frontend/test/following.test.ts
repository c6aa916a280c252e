/** What others did is taken over without touching what waits here, and a check tells whether all of it is known. */
import assert from "node:assert/strict";
import { test } from "vitest";
import { companyOf } from "../src/view/following.ts";
import { Wording } from "../src/core/wording.ts";
import { Reading } from "../src/core/reading.ts";
import { CodePoints } from "../src/core/offsets.ts";
import type { Annotation, Result } from "../src/core/types.ts";
import { ADA, newId, REVISION, TEXT } from "./workbench.ts";

const [ONE, TWO] = ["00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-0000000000ff"];

function row(id: string, version: number, more: Partial<Annotation> = {}): Annotation {
  const at = "2026-11-28T10:00:00Z";
  return { id, start: 2, end: 8, tag: "sourced", quote: "family", note: null, confidence: null, evidence: [], reviewer: "bo@desk", reviewer_name: "Bo", origin: "human", version, created_at: at, updated_at: at, ...more };
}

function reading(...rows: Annotation[]): Reading {
  const made = new Reading({ revisionId: REVISION, reviewer: ADA, points: new CodePoints(TEXT), newId, now: () => "2026-11-28T10:00:00Z" });
  made.load(rows, [], []);
  return made;
}

test("another's passage comes, changes, goes and comes back, each once", () => {
  const mine = reading();
  assert.deepEqual(mine.takeOver({ changed: [row(ONE, 1)] }, null), { ids: [ONE], others: 1, isBusy: false });
  assert.deepEqual(mine.takeOver({ changed: [row(ONE, 1)] }, null).ids, []);
  assert.deepEqual(mine.takeOver({ changed: [row(ONE, 2, { note: "why" })] }, null).ids, [ONE]);
  assert.equal(mine.get(ONE)?.note, "why");
  assert.deepEqual(mine.takeOver({ gone: [{ id: ONE, version: 3 }] }, null), { ids: [ONE], others: 1, isBusy: false });
  assert.equal(mine.get(ONE), undefined);
  assert.deepEqual(mine.takeOver({ gone: [{ id: ONE, version: 3 }] }, null).ids, []);
  assert.deepEqual(mine.takeOver({ changed: [row(ONE, 4)] }, null).ids, [ONE]);
  assert.deepEqual(mine.all().map(({ version }) => version), [4]);
});

test("an older row never takes the place of a newer one", () => {
  const mine = reading(row(ONE, 3));
  assert.deepEqual(mine.takeOver({ changed: [row(ONE, 2, { note: "old" })], gone: [{ id: ONE, version: 2 }] }, null).ids, []);
  assert.equal(mine.get(ONE)?.note, null);
});

test("what waits here, or is written in, is left as it is", () => {
  const own = { reviewer: ADA.handle, reviewer_name: ADA.name };
  const mine = reading(row(ONE, 1, own), row(TWO, 1, own));
  const change = mine.update(ONE, { note: "mine" });
  const told = { changed: [row(ONE, 2, { ...own, note: "elsewhere" }), row(TWO, 2, { ...own, note: "elsewhere" })] };
  assert.deepEqual(mine.takeOver(told, TWO), { ids: [], others: 0, isBusy: true });
  assert.deepEqual([ONE, TWO].map((id) => mine.get(id)?.note), ["mine", null]);
  // The server decides about what was under way: here that both are told.
  const [asked] = change?.operations ?? [];
  assert.ok(asked);
  const result: Result = { id: asked.id, status: "conflict", annotation: row(ONE, 2, { ...own, note: "elsewhere" }), message: "Both." };
  mine.settle(asked, result);
  assert.equal(mine.saveState(ONE), "conflict");
  assert.equal(mine.conflict(ONE)?.theirs?.note, "elsewhere");
  assert.deepEqual(mine.takeOver({ gone: [{ id: ONE, version: 3 }] }, null).isBusy, true);
  assert.equal(mine.saveState(ONE), "conflict");
});

test("the check is the server's: how many, and a sum over ids and versions", () => {
  // tests/api/test_changes.py holds the server's to the same number.
  assert.equal(reading(row(ONE, 2), row(TWO, 3)).check(), "2.785");
  const mine = reading(row(ONE, 2));
  mine.create({ start: 2, end: 8 }, "sourced");
  assert.equal(mine.check(), "1.20");
});

test("at most three are named", () => {
  const words = new Wording({ here_alone: "{name} is here", here_two: "{first} and {second} are here", here_three: "{first}, {second} and {third} are here", here_more: "{first}, {second} and {left} others are here" });
  const said = ["", "A is here", "A and B are here", "A, B and C are here", "A, B and 2 others are here"];
  assert.deepEqual(said.map((_, n) => companyOf(["A", "B", "C", "D"].slice(0, n), words)), said);
});
