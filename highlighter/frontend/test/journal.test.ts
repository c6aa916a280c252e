import assert from "node:assert/strict";
import { test } from "vitest";
import { Journal } from "../src/core/journal.ts";
import { Browser, emptyReading, openReading, Shelf } from "./workbench.ts";

const SPAN = { start: 9, end: 12 };
const LATER = { start: 20, end: 26 };

test("a step is kept with its operation: a reload right after it can undo and redo it", () => {
  const store = new Shelf();
  const browser = new Browser();
  const { reading, give } = openReading(browser);
  const journal = new Journal(store, "undo");
  const reload = () => {
    const again = openReading(browser);
    again.reading.restoreHistory(new Journal(store, "undo").read());
    return again;
  };
  give(reading.create(SPAN, "sourced"));
  journal.keep(reading);
  const [id] = give(reading.create(LATER, "filler")).changed as [string];
  journal.keep(reading);
  const second = reload();
  assert.deepEqual(second.give(second.reading.undo())!.changed, [id]);
  const after = new Journal(store, "undo");
  after.read();
  after.keep(second.reading);
  const third = reload();
  assert.equal(third.reading.canRedo(), true);
  assert.deepEqual(third.give(third.reading.redo())!.changed, [id]);
  assert.equal(third.reading.get(id)!.tag, "filler");
});

test("a step costs the store a few writes, however long the history is", () => {
  const store = new Shelf();
  const written: string[] = [];
  const set = store.set.bind(store);
  store.set = (key, value) => { written.push(key); set(key, value); };
  const reading = emptyReading();
  const journal = new Journal(store, "undo");
  for (let step = 0; step < 50; step += 1) {
    written.length = 0;
    reading.create({ start: step, end: step + 1 }, "sourced");
    journal.keep(reading);
    assert.ok(written.length <= 2, written.join());
  }
  reading.undo();
  reading.create(SPAN, "filler");
  journal.keep(reading);
  assert.equal(store.keys().filter((key) => key.startsWith("undo:step:")).length, 50);
});

test("a history that the store has in part is none", () => {
  const store = new Shelf();
  const reading = emptyReading();
  const journal = new Journal(store, "undo");
  reading.create(SPAN, "sourced");
  journal.keep(reading);
  store.full = true;
  reading.create(LATER, "sourced");
  journal.keep(reading);
  assert.deepEqual(store.keys(), []);
  store.full = false;
  store.set("undo:at", "{");
  assert.equal(new Journal(store, "undo").read(), null);
});

test("cleared sentences are undone after a reload", () => {
  const store = new Shelf();
  const browser = new Browser();
  const { reading, give } = openReading(browser);
  const journal = new Journal(store, "undo");
  give(reading.create(SPAN, "sourced"));
  give(reading.clear([1, 2], true));
  journal.keep(reading);
  const again = openReading(browser);
  again.reading.restoreHistory(new Journal(store, "undo").read());
  assert.deepEqual(again.give(again.reading.undo())!.sentences, [1, 2]);
  assert.deepEqual(again.give(again.reading.redo())!.sentences, [1, 2]);
});

test("a history that an older reader kept goes on; one with a step that is none is empty", () => {
  const [store, reading] = [new Shelf(), emptyReading()];
  const [id] = reading.create(SPAN, "sourced").changed as [string];
  const after = { ...SPAN, tag: "sourced", note: null, confidence: null, evidence: [] };
  store.set("undo:step:0", JSON.stringify({ fields: "", turns: [{ id, before: null, after }] }));
  store.set("undo:at", "1");
  reading.restoreHistory(new Journal(store, "undo").read());
  assert.equal(reading.canUndo(), true);
  for (const states of [null, {}, { sentences: ["1"], cleared: true }, { sentences: [1] }]) {
    store.set("undo:step:0", JSON.stringify({ fields: "", turns: [], states }));
    reading.restoreHistory(new Journal(store, "undo").read());
    assert.equal(reading.canUndo(), false);
  }
});

test("a store without room for all keeps the newest steps", () => {
  const store = new Shelf();
  const reading = emptyReading();
  const journal = new Journal(store, "undo");
  for (let step = 0; step < 1500; step += 1) {
    reading.create({ start: step % 40, end: step % 40 + 1 }, "sourced");
    if (step === 1400) store.most = store.values.size;
    journal.keep(reading);
  }
  const again = emptyReading();
  again.load(reading.all(), [], []);
  again.restoreHistory(new Journal(store, "undo").read());
  let undone = 0;
  while (again.undo()) undone += 1;
  assert.ok(undone >= 1000 && undone < 1500, String(undone));
  assert.equal(again.all().length, 1500 - undone);
});
