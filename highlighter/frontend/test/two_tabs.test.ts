/** Two tabs of one browser on one passage: nothing that waits goes before somebody saw it. */
import assert from "node:assert/strict";
import { test } from "vitest";
import { Browser, openReading } from "./workbench.ts";

const SPAN = { start: 9, end: 12 };
type Opened = ReturnType<typeof openReading>;

/** Each tab wrote upon what was there when it was opened, and neither could save it. */
async function bothWrote() {
  const browser = new Browser();
  const first = openReading(browser);
  const [id] = first.give(first.reading.create(SPAN, "sourced")).changed as [string];
  await first.tab.outbox.flush();
  const [s, a] = [openReading(browser), openReading(browser)];
  const elsewhere = openReading(browser);
  elsewhere.give(elsewhere.reading.update(id, { note: "from elsewhere" }));
  await elsewhere.tab.outbox.flush();
  s.give(s.reading.update(id, { note: "S draft" }));
  s.give(s.reading.update(id, { note: "S draft more" }));
  a.give(a.reading.update(id, { note: "from A" }));
  await Promise.all([s.tab.outbox.flush(), a.tab.outbox.flush()]);
  hear(s, a);
  return { browser, s, a, id };
}

function hear(...tabs: Opened[]): void {
  for (const { tab } of [...tabs, ...tabs]) tab.outbox.reread();
}

function mine({ reading }: Opened, id: string): unknown {
  return reading.conflict(id)?.mine.annotation.note;
}

test("each tab shows its own first, and either decision leaves what it did not show", async () => {
  for (const keeps of [true, false]) {
    const { browser, s, a, id } = await bothWrote();
    assert.deepEqual([mine(s, id), mine(a, id)], ["S draft more", "from A"]);
    s.give(keeps ? s.reading.keepMine(id) : s.reading.takeTheirs(id));
    await s.tab.outbox.flush();
    hear(a, s);
    assert.deepEqual([mine(s, id), mine(a, id)], ["from A", "from A"]);
    const stored = keeps ? "S draft more" : "from elsewhere";
    assert.equal(s.reading.conflict(id)!.theirs!.note, stored);
    a.reading.load(browser.workbench.live(), a.tab.outbox.pending(), a.tab.outbox.held());
    a.give(a.reading.keepMine(id));
    await a.tab.outbox.flush();
    hear(s, a);
    assert.equal(browser.workbench.rows.get(id)!.note, "from A");
    assert.deepEqual([s.reading.saveState(id), a.reading.saveState(id), browser.store.keys()], ["saved", "saved", []]);
    a.give(a.reading.undo());
    await a.tab.outbox.flush();
    assert.equal(browser.workbench.rows.get(id)!.note, stored, "undo brings back what was overridden");
  }
});

test("after a reload one is shown after the other", async () => {
  const { browser, s, a, id } = await bothWrote();
  s.tab.outbox.stop();
  a.tab.outbox.stop();
  const opened = openReading(browser);
  assert.deepEqual([mine(opened, id), opened.reading.get(id)!.note], ["S draft more", "S draft more"]);
  opened.give(opened.reading.keepMine(id));
  await opened.tab.outbox.flush();
  assert.deepEqual([mine(opened, id), opened.reading.conflict(id)!.theirs!.note], ["from A", "S draft more"]);
  opened.give(opened.reading.takeTheirs(id));
  assert.equal(opened.reading.get(id)!.note, "S draft more");
  assert.deepEqual(browser.store.keys(), []);
});

test("one tab's conflict holds back no other tab's autosave", async () => {
  const browser = new Browser();
  const s = openReading(browser);
  const [id] = s.give(s.reading.create(SPAN, "sourced")).changed as [string];
  await s.tab.outbox.flush();
  const a = openReading(browser);
  s.give(s.reading.update(id, { note: "S draft" }));
  await s.tab.outbox.flush();
  a.give(a.reading.update(id, { note: "from A" }));
  await a.tab.outbox.flush();
  assert.equal(mine(a, id), "from A");
  s.give(s.reading.update(id, { note: "S draft more" }));
  await s.tab.outbox.flush();
  hear(s, a);
  assert.equal(browser.workbench.rows.get(id)!.note, "S draft more");
  assert.deepEqual([mine(s, id), mine(a, id), s.tab.outbox.state().held], ["from A", "from A", 1]);
});

test("what another tab had saved does not go under a note that is being written", async () => {
  const browser = new Browser();
  const s = openReading(browser);
  const [id] = s.give(s.reading.create(SPAN, "sourced")).changed as [string];
  await s.tab.outbox.flush();
  const a = openReading(browser);
  const { operations: [draft] } = s.give(s.reading.update(id, { note: "S draft" }))!;
  await s.tab.outbox.flush();
  a.reading.settle(draft!, browser.workbench.apply(draft!), id);
  assert.equal(a.reading.get(id)!.note, null);
  a.give(a.reading.update(id, { note: "from A" }));
  await a.tab.outbox.flush();
  assert.deepEqual([mine(a, id), a.reading.conflict(id)!.theirs!.note], ["from A", "S draft"]);
});

test("what both sides did alike settles itself", async () => {
  const browser = new Browser();
  const s = openReading(browser);
  const [deleted, noted] = s.give(s.reading.createAll([SPAN, { start: 2, end: 8 }], "sourced")).changed as [string, string];
  await s.tab.outbox.flush();
  const a = openReading(browser);
  for (const each of [s, a]) {
    each.give(each.reading.remove(deleted));
    each.give(each.reading.update(noted, { note: "alike" }));
    await each.tab.outbox.flush();
  }
  assert.deepEqual([a.reading.saveState(noted), a.reading.get(deleted)], ["saved", undefined]);
  assert.deepEqual([browser.store.keys(), a.tab.outbox.state().held], [[], 0]);
});
