import assert from "node:assert/strict";
import { test } from "vitest";
import fc from "fast-check";
import type { Reading } from "../src/core/reading.ts";
import type { Operation, Result } from "../src/core/types.ts";
import { ADA, Browser, emptyReading, ofPassages, openReading, operation } from "./workbench.ts";
import { REVISION, TEXT, Workbench } from "./workbench.ts";

const SPAN = { start: 9, end: 12 };

/** What a reviewer sees, without what only the server knows. */
function shown(reading: Reading): unknown[] {
  return reading.all().map(({ id, start, end, tag, note, confidence, evidence, quote }) => [
    id, start, end, tag, note, confidence, evidence, quote,
  ]);
}

/** What the workbench has: the same once everything is saved. */
function stored(workbench: Workbench): unknown[] {
  const reading = emptyReading();
  reading.load(workbench.live(), [], []);
  return shown(reading);
}

async function offline(browser: Browser, work: () => void | Promise<void>): Promise<void> {
  browser.workbench.failing = () => ({ kind: "unreachable", reason: "away" });
  await work();
  browser.workbench.failing = () => null;
}

test("a tagged passage is there at once, with its quote, and saved when the workbench says so", async () => {
  const { reading, tab, give } = openReading(new Browser());
  const [id] = give(reading.create({ start: 9, end: 12 }, "sourced")).changed as [string];
  assert.equal(reading.get(id)!.quote, "👨🏻‍🚒".slice(0, 5));
  assert.deepEqual([reading.get(id)!.reviewer, reading.mine(id)], [ADA.handle, true]);
  assert.equal(reading.saveState(id), "saving");
  await tab.outbox.flush();
  assert.equal(reading.saveState(id), "saved");
});

test("a passage that is empty or outside the text is not made", () => {
  const reading = emptyReading();
  const length = [...TEXT].length;
  for (const [start, end] of [[3, 3], [5, 4], [-1, 2], [0, length + 1], [0.5, 2]] as const) {
    assert.throws(() => reading.create({ start, end }, "sourced"), RangeError);
  }
  const [id] = reading.create({ start: 0, end: length }, "sourced").changed as [string];
  assert.equal(reading.update(id, { start: length }), null);
  assert.equal(reading.update(id, { tag: "sourced" }), null);
});

test("queued follow-ups count their versions up and are all saved without a conflict", async () => {
  const browser = new Browser();
  const { reading, tab, give } = openReading(browser);
  const operations: Operation[] = [];
  let id = "";
  await offline(browser, async () => {
    const made = give(reading.create(SPAN, "sourced"));
    id = made.changed[0]!;
    operations.push(...made.operations);
    for (const change of [
      reading.update(id, { note: "seen" }),
      reading.update(id, { confidence: "high" }),
      reading.remove(id),
      reading.restore(id),
      reading.update(id, { tag: "filler" }),
    ]) operations.push(...give(change)!.operations);
    await tab.outbox.flush();
  });
  assert.deepEqual(ofPassages(operations).map((each) => each.annotation.version), [undefined, 1, 2, 3, 4, 5]);
  tab.outbox.retryNow();
  await tab.outbox.flush();
  assert.deepEqual(tab.results.map((result) => result.status), Array(6).fill("saved"));
  assert.equal(browser.workbench.rows.get(id)!.version, 6);
  assert.equal(reading.get(id)!.version, 6);
  assert.equal(reading.saveState(id), "saved");
});

test("an answer does not take back what was changed since", () => {
  const reading = emptyReading();
  const workbench = new Workbench();
  const { operations: [create], changed: [id] } = reading.create(SPAN, "sourced");
  reading.update(id!, { note: "later" });
  reading.settle(create!, workbench.apply(create!));
  assert.equal(reading.get(id!)!.note, "later");
  assert.equal(reading.saveState(id!), "saving");
  assert.equal(ofPassages(reading.update(id!, { note: "latest" })!.operations)[0]!.annotation.version, 2);
});

test("the first answer to an operation sent twice does not bring back an older row", () => {
  const workbench = new Workbench();
  const create = operation("create", SPAN);
  const { id } = create.annotation;
  const first = workbench.apply(create);
  workbench.apply(operation("update", { ...SPAN, id, version: 1, note: "from elsewhere" }));
  const reading = emptyReading();
  reading.load(workbench.live(), [create], []);
  assert.equal(reading.get(id)!.note, "from elsewhere");
  reading.settle(create, first);
  assert.equal(reading.get(id)!.note, "from elsewhere");
  assert.equal(reading.get(id)!.version, 2);
});

