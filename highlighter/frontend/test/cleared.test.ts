/** Sentences read and cleared: shown at once, saved in order, undone, and refused where submitted. */
import assert from "node:assert/strict";
import { test } from "vitest";
import { batchOf } from "../src/core/send.ts";
import { Browser, clearing, emptyReading, openReading, operation, REVISION } from "./workbench.ts";

const SPAN = { start: 9, end: 12 };
const away = { kind: "unreachable", reason: "away" } as const;

test("a cleared sentence is shown at once, saved, and still there after a reload", async () => {
  const browser = new Browser();
  const { reading, tab, give } = openReading(browser);
  const change = give(reading.clear([3, 1, 3], true))!;
  assert.deepEqual([change.sentences, change.changed], [[1, 3], []]);
  assert.deepEqual([0, 1, 3].map((each) => reading.isCleared(each)), [false, true, true]);
  await tab.outbox.flush();
  assert.deepEqual([...browser.workbench.cleared], [1, 3]);
  assert.equal(openReading(browser).reading.isCleared(3), true);
  assert.equal(reading.clear([1, 3], true), null, "nothing changes");
});

test("what waits to be sent is shown after a reload, and goes in order", async () => {
  const browser = new Browser();
  browser.workbench.failing = () => away;
  const first = openReading(browser);
  first.give(first.reading.clear([1, 2], true));
  first.give(first.reading.clear([2], false));
  await first.tab.outbox.flush();
  first.tab.outbox.stop();
  browser.workbench.failing = () => null;
  const { reading, tab } = openReading(browser);
  assert.deepEqual([reading.isCleared(1), reading.isCleared(2)], [true, false]);
  await tab.outbox.flush();
  assert.deepEqual([...browser.workbench.cleared], [1]);
});

test("clearing is undone and redone as one step, between those of passages", async () => {
  const browser = new Browser();
  const { reading, tab, give } = openReading(browser);
  give(reading.create(SPAN, "sourced"));
  give(reading.clear([0, 1, 2], true));
  give(reading.clear([1], false));
  assert.deepEqual(give(reading.undo())!.sentences, [1]);
  assert.deepEqual(give(reading.undo())!.sentences, [0, 1, 2]);
  assert.equal(reading.all().length, 1);
  assert.deepEqual(give(reading.redo())!.sentences, [0, 1, 2]);
  await tab.outbox.flush();
  assert.deepEqual([...browser.workbench.cleared].sort(), [0, 1, 2]);
});

test("undo leaves sentences alone that were taken back elsewhere", () => {
  const { reading, give } = openReading(new Browser());
  give(reading.clear([0, 1], true));
  reading.load([], [], [], null, [1]);
  assert.deepEqual(give(reading.undo())!.sentences, [1]);
  give(reading.redo());
  reading.load([], [], [], null, []);
  assert.equal(give(reading.undo())!.skipped, true);
});

test("what another tab cleared is shown when its answer comes", () => {
  const reading = emptyReading();
  const asked = clearing([4]);
  reading.settle(asked, { id: asked.id, status: "saved", annotation: null, message: null });
  assert.equal(reading.isCleared(4), true);
});

for (const keeps of [true, false]) {
  test(`what a submitted reading refuses waits for the person, who ${keeps ? "asks again" : "lets it go"}`, async () => {
    const browser = new Browser();
    const { reading, tab, give } = openReading(browser);
    browser.workbench.submitted = true;
    give(reading.clear([1], true));
    give(reading.clear([2], true));
    await tab.outbox.flush();
    assert.deepEqual(tab.outbox.state().held, 2);
    assert.equal(reading.isCleared(1), true, "it shows as wanted");
    const reopened = openReading(browser).reading;
    for (const each of [reading, reopened]) {
      const { sentences, message } = each.heldStates()!;
      assert.deepEqual([sentences, message], [[1, 2], "The reading is submitted."]);
    }
    browser.workbench.submitted = false;
    tab.outbox.release(reading.heldStates()!.waiting);
    if (keeps) give(reading.keepStates());
    else assert.deepEqual(reading.dropStates(), [1, 2]);
    await tab.outbox.flush();
    assert.deepEqual([...browser.workbench.cleared], keeps ? [1, 2] : []);
    assert.deepEqual([reading.isCleared(1), reading.heldStates(), tab.outbox.state().held], [keeps, null, 0]);
  });
}

test("operations about different sentences go in one call, those about the same one after the other", () => {
  const [one, two, again, later] = [clearing([1, 2]), clearing([3]), clearing([2], "unclear"), clearing([9])];
  const passage = operation("create");
  assert.deepEqual(batchOf([one, two, again, later, passage], 200), [one, two, passage]);
});

test("an operation that an older reader kept is read, shown and sent", async () => {
  const browser = new Browser();
  const kept = operation("create", SPAN);
  browser.store.set(`workbench:db:1:${kept.id}`, JSON.stringify({ seq: 5, operation: kept, attempts: 1 }));
  const { reading, tab } = openReading(browser);
  assert.deepEqual(reading.all().map((row) => row.id), [kept.annotation.id]);
  await tab.outbox.flush();
  assert.deepEqual(browser.workbench.live().map((row) => row.id), [kept.annotation.id]);
});

test("a kept clearing that is none is left alone and told", () => {
  const browser = new Browser();
  const broken = [{ revision_id: REVISION }, { revision_id: REVISION, sentences: ["x"] }, { sentences: [1] }];
  for (const [at, reading] of broken.entries()) {
    browser.store.set(`workbench:db:1:b${at}`, JSON.stringify({ seq: 1, operation: { id: `b${at}`, kind: "clear", reading } }));
  }
  assert.equal(browser.open().outbox.state().failed, 3);
});

test("very many sentences are cleared by as many operations as it takes", () => {
  const change = emptyReading().clear(Array.from({ length: 25_000 }, (_, at) => at), true)!;
  assert.deepEqual([change.operations.length, change.sentences.length], [3, 25_000]);
});
