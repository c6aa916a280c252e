/** A tag that was retired while somebody tagged with it. */
import assert from "node:assert/strict";
import { test } from "vitest";
import { Browser, openReading } from "./workbench.ts";

const SPAN = { start: 9, end: 12 };

/** Retagged with a tag that was retired meanwhile, and the note written after it. */
async function refused() {
  const browser = new Browser();
  const opened = openReading(browser);
  const { reading, tab, give } = opened;
  const [id] = give(reading.create(SPAN, "sourced")).changed as [string];
  await tab.outbox.flush();
  browser.workbench.retired.add("filler");
  give(reading.update(id, { tag: "filler" }));
  await tab.outbox.flush();
  give(reading.update(id, { note: "mine" }));
  await tab.outbox.flush();
  return { browser, ...opened, id };
}

test("both values are told, with why", async () => {
  const { reading, id } = await refused();
  const { mine, theirs, message } = reading.conflict(id)!;
  assert.equal(reading.saveState(id), "failed");
  assert.deepEqual([mine.annotation.tag, theirs!.tag], ["filler", "sourced"]);
  assert.equal(message, "The tag filler is retired.");
});

test("another tag can be chosen, keeps the note, and undo goes back to the first one", async () => {
  const { browser, reading, tab, give, id } = await refused();
  tab.outbox.release(reading.conflict(id)!.mine.id);
  give(reading.keepMine(id, { tag: "disputed" }));
  await tab.outbox.flush();
  assert.deepEqual(browser.workbench.live().map((row) => [row.tag, row.note]), [["disputed", "mine"]]);
  assert.equal(reading.saveState(id), "saved");
  give(reading.undo());
  give(reading.undo());
  await tab.outbox.flush();
  assert.deepEqual(browser.workbench.live().map((row) => [row.tag, row.note]), [["sourced", null]]);
  assert.equal(tab.outbox.state().held, 0);
});

test("the old value can be kept", async () => {
  const { browser, reading, tab, id } = await refused();
  tab.outbox.release(reading.conflict(id)!.mine.id);
  reading.takeTheirs(id);
  assert.deepEqual([reading.get(id)!.tag, reading.saveState(id)], ["sourced", "saved"]);
  assert.deepEqual(browser.store.keys(), []);
});

test("a new passage whose tag was retired goes on under another, and is undone whole", async () => {
  const browser = new Browser();
  const { reading, tab, give } = openReading(browser);
  browser.workbench.retired.add("sourced");
  const [id] = give(reading.create(SPAN, "sourced")).changed as [string];
  await tab.outbox.flush();
  assert.equal(reading.conflict(id)!.theirs, null);
  tab.outbox.release(reading.conflict(id)!.mine.id);
  give(reading.keepMine(id, { tag: "filler" }));
  await tab.outbox.flush();
  assert.deepEqual(browser.workbench.live().map((row) => row.tag), ["filler"]);
  give(reading.undo());
  await tab.outbox.flush();
  assert.deepEqual([reading.all(), browser.workbench.live()], [[], []]);
});
