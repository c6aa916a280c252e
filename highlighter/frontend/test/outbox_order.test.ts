import assert from "node:assert/strict";
import { test } from "vitest";
import type { SendOutcome } from "../src/core/outbox.ts";
import { Browser, operation } from "./workbench.ts";

const DOWN: SendOutcome = { kind: "unreachable", reason: "The workbench cannot be reached." };
const down = (): SendOutcome => DOWN;
const up = (): null => null;
test("operations go oldest first, also after a reload and with a clock that went back", async () => {
  const browser = new Browser();
  browser.workbench.failing = down;
  const asked = Array.from({ length: 12 }, () => operation("create"));
  for (const [at, each] of asked.entries()) {
    const tab = browser.open();
    browser.clock.at -= at === 6 ? 500_000 : 0;
    tab.outbox.add(each);
    await tab.outbox.flush();
    tab.outbox.stop();
  }
  browser.workbench.failing = up;
  browser.workbench.calls.length = 0;
  const tab = browser.open();
  await tab.outbox.flush();
  assert.deepEqual(browser.workbench.sent(), asked.map((each) => each.id));
});

test("what follows a conflict on the same annotation is held with it; the rest goes on", async () => {
  const browser = new Browser();
  const created = operation("create");
  const { id } = created.annotation;
  browser.workbench.apply(created);
  browser.workbench.apply(operation("update", { id, version: 1, note: "from elsewhere" }));
  browser.workbench.failing = down;
  const tab = browser.open();
  const stale = operation("update", { id, version: 1, note: "mine" });
  // Upon the version that the conflict is about: sent along, it would overwrite the other's note.
  const follower = operation("update", { id, version: 2, note: "mine, longer" });
  const other = operation("create");
  for (const each of [stale, follower, other]) tab.outbox.add(each);
  await tab.outbox.flush();
  browser.workbench.failing = up;
  tab.outbox.retryNow();
  await tab.outbox.flush();
  assert.equal(browser.workbench.rows.get(id)!.note, "from elsewhere");
  assert.ok(browser.workbench.rows.has(other.annotation.id));
  const held = tab.outbox.held();
  assert.deepEqual(held.map((each) => each.operation.id), [stale.id, follower.id]);
  assert.deepEqual(held.map((each) => each.result.message), Array(2).fill("It was changed elsewhere."));
  assert.deepEqual(tab.results.map((result) => result.id).sort(), [stale.id, follower.id, other.id].sort());
  const reopened = browser.open();
  assert.deepEqual(reopened.outbox.held(), held);
  await reopened.outbox.flush();
  assert.equal(reopened.outbox.state().held, 2);
});

test("what is added upon a held operation is held too, until the person decides", async () => {
  const browser = new Browser();
  browser.workbench.retired.add("sourced");
  const tab = browser.open();
  const rejected = operation("create");
  tab.outbox.add(rejected);
  await tab.outbox.flush();
  const { id } = rejected.annotation;
  tab.outbox.add(operation("update", { id, version: 1, tag: "filler" }));
  await tab.outbox.flush();
  assert.equal(tab.outbox.state().held, 2);
  tab.outbox.release(tab.outbox.held().map((each) => each.operation.id));
  assert.deepEqual(browser.store.keys(), []);
  tab.outbox.add(operation("create", { id, tag: "filler" }));
  await tab.outbox.flush();
  assert.equal(browser.workbench.rows.get(id)!.tag, "filler");
  assert.equal(tab.outbox.state().held, 0);
});

test("another tab hears of a conflict, and of the person's decision", async () => {
  const browser = new Browser();
  browser.workbench.retired.add("sourced");
  const [left, right] = [browser.open(), browser.open()];
  left.outbox.add(operation("create"));
  right.outbox.reread();
  await Promise.all([left.outbox.flush(), right.outbox.flush()]);
  right.outbox.reread();
  assert.equal(right.outbox.state().held, 1);
  left.outbox.release([left.outbox.held()[0]!.operation.id]);
  right.outbox.reread();
  assert.equal(right.outbox.state().held, 0);
  await right.outbox.flush();
  assert.equal(browser.workbench.calls.length, 1);
});

test("a stored value that cannot be read is left alone, told, and keeps nothing else back", async () => {
  const browser = new Browser();
  for (const [at, value] of ["{", "null", "[]", '{"seq":1}', '{"seq":1,"operation":{"id":"y"}}'].entries()) {
    browser.store.set(`workbench:db:1:broken-${at}`, value);
  }
  const before = new Map(browser.store.values);
  const tab = browser.open();
  assert.equal(tab.outbox.state().failed, 5);
  assert.match(tab.outbox.state().reason ?? "", /reason_unreadable/);
  tab.outbox.add(operation("create"));
  await tab.outbox.flush();
  assert.equal(browser.workbench.rows.size, 1);
  assert.deepEqual(browser.store.values, before);
});
