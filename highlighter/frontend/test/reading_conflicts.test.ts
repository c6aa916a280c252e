import assert from "node:assert/strict";
import { test } from "vitest";
import type { Reading } from "../src/core/reading.ts";
import { Browser, emptyReading, ofPassages, openReading, operation } from "./workbench.ts";
import { Workbench } from "./workbench.ts";

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


interface Conflicted { browser: Browser; opened: ReturnType<typeof openReading>; id: string }

/** A passage that was changed elsewhere while this reader, not knowing, changed it too. */
async function conflicted(elsewhere: "update" | "delete"): Promise<Conflicted> {
  const browser = new Browser();
  const created = operation("create", SPAN);
  const { id } = created.annotation;
  browser.workbench.apply(created);
  const opened = openReading(browser);
  browser.workbench.apply(operation(elsewhere, { ...SPAN, id, version: 1, note: "theirs" }));
  opened.give(opened.reading.update(id, { note: "mine" }));
  opened.give(opened.reading.update(id, { note: "mine, longer" }));
  await opened.tab.outbox.flush();
  return { browser, opened, id };
}

test("a conflict shows both values, also after a reload", async () => {
  const { browser, opened, id } = await conflicted("update");
  opened.tab.outbox.stop();
  for (const reading of [opened.reading, openReading(browser).reading]) {
    assert.equal(reading.saveState(id), "conflict");
    assert.equal(reading.get(id)!.note, "mine, longer");
    const conflict = reading.conflict(id)!;
    assert.equal(conflict.mine.annotation.note, "mine, longer");
    assert.equal(conflict.theirs!.note, "theirs");
    assert.equal(conflict.message, "It was changed elsewhere.");
  }
});

test("keeping mine sends it upon the stored row; taking theirs sends nothing", async () => {
  const mine = await conflicted("update");
  const change = mine.opened.reading.keepMine(mine.id);
  mine.opened.give(change);
  await mine.opened.tab.outbox.flush();
  assert.equal(mine.browser.workbench.rows.get(mine.id)!.note, "mine, longer");
  assert.equal(mine.opened.reading.saveState(mine.id), "saved");
  assert.deepEqual(shown(mine.opened.reading), stored(mine.browser.workbench));

  const theirs = await conflicted("update");
  theirs.opened.give(theirs.opened.reading.takeTheirs(theirs.id));
  assert.equal(theirs.opened.reading.get(theirs.id)!.note, "theirs");
  assert.equal(theirs.opened.reading.saveState(theirs.id), "saved");
  assert.equal(theirs.opened.reading.conflict(theirs.id), null);
  assert.deepEqual(theirs.browser.store.keys(), []);
});

test("keeping mine of a passage deleted elsewhere restores it; taking theirs lets it go", async () => {
  for (const reloads of [false, true]) {
    const { browser, opened: first, id } = await conflicted("delete");
    if (reloads) first.tab.outbox.stop();
    const opened = reloads ? openReading(browser) : first;
    assert.equal(opened.reading.conflict(id)!.theirs, null);
    const change = opened.reading.keepMine(id);
    opened.give(change);
    await opened.tab.outbox.flush();
    assert.deepEqual(browser.workbench.live().map((row) => [row.id, row.note]), [[id, "mine, longer"]]);
    assert.deepEqual(shown(opened.reading), stored(browser.workbench));
    assert.equal(opened.reading.saveState(id), "saved");
  }
  const theirs = await conflicted("delete");
  theirs.opened.give(theirs.opened.reading.takeTheirs(theirs.id));
  assert.deepEqual(theirs.opened.reading.all(), []);
});

test("a passage that the server does not know any more goes on as a new one", async () => {
  const browser = new Browser();
  const created = operation("create", SPAN);
  browser.workbench.apply(created);
  const opened = openReading(browser);
  browser.workbench.rows.clear();
  opened.give(opened.reading.update(created.annotation.id, { note: "mine" }));
  await opened.tab.outbox.flush();
  opened.reading.load([], [], opened.tab.outbox.held());
  const change = opened.reading.keepMine(created.annotation.id);
  opened.give(change);
  await opened.tab.outbox.flush();
  assert.deepEqual(browser.workbench.live().map((row) => row.note), ["mine"]);
  assert.deepEqual(shown(opened.reading), stored(browser.workbench));
});

test("evidence is sent where it changed and nowhere else, and a conflict keeps the other's", async () => {
  const browser = new Browser();
  const { reading, tab, give } = openReading(browser);
  const source = { url: "https://example.org/", quote: "so it was", stance: "supports" } as const;
  const { changed: [id] } = give(reading.create(SPAN, "sourced"));
  const named = (patch: Parameters<Reading["update"]>[1]): boolean =>
    "evidence" in ofPassages(give(reading.update(id!, patch))!.operations)[0]!.annotation;
  assert.deepEqual([named({ evidence: [source] }), named({ note: "seen" })], [true, false]);
  await tab.outbox.flush();
  assert.deepEqual(browser.workbench.rows.get(id!)!.evidence, [source]);
  const theirs = [{ ...source, quote: "not so" }];
  browser.workbench.apply(operation("update", { ...SPAN, id: id!, version: 3, evidence: theirs }));
  give(reading.update(id!, { note: "mine" }));
  await tab.outbox.flush();
  assert.deepEqual(reading.conflict(id!)!.mine.annotation.evidence, theirs);
  assert.equal(reading.conflict(id!)!.mine.annotation.note, "mine");
});

test("a rejected passage stays visible as failed, and can be sent again or let go", async () => {
  const browser = new Browser();
  browser.workbench.retired.add("sourced");
  const opened = openReading(browser);
  const { reading, tab, give } = opened;
  const { changed: [id] } = give(reading.create(SPAN, "sourced"));
  await tab.outbox.flush();
  assert.equal(reading.saveState(id!), "failed");
  assert.equal(reading.conflict(id!)!.message, "The tag sourced is retired.");
  assert.ok(reading.get(id!));
  browser.workbench.retired.clear();
  const change = reading.keepMine(id!);
  give(change);
  await tab.outbox.flush();
  assert.equal(reading.saveState(id!), "saved");
  assert.equal(browser.workbench.rows.get(id!)!.version, 1);

  browser.workbench.retired.add("sourced");
  const { changed: [other] } = give(reading.create(SPAN, "sourced"));
  await tab.outbox.flush();
  reading.takeTheirs(other!);
  assert.equal(reading.get(other!), undefined);
});

test("a delete that conflicts leaves the passage visible until the person decides", async () => {
  const browser = new Browser();
  const created = operation("create", SPAN);
  const { id } = created.annotation;
  browser.workbench.apply(created);
  const opened = openReading(browser);
  browser.workbench.apply(operation("update", { ...SPAN, id, version: 1, note: "theirs" }));
  opened.give(opened.reading.remove(id));
  assert.equal(opened.reading.get(id), undefined);
  await opened.tab.outbox.flush();
  assert.equal(opened.reading.get(id)!.note, "theirs");
  const change = opened.reading.keepMine(id);
  opened.give(change);
  await opened.tab.outbox.flush();
  assert.deepEqual([opened.reading.all(), browser.workbench.live()], [[], []]);
});
