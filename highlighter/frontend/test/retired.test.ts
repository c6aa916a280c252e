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
  const { browser, reading, give, id } = await refused();
  give(reading.takeTheirs(id));
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
  give(reading.keepMine(id, { tag: "filler" }));
  await tab.outbox.flush();
  assert.deepEqual(browser.workbench.live().map((row) => row.tag), ["filler"]);
  give(reading.undo());
  await tab.outbox.flush();
  assert.deepEqual([reading.all(), browser.workbench.live()], [[], []]);
});

test("deleting or undoing what was refused sends nothing, and redo tries anew", async () => {
  for (const way of ["remove", "undo"] as const) {
    const browser = new Browser();
    const { reading, tab, give } = openReading(browser);
    browser.workbench.retired.add("sourced");
    const [id] = give(reading.create(SPAN, "sourced")).changed as [string];
    await tab.outbox.flush();
    give(way === "undo" ? reading.undo() : reading.remove(id));
    assert.deepEqual([reading.all(), tab.outbox.state().held, tab.outbox.pending()], [[], 0, []]);
    browser.workbench.retired.clear();
    give(way === "undo" ? reading.redo() : reading.undo());
    await tab.outbox.flush();
    assert.deepEqual(browser.workbench.live().map((row) => [row.id, row.tag]), [[id, "sourced"]]);
    assert.equal(reading.saveState(id), "saved");
  }
});

test("deleting a passage whose change was refused deletes what is stored; undo goes back to it", async () => {
  const { browser, reading, tab, give, id } = await refused();
  give(reading.undo());
  await tab.outbox.flush();
  give(reading.undo());
  await tab.outbox.flush();
  assert.deepEqual([reading.get(id)!.tag, reading.saveState(id), tab.outbox.state().held], ["sourced", "saved", 0]);
  const other = await refused();
  other.give(other.reading.remove(other.id));
  await other.tab.outbox.flush();
  assert.deepEqual([other.browser.workbench.live(), other.tab.outbox.state().held], [[], 0]);
  assert.equal(browser.workbench.live().length, 1);
});

test("a split whose new half is refused takes nothing from the first, and is decided as one", async () => {
  for (const way of ["undo", "discard", "again"] as const) {
    const browser = new Browser();
    const { reading, tab, give } = openReading(browser);
    const [id] = give(reading.create({ start: 24, end: 50 }, "sourced")).changed as [string];
    await tab.outbox.flush();
    browser.workbench.retired.add("sourced");
    const half = give(reading.split(id, 36))!.changed.find((each) => each !== id)!;
    await tab.outbox.flush();
    const stored = (): unknown => browser.workbench.live().map((row) => [row.start, row.end, row.tag]);
    assert.deepEqual(stored(), [[24, 50, "sourced"]]);
    assert.deepEqual([reading.saveState(id), reading.saveState(half)], ["failed", "failed"]);
    if (way === "undo") give(reading.undo());
    else if (way === "discard") give(reading.takeTheirs(id));
    else give(reading.keepMine(half, { tag: "filler" }));
    await tab.outbox.flush();
    assert.equal(tab.outbox.state().held, 0);
    const shown = reading.all().map((row) => [row.start, row.end, row.tag]);
    assert.deepEqual(shown, way === "again" ? [[24, 36, "sourced"], [36, 50, "filler"]] : [[24, 50, "sourced"]]);
    assert.deepEqual(stored(), shown);
    if (way !== "again") continue;
    give(reading.undo());
    await tab.outbox.flush();
    assert.deepEqual(stored(), [[24, 50, "sourced"]]);
  }
});