test("opening applies what is still queued on top of the server's rows", () => {
  const workbench = new Workbench();
  const rows = [1, 2].map(() => operation("create", SPAN));
  for (const row of rows) workbench.apply(row);
  const [kept, gone] = rows.map((row) => row.annotation.id) as [string, string];
  const reading = emptyReading();
  const fresh = operation("create", { start: 20, end: 25 });
  reading.load(workbench.live(), [
    operation("update", { ...SPAN, id: kept, version: 1, note: "queued" }),
    operation("delete", { ...SPAN, id: gone, version: 1 }),
    fresh,
    operation("create", { revision_id: REVISION + 1 }),
  ], []);
  assert.deepEqual(reading.all().map((each) => each.id), [kept, fresh.annotation.id]);
  assert.deepEqual([reading.get(kept)!.note, reading.get(kept)!.version], ["queued", 2]);
  assert.equal(reading.saveState(kept), "saving");
  assert.equal(reading.get(gone), undefined);
});

test("a queued restore brings the passage back although the server lists it no longer", () => {
  const reading = emptyReading();
  const restore = operation("restore", { ...SPAN, version: 2, note: "kept" });
  reading.load([], [restore], []);
  assert.deepEqual(
    [reading.get(restore.annotation.id)!.note, reading.get(restore.annotation.id)!.version],
    ["kept", 3],
  );
});

test("passages come by start, end and id; others' are shown and not changed", () => {
  const workbench = new Workbench();
  const theirs = operation("create", SPAN);
  workbench.apply(theirs);
  const reading = emptyReading();
  reading.load(workbench.live().map((row) => ({ ...row, reviewer: "bo@desk" })), [], []);
  const { id } = theirs.annotation;
  assert.equal(reading.mine(id), false);
  assert.deepEqual([reading.update(id, { note: "x" }), reading.remove(id)], [null, null]);
  reading.create({ start: 2, end: 8 }, "filler");
  reading.create({ start: 9, end: 10 }, "filler");
  assert.deepEqual(reading.all().map((each) => [each.start, each.end]), [[2, 8], [9, 10], [9, 12]]);
});

test("undo and redo are new operations, any number of them", async () => {
  const browser = new Browser();
  const { reading, tab, give } = openReading(browser);
  const { changed: [id] } = give(reading.create(SPAN, "sourced"));
  give(reading.update(id!, { tag: "filler" }));
  give(reading.remove(id!));
  const kinds = (change: { operations: readonly Operation[] } | null): string[] =>
    change!.operations.map((each) => each.kind);
  assert.deepEqual(kinds(give(reading.undo())), ["restore"]);
  assert.deepEqual(kinds(give(reading.undo())), ["update"]);
  assert.equal(reading.get(id!)!.tag, "sourced");
  assert.deepEqual(kinds(give(reading.undo())), ["delete"]);
  assert.deepEqual([reading.canUndo(), reading.undo()], [false, null]);
  assert.deepEqual(kinds(give(reading.redo())), ["restore"]);
  assert.deepEqual(kinds(give(reading.redo())), ["update"]);
  assert.deepEqual(kinds(give(reading.redo())), ["delete"]);
  assert.deepEqual([reading.canRedo(), reading.redo()], [false, null]);
  await tab.outbox.flush();
  assert.deepEqual(new Set(tab.results.map((result) => result.status)), new Set(["saved"]));
  assert.equal(browser.workbench.rows.get(id!)!.version, 9);
});

test("what is typed into one note is undone at once, and nothing else with it", () => {
  const reading = emptyReading();
  const { changed: [id] } = reading.create(SPAN, "sourced");
  reading.update(id!, { tag: "filler" });
  for (const note of ["W", "Wh", "Why"]) reading.update(id!, { note }, { merge: true });
  reading.undo();
  assert.deepEqual([reading.get(id!)!.note, reading.get(id!)!.tag], [null, "filler"]);
  reading.redo();
  assert.equal(reading.get(id!)!.note, "Why");
  reading.update(id!, { note: "Why?" }, { merge: true });
  reading.undo();
  assert.equal(reading.get(id!)!.note, "Why");
});

test("a new change ends what could be redone", () => {
  const reading = emptyReading();
  const { changed: [id] } = reading.create(SPAN, "sourced");
  reading.update(id!, { note: "one" });
  reading.undo();
  reading.update(id!, { note: "two" });
  assert.equal(reading.canRedo(), false);
});

