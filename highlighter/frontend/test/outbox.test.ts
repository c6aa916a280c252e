import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { SendOutcome } from "../src/core/outbox.ts";
import { Browser, newId, operation, Workbench } from "./workbench.ts";

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
  assert.match(tab.outbox.state().reason ?? "", /keep nothing/);
  await tab.outbox.flush();
  assert.equal(browser.workbench.rows.size, 1);
});

test("after 401 everything is kept, the page is told once, and a new token goes on", async () => {
  const browser = new Browser();
  browser.workbench.failing = () => ({ kind: "unauthorised" });
  const tab = browser.open();
  tab.outbox.add(operation("create"));
  await tab.outbox.flush();
  tab.outbox.add(operation("create"));
  tab.outbox.retryNow();
  await tab.outbox.flush();
  assert.equal(tab.unauthorised, 1);
  assert.equal(tab.outbox.state().waitingForSignIn, true);
  assert.equal(browser.workbench.calls.length, 1);
  assert.equal(browser.store.keys().length, 2);
  browser.workbench.failing = up;
  tab.outbox.resume();
  await tab.outbox.flush();
  assert.equal(tab.outbox.state().waitingForSignIn, false);
  assert.equal(browser.workbench.rows.size, 2);
});

test("while the workbench is away, it is asked again after 1, 2, 4 and at most 30 seconds", async () => {
  const browser = new Browser();
  browser.workbench.failing = down;
  const tab = browser.open();
  tab.outbox.add(operation("create"));
  await tab.outbox.flush();
  const waits: number[] = [];
  for (let turn = 0; turn < 7; turn += 1) {
    const wait = tab.outbox.state().retryAt! - browser.clock.at;
    waits.push(wait);
    browser.clock.pass(wait - 1);
    assert.equal(browser.workbench.calls.length, turn + 1);
    browser.clock.pass(1);
    await tab.outbox.flush();
  }
  assert.deepEqual(waits, [1, 2, 4, 8, 16, 30, 30].map((seconds) => seconds * 1000));
  assert.equal(tab.outbox.state().reason, "The workbench cannot be reached.");
  browser.workbench.failing = up;
  tab.outbox.retryNow();
  await tab.outbox.flush();
  const { pending, retryAt, reason } = tab.outbox.state();
  assert.deepEqual({ pending, retryAt, reason }, { pending: 0, retryAt: null, reason: null });
});

test("an error of the server is waited out, a refusal of the whole call stops and says why", async () => {
  const browser = new Browser();
  const tab = browser.open();
  browser.workbench.failing = () => ({ kind: "refused", status: 503, reason: "busy" });
  tab.outbox.add(operation("create"));
  await tab.outbox.flush();
  assert.notEqual(tab.outbox.state().retryAt, null);
  browser.workbench.failing = () => ({ kind: "refused", status: 400, reason: "unreadable" });
  tab.outbox.retryNow();
  await tab.outbox.flush();
  const { failed, retryAt, reason, pending } = tab.outbox.state();
  const expected = { failed: 1, retryAt: null, reason: "unreadable", pending: 1 };
  assert.deepEqual({ failed, retryAt, reason, pending }, expected);
  browser.workbench.failing = up;
  tab.outbox.retryNow();
  await tab.outbox.flush();
  assert.equal(browser.workbench.rows.size, 1);
});

test("a call that is too large is halved until it passes; one operation too large is held", async () => {
  const browser = new Browser();
  const huge = operation("create", { note: "huge" });
  browser.workbench.failing = (operations) =>
    operations.length > 3 || operations.some((each) => each.annotation.note === "huge")
      ? { kind: "refused", status: 413, reason: "too large" }
      : null;
  const tab = browser.open();
  const asked = [...Array.from({ length: 10 }, () => operation("create")), huge, operation("create")];
  for (const each of asked) tab.outbox.add(each);
  await tab.outbox.flush();
  assert.equal(browser.workbench.rows.size, 11);
  assert.deepEqual(tab.outbox.held().map((held) => held.operation.id), [huge.id]);
  assert.equal(tab.outbox.state().pending, 0);
});

