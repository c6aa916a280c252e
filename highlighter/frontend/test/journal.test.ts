import assert from "node:assert/strict";
import { test } from "node:test";
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
  journal.keep(reading.history());
  const [id] = give(reading.create(LATER, "filler")).changed as [string];
  journal.keep(reading.history());
  const second = reload();
  assert.deepEqual(second.give(second.reading.undo())!.changed, [id]);
  const after = new Journal(store, "undo");
  after.read();
  after.keep(second.reading.history());
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
    journal.keep(reading.history());
    assert.ok(written.length <= 2, written.join());
  }
  reading.undo();
  reading.create(SPAN, "filler");
  journal.keep(reading.history());
  assert.equal(store.keys().filter((key) => key.startsWith("undo:step:")).length, 50);
});

test("a history that the store has in part is none", () => {
  const store = new Shelf();
  const reading = emptyReading();
  const journal = new Journal(store, "undo");
  reading.create(SPAN, "sourced");
  journal.keep(reading.history());
  store.full = true;
  reading.create(LATER, "sourced");
  journal.keep(reading.history());
  assert.deepEqual(store.keys(), []);
  store.full = false;
  store.set("undo:at", "{");
  assert.equal(new Journal(store, "undo").read(), null);
});