for (const order of ["first", "last"] as const) {
  test(`undo goes on after a reload, over deleted passages, its history read ${order}`, async () => {
    const browser = new Browser();
    const before = openReading(browser);
    const { changed: [id] } = before.give(before.reading.create(SPAN, "sourced"));
    before.give(before.reading.update(id!, { note: "kept" }));
    before.give(before.reading.remove(id!));
    await before.tab.outbox.flush();
    before.tab.outbox.stop();
    const { reading, tab, give } = openReading(browser);
    reading.restoreHistory(before.reading.history());
    if (order === "first") reading.load(browser.workbench.live(), [], []);
    give(reading.undo());
    assert.equal(reading.get(id!)!.note, "kept");
    await tab.outbox.flush();
    assert.equal(reading.saveState(id!), "saved");
    give(reading.redo());
    await tab.outbox.flush();
    assert.equal(reading.get(id!), undefined);
    assert.deepEqual(browser.workbench.live(), []);
  });
}

test("a history that is none is empty", () => {
  const reading = emptyReading();
  reading.create(SPAN, "sourced");
  const [step] = reading.history().steps;
  const broken = [{ steps: [{ turns: [{}] }], at: 1 }, { steps: [1], at: 0 }, { steps: [step], at: 2 }, { steps: [step], at: -1 }];
  for (const kept of [null, undefined, "", [], {}, ...broken]) {
    reading.restoreHistory(kept);
    assert.deepEqual([reading.canUndo(), reading.canRedo()], [false, false]);
  }
});

test("a result for another revision changes nothing here", () => {
  const reading = emptyReading();
  const other = operation("create", { revision_id: REVISION + 1 });
  const result: Result = { id: other.id, status: "rejected", annotation: null, message: "no" };
  reading.settle(other, result);
  assert.deepEqual(reading.all(), []);
});

type Act = { kind: "create" | "tag" | "note" | "move" | "remove" | "undo" | "redo"; pick: number };

const acts = fc.array(
  fc.record({
    kind: fc.constantFrom<Act["kind"]>("create", "create", "tag", "note", "move", "remove", "undo", "redo"),
    pick: fc.nat(20),
  }),
  { maxLength: 30 },
);

function act(reading: Reading, { kind, pick }: Act): ReturnType<Reading["undo"]> {
  if (kind === "create") return reading.create({ start: pick, end: pick + 5 }, "sourced");
  if (kind === "undo") return reading.undo();
  if (kind === "redo") return reading.redo();
  const chosen = reading.all()[pick % Math.max(1, reading.all().length)];
  if (!chosen) return null;
  if (kind === "remove") return reading.remove(chosen.id);
  if (kind === "tag") return reading.update(chosen.id, { tag: `tag ${pick}` });
  if (kind === "note") return reading.update(chosen.id, { note: `note ${pick}` }, { merge: pick % 2 === 0 });
  return reading.update(chosen.id, { start: pick, end: pick + 3 });
}

test("undoing everything and redoing everything comes back to the same, saved or not", async () => {
  await fc.assert(
    fc.asyncProperty(acts, fc.boolean(), async (plan, saves) => {
      const browser = new Browser();
      const { reading, tab, give } = openReading(browser);
      for (const each of plan) {
        give(act(reading, each));
        if (saves) await tab.outbox.flush();
      }
      while (reading.canRedo()) give(reading.redo());
      const full = shown(reading);
      while (reading.canUndo()) give(reading.undo());
      assert.deepEqual(shown(reading), []);
      while (reading.canRedo()) give(reading.redo());
      assert.deepEqual(shown(reading), full);
      await tab.outbox.flush();
      assert.deepEqual(stored(browser.workbench), full);
      assert.equal(tab.outbox.state().held, 0);
    }),
  );
});

test("a reload at any moment shows what was shown before it, and saves the same", async () => {
  await fc.assert(
    fc.asyncProperty(acts, fc.array(fc.nat(3), { maxLength: 30 }), async (plan, moments) => {
      const browser = new Browser();
      let opened = openReading(browser);
      for (const [step, each] of plan.entries()) {
        const moment = moments[step] ?? 0;
        browser.workbench.failing = () => moment === 1 ? { kind: "unreachable", reason: "away" } : null;
        browser.workbench.losesAnswers = moment === 2;
        opened.give(act(opened.reading, each));
        if (moment > 0) await opened.tab.outbox.flush();
        if (moment < 2) continue;
        const [before, history] = [shown(opened.reading), opened.reading.history()];
        opened.tab.outbox.stop();
        opened = openReading(browser);
        opened.reading.restoreHistory(history);
        assert.deepEqual(shown(opened.reading), before);
      }
      browser.workbench.failing = () => null;
      browser.workbench.losesAnswers = false;
      opened.tab.outbox.retryNow();
      await opened.tab.outbox.flush();
      assert.equal(opened.tab.outbox.state().held, 0);
      assert.deepEqual(stored(browser.workbench), shown(opened.reading));
    }),
  );
});
