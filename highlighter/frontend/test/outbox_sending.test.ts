import assert from "node:assert/strict";
import { test } from "vitest";
import fc from "fast-check";
import type { SendOutcome } from "../src/core/outbox.ts";
import { Browser, newId, ofPassages, operation, Workbench } from "./workbench.ts";

const DOWN: SendOutcome = { kind: "unreachable", reason: "The workbench cannot be reached." };
const down = (): SendOutcome => DOWN;
const up = (): null => null;
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

test("whoever hears from the workbench again does not wait any longer", async () => {
  const browser = new Browser();
  const failing = (kind: SendOutcome) => () => kind;
  const tab = browser.open();
  for (const [outcome, rows] of [
    [{ kind: "refused", status: 503, reason: "busy" }, 0],
    [{ kind: "unreachable", reason: "reason_foreign" }, 0],
    [{ kind: "unreachable", reason: "reason_away" }, 3],
    [{ kind: "unreachable", reason: "reason_slow" }, 4],
  ] as const) {
    browser.workbench.failing = failing(outcome);
    tab.outbox.add(operation("create"));
    tab.outbox.retryNow();
    await tab.outbox.flush();
    browser.workbench.failing = up;
    tab.outbox.heard();
    await tab.outbox.flush();
    assert.equal(browser.workbench.rows.size, rows);
  }
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
    operations.length > 3 || ofPassages(operations).some((each) => each.annotation.note === "huge")
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
      rest: () => {},
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
