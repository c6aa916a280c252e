import assert from "node:assert/strict";
import { test } from "vitest";
import type { SendOutcome } from "../src/core/outbox.ts";
import { Browser, operation } from "./workbench.ts";

const DOWN: SendOutcome = { kind: "unreachable", reason: "The workbench cannot be reached." };
const down = (): SendOutcome => DOWN;
const up = (): null => null;

test("an operation stays in the store until the workbench says that it is committed", async () => {
  const browser = new Browser();
  const tab = browser.open();
  const first = operation("create");
  assert.equal(tab.outbox.add(first), true);
  assert.ok(browser.store.get(`workbench:db:1:${first.id}`));
  assert.equal(tab.outbox.state().pending, 1);
  await tab.outbox.flush();
  assert.deepEqual(browser.store.keys(), []);
  assert.deepEqual(tab.results.map((result) => result.status), ["saved"]);
  assert.equal(tab.states.at(-1)!.pending, 0);
});

test("a page killed between sending and answer sends the same operation again, saved once", async () => {
  const browser = new Browser();
  browser.workbench.losesAnswers = true;
  const killed = browser.open();
  const asked = operation("create");
  killed.outbox.add(asked);
  await killed.outbox.flush();
  killed.outbox.stop();
  browser.workbench.losesAnswers = false;
  const reopened = browser.open();
  assert.deepEqual(reopened.outbox.pending(), [asked]);
  await reopened.outbox.flush();
  assert.deepEqual(browser.workbench.sent(), [asked.id, asked.id]);
  assert.equal(browser.workbench.rows.get(asked.annotation.id)!.version, 1);
  assert.deepEqual(browser.store.keys(), []);
});

test("two tabs over one store send every operation, and answer each tab's own", async () => {
  const browser = new Browser();
  const [left, right] = [browser.open(), browser.open()];
  const asked = Array.from({ length: 20 }, () => operation("create"));
  for (const [at, each] of asked.entries()) (at % 2 ? left : right).outbox.add(each);
  right.outbox.reread();
  left.outbox.reread();
  await Promise.all([left.outbox.flush(), right.outbox.flush()]);
  assert.equal(browser.workbench.rows.size, 20);
  assert.deepEqual(browser.store.keys(), []);
  for (const [at, each] of asked.entries()) {
    const answers = (at % 2 ? left : right).results.filter((result) => result.id === each.id);
    assert.deepEqual(answers.map((result) => result.status), ["saved"]);
  }
  for (const tab of [left, right]) assert.equal(tab.outbox.state().pending, 0);
});

test("what a closed tab left behind, the other one sends", async () => {
  const browser = new Browser();
  browser.workbench.failing = down;
  const [closed, left] = [browser.open(), browser.open()];
  closed.outbox.add(operation("create"));
  await closed.outbox.flush();
  closed.outbox.stop();
  browser.workbench.failing = up;
  left.outbox.reread();
  await left.outbox.flush();
  assert.equal(browser.workbench.rows.size, 1);
});

test("only one tab at a time sends", async () => {
  const browser = new Browser();
  let sending = 0;
  let most = 0;
  const { send } = browser.workbench;
  Object.assign(browser.workbench, {
    send: async (operations: Parameters<typeof send>[0]) => {
      most = Math.max(most, (sending += 1));
      const outcome = await send(operations);
      sending -= 1;
      return outcome;
    },
  });
  const tabs = [browser.open(), browser.open(), browser.open()];
  for (const tab of [...tabs, ...tabs]) tab.outbox.add(operation("create"));
  await Promise.all(tabs.map((tab) => tab.outbox.flush()));
  assert.equal(most, 1);
  assert.equal(browser.workbench.rows.size, 6);
});

test("a store emptied by somebody else loses nothing while the page is open", async () => {
  const browser = new Browser();
  browser.workbench.failing = down;
  const tab = browser.open();
  tab.outbox.add(operation("create"));
  await tab.outbox.flush();
  browser.store.values.clear();
  browser.workbench.failing = up;
  tab.outbox.retryNow();
  await tab.outbox.flush();
  assert.equal(browser.workbench.rows.size, 1);
});

test("another person's operations, and another database's, are neither read nor sent", async () => {
  const browser = new Browser();
  browser.workbench.failing = down;
  const first = browser.open(1);
  first.outbox.add(operation("create"));
  await first.outbox.flush();
  first.outbox.stop();
  browser.workbench.failing = up;
  browser.store.set("workbench:other:2:x", "{}");
  browser.store.set("workbench:db:22:x", "{}");
  const before = new Map(browser.store.values);
  browser.workbench.calls.length = 0;
  const second = browser.open(2);
  await second.outbox.flush();
  assert.deepEqual(second.outbox.pending(), []);
  assert.equal(second.outbox.state().failed, 0);
  assert.deepEqual(browser.workbench.calls, []);
  assert.deepEqual(browser.store.values, before);
});

test("what a full store refuses is said to be at risk, and sent all the same", async () => {
  const browser = new Browser();
  browser.workbench.failing = down;
  browser.store.full = true;
  const tab = browser.open();
  assert.equal(tab.outbox.add(operation("create")), false);
  await tab.outbox.flush();
  const { notKept, failed, pending } = tab.outbox.state();
  assert.deepEqual({ notKept, failed, pending }, { notKept: 1, failed: 1, pending: 1 });
  browser.workbench.failing = up;
  tab.outbox.retryNow();
  await tab.outbox.flush();
  assert.equal(browser.workbench.rows.size, 1);
  assert.equal(tab.outbox.state().failed, 0);
});

test("what a full store refused is kept as soon as there is room", async () => {
  const browser = new Browser();
  browser.workbench.failing = down;
  browser.store.full = true;
  const tab = browser.open();
  tab.outbox.add(operation("create"));
  await tab.outbox.flush();
  browser.store.full = false;
  browser.clock.pass(1_000);
  await tab.outbox.flush();
  assert.equal(tab.outbox.state().notKept, 0);
  assert.equal(browser.open().outbox.pending().length, 1);
});

test("a store that cannot be opened is told, and the work is sent", async () => {
  const browser = new Browser();
  browser.store.keys = () => {
    throw new DOMException("closed", "SecurityError");
  };
  browser.store.full = true;
  const tab = browser.open();
  assert.equal(tab.outbox.add(operation("create")), false);
  assert.match(tab.outbox.state().reason ?? "", /reason_not_kept/);
  await tab.outbox.flush();
  assert.equal(browser.workbench.rows.size, 1);
});
