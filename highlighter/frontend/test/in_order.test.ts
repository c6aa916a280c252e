import assert from "node:assert/strict";
import fc from "fast-check";
import { test } from "vitest";
import { InOrder } from "../src/core/in_order.ts";

interface Card { readonly at: number; readonly id: number }

const inOrder = (a: Card, b: Card): number => a.at - b.at || a.id - b.id;

test("whatever comes, moves and goes, the list is the sorted one", () => {
  const moves = fc.array(fc.record({ id: fc.nat(9), at: fc.option(fc.nat(5)) }));
  fc.assert(
    fc.property(moves, (plan) => {
      const list = new InOrder(inOrder);
      const known = new Map<number, Card>();
      for (const { id, at } of plan) {
        const next = at === null ? null : { id, at };
        list.replace(known.get(id) ?? null, next);
        if (next) known.set(id, next);
        else known.delete(id);
      }
      assert.deepEqual(list.values, [...known.values()].sort(inOrder));
    }),
  );
});