test("a call holds at most 200 operations and 2 MB", async () => {
  const browser = new Browser();
  browser.workbench.failing = down;
  const tab = browser.open();
  for (let at = 0; at < 450; at += 1) tab.outbox.add(operation("create"));
  for (let at = 0; at < 3; at += 1) tab.outbox.add(operation("create", { note: "€".repeat(300_000) }));
  await tab.outbox.flush();
  browser.workbench.failing = up;
  browser.workbench.calls.length = 0;
  tab.outbox.retryNow();
  await tab.outbox.flush();
  assert.equal(browser.workbench.rows.size, 453);
  assert.deepEqual(browser.workbench.calls.map((call) => call.length), [200, 200, 52, 1]);
});

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
  tab.outbox.release(rejected.id);
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
  left.outbox.release(left.outbox.held()[0]!.operation.id);
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
  assert.match(tab.outbox.state().reason ?? "", /cannot be read/);
  tab.outbox.add(operation("create"));
  await tab.outbox.flush();
  assert.equal(browser.workbench.rows.size, 1);
  assert.deepEqual(browser.store.values, before);
});

test("an answer that leaves an operation out is no reason to forget it", async () => {
  const browser = new Browser();
  browser.workbench.failing = () => ({ kind: "answered", results: [] });
  const tab = browser.open();
  tab.outbox.add(operation("create"));
  await tab.outbox.flush();
  assert.equal(tab.outbox.state().pending, 1);
  assert.notEqual(tab.outbox.state().retryAt, null);
  assert.equal(browser.workbench.calls.length, 1);
});

test("what is added while the lock is given back goes at once", async () => {
  const browser = new Browser();
  const late = operation("create");
  const { locks } = browser;
  let added = false;
  const tab = Object.assign(browser, {
    locks: {
      hold: async <T>(name: string, work: () => Promise<T>): Promise<T> => {
        const done = await locks.hold(name, work);
        if (!added) tab.outbox.add(late);
        added = true;
        return done;
      },
    },
  }).open();
  tab.outbox.add(operation("create"));
  await tab.outbox.flush();
  assert.ok(browser.workbench.rows.has(late.annotation.id));
});

test("a stopped outbox says nothing more, and what was saved meanwhile is not sent again", async () => {
  const browser = new Browser();
  const tab = browser.open();
  tab.outbox.add(operation("create"));
  const [told, sending] = [tab.states.length, tab.outbox.flush()];
  tab.outbox.stop();
  await sending;
  assert.deepEqual([tab.results.length, tab.states.length], [0, told]);
  await browser.open().outbox.flush();
  assert.equal(browser.workbench.rows.size, 1);
});

test("whatever fails in between, everything is saved once and in order at last", async () => {
  const failures = fc.array(
    fc.constantFrom("down", "lost", "busy", "signed out", "killed"), { maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(3), { minLength: 1, maxLength: 25 }), failures, async (plan, fails) => {
      const browser = new Browser(new Workbench());
      const { workbench, clock } = browser;
      let tab = browser.open();
      const annotations = Array.from({ length: 4 }, newId);
      const versions = [0, 0, 0, 0];
      for (const [step, place] of plan.entries()) {
        const version = versions[place]!;
        versions[place] = version + 1;
        const seen = version === 0 ? {} : { version };
        const kind = version === 0 ? "create" : "update";
        const fail = fails[step];
        workbench.losesAnswers = fail === "lost";
        if (fail === "down") workbench.failing = down;
        else if (fail === "busy") workbench.failing = () => ({ kind: "refused", status: 502, reason: "busy" });
        else if (fail === "signed out") workbench.failing = () => ({ kind: "unauthorised" });
        else workbench.failing = up;
        tab.outbox.add(operation(kind, { id: annotations[place]!, note: `${version}`, ...seen }));
        if (fail === "killed") {
          tab.outbox.stop();
          tab = browser.open();
        }
        await tab.outbox.flush();
        clock.pass(700);
      }
      workbench.failing = up;
      workbench.losesAnswers = false;
      tab.outbox.resume();
      await tab.outbox.flush();
      assert.deepEqual(browser.store.keys(), []);
      assert.equal(tab.outbox.state().held, 0);
      for (const [place, version] of versions.entries()) {
        const row = workbench.rows.get(annotations[place]!);
        assert.equal(row?.version ?? 0, version);
        if (row) assert.equal(row.note, `${version - 1}`);
      }
    }),
  );
});
