import assert from "node:assert/strict";
import { test } from "vitest";
import { webLocks } from "../src/core/locks.ts";

/** Time that passes when it is told to. */
class Clock {
  readonly #waiting = new Set<() => void>();

  readonly later = (_ms: number, work: () => void): (() => void) => {
    this.#waiting.add(work);
    return () => this.#waiting.delete(work);
  };

  pass(): void {
    for (const work of [...this.#waiting]) {
      this.#waiting.delete(work);
      work();
    }
  }
}

/** Two tabs of one browser: Node's own locks are shared by all that ask. */
function twoTabs(isHidden = false) {
  const clock = new Clock();
  const tab = () => webLocks(navigator.locks, { isHidden: () => isHidden, later: clock.later });
  return { clock, one: tab(), other: tab(), name: `lock ${Math.random()}` };
}

test("what follows soon begins in the same turn, and one after the other", async () => {
  const { one, name } = twoTabs();
  const order: string[] = [];
  await one.hold(name, async () => { order.push("first"); });
  const second = one.hold(name, async () => { order.push("second"); });
  assert.deepEqual(order, ["first", "second"]);
  await second;
  await one.hold(name, async () => { order.push("third"); });
  assert.deepEqual(order, ["first", "second", "third"]);
  one.rest();
});

test("another tab waits while the lock is kept, and has it after a while", async () => {
  const { clock, one, other, name } = twoTabs();
  const order: string[] = [];
  await one.hold(name, async () => { order.push("one"); });
  const theirs = other.hold(name, async () => { order.push("other"); });
  await one.hold(name, async () => { order.push("one again"); });
  clock.pass();
  await theirs;
  assert.deepEqual(order, ["one", "one again", "other"]);
  other.rest();
});

test("a tab that rests or is hidden keeps nothing", async () => {
  for (const isHidden of [true, false]) {
    const { one, other, name } = twoTabs(isHidden);
    await one.hold(name, async () => {});
    if (!isHidden) one.rest();
    assert.equal(await other.hold(name, async () => "had"), "had");
    other.rest();
  }
});

test("work that fails says so, and the lock can be had again", async () => {
  const { one, name } = twoTabs();
  for (let attempt = 0; attempt < 2; attempt += 1) {
    await assert.rejects(one.hold(name, async () => { throw new Error("no"); }), /no/);
  }
  assert.equal(await one.hold(name, async () => "yes"), "yes");
  one.rest();
});
