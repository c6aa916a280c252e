/** Undo and redo where the same annotation was changed in another tab meanwhile. */
import assert from "node:assert/strict";
import { test } from "vitest";
import type { Reading } from "../src/core/reading.ts";
import { Browser, openReading } from "./workbench.ts";

const SPAN = { start: 9, end: 12 };

/** A passage tagged and retagged here; what another tab then did to it has been fetched. */
async function meanwhile(elsewhere: (other: Reading, id: string) => ReturnType<Reading["update"]>) {
  const browser = new Browser();
  const { reading, tab, give } = openReading(browser);
  const [id] = give(reading.create(SPAN, "sourced")).changed as [string];
  give(reading.update(id, { tag: "filler" }));
  await tab.outbox.flush();
  const other = openReading(browser);
  other.give(elsewhere(other.reading, id));
  await other.tab.outbox.flush();
  const fetched = (): void => reading.load(browser.workbench.live(), [], []);
  return { browser, reading, tab, give, id, fetched };
}

test("undo leaves a note alone that another tab wrote meanwhile", async () => {
  const { browser, reading, tab, give, id, fetched } = await meanwhile((other, at) => other.update(at, { note: "theirs" }));
  fetched();
  give(reading.undo());
  await tab.outbox.flush();
  assert.deepEqual([reading.get(id)!.tag, reading.get(id)!.note], ["sourced", "theirs"]);
  give(reading.redo());
  await tab.outbox.flush();
  const { tag, note } = browser.workbench.rows.get(id)!;
  assert.deepEqual([tag, note, tab.outbox.state().held], ["filler", "theirs", 0]);
});

test("undo upon a note not yet heard of is a conflict, and mine keeps that note", async () => {
  const { browser, reading, tab, give, id } = await meanwhile((other, at) => other.update(at, { note: "theirs" }));
  give(reading.undo());
  await tab.outbox.flush();
  assert.equal(reading.saveState(id), "conflict");
  const { mine } = reading.conflict(id)!;
  assert.deepEqual([mine.annotation.tag, mine.annotation.note], ["sourced", "theirs"]);
  give(reading.keepMine(id));
  await tab.outbox.flush();
  const { tag, note } = browser.workbench.rows.get(id)!;
  assert.deepEqual([tag, note], ["sourced", "theirs"]);
});

test("undo leaves a tag alone that another tab changed, says so once, and goes on below", async () => {
  const { browser, reading, tab, give, id, fetched } = await meanwhile((other, at) => other.update(at, { tag: "disputed" }));
  fetched();
  const skipped = give(reading.undo());
  assert.deepEqual([skipped!.skipped, skipped!.operations], [true, []]);
  assert.equal(reading.get(id)!.tag, "disputed");
  assert.equal(give(reading.undo())!.skipped, true, "deleting it would destroy the other tab's tag");
  assert.equal(reading.undo(), null);
  await tab.outbox.flush();
  assert.equal(browser.workbench.rows.get(id)!.tag, "disputed");
});

test("undo of what another tab deleted is said to be left out, and brings nothing back", async () => {
  const { browser, reading, give, fetched } = await meanwhile((other, at) => other.remove(at));
  fetched();
  assert.equal(give(reading.undo())!.skipped, true);
  assert.equal(give(reading.undo())!.skipped, true, "its creation has nothing left to undo");
  assert.equal(reading.undo(), null);
  assert.deepEqual([reading.all(), browser.workbench.live()], [[], []]);
});

test("undo of what another tab deleted leaves older passages as they are", async () => {
  const browser = new Browser();
  const { reading, tab, give } = openReading(browser);
  const older = give(reading.create({ start: 0, end: 3 }, "sourced"))!.changed[0]!;
  const newer = give(reading.create({ start: 9, end: 12 }, "filler"))!.changed[0]!;
  await tab.outbox.flush();
  const other = openReading(browser);
  other.reading.load(browser.workbench.live(), [], []);
  other.give(other.reading.remove(newer));
  await other.tab.outbox.flush();
  reading.load(browser.workbench.live(), [], []);
  assert.equal(give(reading.undo())!.skipped, true);
  assert.deepEqual(reading.all().map((row) => row.id), [older]);
});

test("what is being written in stays through a fetch that no longer has it, and conflicts", async () => {
  const { browser, reading, tab, give, id } = await meanwhile((other, at) => other.remove(at));
  reading.load(browser.workbench.live(), [], [], id);
  assert.equal(reading.get(id)!.tag, "filler");
  give(reading.update(id, { note: "my note" }));
  await tab.outbox.flush();
  assert.deepEqual([reading.saveState(id), reading.conflict(id)!.theirs], ["conflict", null]);
  const { mine } = reading.conflict(id)!;
  assert.equal(mine.annotation.note, "my note");
  give(reading.keepMine(id));
  await tab.outbox.flush();
  assert.deepEqual(browser.workbench.live().map((row) => [row.tag, row.note]), [["filler", "my note"]]);
});

test("a note written in two tabs at once is a conflict, not the later one's", async () => {
  const { browser, reading, tab, give, id } = await meanwhile((other, at) => other.update(at, { note: "theirs" }));
  reading.load(browser.workbench.live(), [], [], id);
  assert.equal(reading.get(id)!.note, null);
  give(reading.update(id, { note: "mine" }));
  await tab.outbox.flush();
  assert.equal(reading.saveState(id), "conflict");
  assert.equal(browser.workbench.rows.get(id)!.note, "theirs");
});
