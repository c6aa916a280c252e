/** Settling: what an editor decides is shown at once, kept, undone, and judged as open or settled. */
import assert from "node:assert/strict";
import { test } from "vitest";
import { CodePoints } from "../src/core/offsets.ts";
import { subjectOf } from "../src/core/operation.ts";
import { lanesOf } from "../src/core/reading_lanes.ts";
import type { Gold, GoldOperation, Group, Readings, ReadPassage, RejectionOperation, SettlingOperation } from "../src/core/settle_types.ts";
import { newsOf } from "../src/core/settle_news.ts";
import { batchOf } from "../src/core/send.ts";
import { Settlement } from "../src/core/settlement.ts";
import { openOf, stepped, stopsOf } from "../src/core/stops.ts";
import type { Result } from "../src/core/types.ts";
import { newId, REVISION, TEXT } from "./workbench.ts";

const POINTS = new CodePoints(TEXT);

function passage(id: string, start: number, end: number, tag: string, who: string): ReadPassage {
  return {
    id, start, end, tag, quote: POINTS.slice(start, end), note: null, confidence: null, evidence: [], reviewer: `${who}@desk`, reviewer_name: who,
    origin: "human", version: 1, created_at: "", updated_at: "", rejection: null,
  };
}

function reading(number: number, name: string, annotations: readonly ReadPassage[]): Readings["readings"][number] {
  return { reviewer: { id: number, handle: `${name}@desk`, name }, status: "submitted", submitted_at: null, annotations, cleared: [] };
}

function readings(gold: readonly Gold[] = []): Readings {
  const groups: Group[] = [
    { start: 2, end: 8, agreed: true, annotations: ["a1", "b1"] },
    { start: 11, end: 20, agreed: false, annotations: ["a2", "a3", "b2"] },
    { start: 30, end: 34, agreed: false, annotations: ["b3"] },
  ];
  return {
    article_id: 1, revision_id: REVISION, state: "open", version: 0, settled_at: null, settled_by: null, gold, unclear: [], groups,
    readings: [
      reading(1, "Ada", [passage("a1", 2, 8, "sourced", "Ada"), passage("a2", 11, 20, "sourced", "Ada"), passage("a3", 14, 18, "filler", "Ada")]),
      reading(2, "Ben", [passage("b1", 2, 8, "sourced", "Ben"), passage("b2", 11, 20, "disputed", "Ben"), passage("b3", 30, 34, "filler", "Ben")]),
    ],
  };
}

function opened(gold: readonly Gold[] = []): Settlement {
  return new Settlement({ revisionId: REVISION, points: POINTS, by: "Eve", newId }, readings(gold));
}

const kinds = (operations: readonly SettlingOperation[] | undefined): string[] => (operations ?? []).map(({ kind }) => kind);
const saved = (id: string): Result => ({ id, status: "saved", annotation: null, message: null });
const isOpen = (settlement: Settlement): boolean[] => stopsOf(settlement).map((stop) => stop.isOpen);

test("what all agree on becomes one gold passage with all as its sources", () => {
  const settlement = opened();
  assert.deepEqual(openOf(stopsOf(settlement)), { parted: 2, agreed: 1 });
  assert.deepEqual(kinds(settlement.acceptAgreed()?.operations), ["gold_create"]);
  const [gold] = settlement.gold();
  assert.deepEqual([gold?.origin, gold?.sources, gold?.quote], ["agreed", ["a1", "b1"], POINTS.slice(2, 8)]);
  assert.equal(settlement.acceptAgreed(), null, "twice is once");
  assert.deepEqual(openOf(stopsOf(settlement)), { parted: 2, agreed: 0 });
});

test("accepting one decides what lies over it, and rejecting decides it alone", () => {
  const settlement = opened();
  settlement.accept(["a3"]);
  assert.deepEqual(isOpen(settlement), [true, false, true]);
  settlement.reject("b3", "wrong_tag", "not filler");
  assert.deepEqual(isOpen(settlement), [true, false, false]);
  assert.deepEqual(settlement.rejection("b3"), { reason: "wrong_tag", note: "not filler" });
});

test("rejecting what was accepted takes its gold back, accepting what was rejected takes that back", () => {
  const settlement = opened();
  settlement.accept(["b2"]);
  assert.deepEqual(kinds(settlement.reject("b2", "missed", null)?.operations), ["gold_delete", "reject"]);
  assert.equal(settlement.gold().length, 0);
  assert.deepEqual(kinds(settlement.accept(["b2"])?.operations), ["unreject", "gold_create"]);
  assert.equal(settlement.rejection("b2"), null);
  assert.deepEqual(kinds(settlement.undo()?.operations), ["gold_delete", "reject"]);
  assert.equal(settlement.rejection("b2")?.reason, "missed");
});

test("rejecting one of several sources leaves the gold to the others", () => {
  const settlement = opened();
  settlement.acceptAgreed();
  settlement.reject("a1", "wrong_extent", null);
  assert.deepEqual(settlement.gold().map(({ origin, sources }) => [origin, sources]), [["accepted", ["b1"]]]);
});

test("another extent or tag makes accepted gold changed, and versions count up", () => {
  const settlement = opened();
  settlement.accept(["a2"]);
  const { id } = settlement.gold()[0]!;
  const first = settlement.update(id, { tag: "disputed" })?.operations[0] as GoldOperation;
  const second = settlement.update(id, { start: 12 })?.operations[0] as GoldOperation;
  assert.deepEqual([first.gold, second.gold.version], [{ id, revision_id: REVISION, version: 1, tag: "disputed" }, 2]);
  assert.equal(settlement.gold()[0]?.origin, "changed");
  assert.equal(settlement.update(id, { start: 12 }), null);
  assert.equal(settlement.update(id, { end: 1000 }), null, "outside the text");
});

test("gold that was taken back comes back by an undo, also after a reload", () => {
  const settlement = opened();
  const [made] = settlement.create({ start: 40, end: 44 }, "filler")!.operations;
  settlement.settle(made!, saved(made!.id));
  const id = subjectOf(made!).replace("gold:", "");
  const [gone] = settlement.remove(id)!.operations;
  settlement.settle(gone!, saved(gone!.id));
  const kept = JSON.parse(JSON.stringify(settlement.kept())) as unknown;
  const again = opened();
  again.restore(kept);
  const back = again.undo()?.operations as GoldOperation[];
  assert.deepEqual(back.map(({ kind, gold }) => [kind, gold.version]), [["gold_restore", 2]]);
  assert.deepEqual(again.gold().map((one) => [one.id, one.version]), [[id, 3]]);
});

test("what waits is shown on top of what the server has; what it refused is not", () => {
  const settlement = opened();
  const { operations } = settlement.accept(["a2"])!;
  const later = new Settlement({ revisionId: REVISION, points: POINTS, by: "Eve", newId }, readings(), operations);
  assert.equal(later.gold().length, 1);
  later.settle(operations[0]!, { ...saved(operations[0]!.id), status: "rejected", message: "The article is settled." });
  assert.equal(later.gold().length, 0);
  assert.deepEqual(kinds(later.again({ operation: operations[0]!, result: saved("") })?.operations), ["gold_create"]);
});

test("what somebody else changed since is not undone", () => {
  const settlement = opened();
  settlement.accept(["a2"]);
  const gold = settlement.gold()[0]!;
  settlement.load(readings([{ ...gold, tag: "promotional", version: 2 }]), []);
  assert.equal(settlement.undo()?.skipped, true);
  assert.equal(settlement.gold()[0]?.tag, "promotional");
});

test("steps of one kind are undone together", () => {
  const settlement = opened();
  settlement.accept(["a2"]);
  const { id } = settlement.gold()[0]!;
  settlement.update(id, { end: 19 }, "extent");
  settlement.update(id, { end: 18 }, "extent");
  settlement.undo();
  assert.equal(settlement.gold()[0]?.end, 20);
});

test("lanes keep the order of the reviewers; one with passages upon another has two", () => {
  const settlement = opened();
  const stops = stopsOf(settlement);
  const lanes = lanesOf(stops[1]!, settlement, new Map());
  assert.deepEqual([lanes.lane.get("a2"), lanes.lane.get("a3"), lanes.lane.get("b2"), lanes.count, lanes.first], [1, 2, 3, 4, [0, 1, 3]]);
  assert.deepEqual(lanesOf(stops[0]!, settlement, new Map()).count, 2, "all that agree share one");
});

test("stepping goes round, and gold that stands alone is a stop too", () => {
  const settlement = opened();
  settlement.create({ start: 50, end: 55 }, "sourced");
  const stops = stopsOf(settlement);
  assert.deepEqual(stops.map(({ kind }) => kind), ["agreed", "parted", "parted", "alone"]);
  assert.equal(stepped(stops, stops[3]!, 1), stops[0]);
  assert.equal(stepped(stops, stops[0]!, -1), stops[3]);
  assert.equal(stepped([], null, 1), null);
});

test("gold names whom it was chosen from, though they reopened their reading since", () => {
  const settlement = opened();
  settlement.accept(["b2"]);
  const [gold] = settlement.gold();
  const [ada] = readings().readings;
  const now = { ...readings([gold!]), readings: [ada!], reopened_sources: { b2: "Ben" } };
  settlement.load(now, []);
  assert.deepEqual(settlement.from(settlement.gold()[0]!), ["Ben"]);
});

test("gold says what gold it was seen to lie over, and can stay beside the gold that it met", () => {
  const settlement = opened();
  const [first] = settlement.accept(["a2"])!.operations as GoldOperation[];
  assert.deepEqual(first?.gold.over, []);
  const [second] = settlement.accept(["a3"])!.operations as GoldOperation[];
  assert.deepEqual(second?.gold.over, [first?.gold.id]);
  const both = settlement.accept(["a1", "b3"])!.operations as GoldOperation[];
  assert.deepEqual(both.map(({ gold }) => gold.over), [[], []]);

  const other = opened();
  const [mine] = other.accept(["b2"])!.operations as GoldOperation[];
  const theirs: Gold = { id: "g9", start: 11, end: 20, tag: "sourced", quote: "", note: null, origin: "accepted", sources: ["a2"], by: "Kim", version: 1 };
  const met: Result = { ...saved(mine!.id), status: "conflict", gold: theirs };
  other.settle(mine!, met);
  assert.deepEqual(other.gold().map(({ id }) => id), ["g9"]);
  const [again] = other.again({ operation: mine!, result: met }, true)!.operations as GoldOperation[];
  assert.deepEqual([again?.kind, again?.gold.over, again?.gold.tag], ["gold_create", ["g9"], "disputed"]);
  assert.equal(other.gold().length, 2);
});

test("a conflict shows what is stored, and keeping mine asks again upon it", () => {
  const settlement = opened();
  const { operations } = settlement.accept(["a2"])!;
  settlement.settle(operations[0]!, saved(operations[0]!.id));
  const gold = settlement.gold()[0]!;
  const [mine] = settlement.update(gold.id, { tag: "filler" })!.operations;
  const theirs = { ...gold, tag: "disputed", version: 2 };
  const result: Result = { id: mine!.id, status: "conflict", annotation: null, message: "Changed elsewhere.", gold: theirs };
  settlement.settle(mine!, result);
  assert.equal(settlement.gold()[0]?.tag, "disputed");
  const again = settlement.again({ operation: mine!, result })?.operations as GoldOperation[];
  assert.deepEqual(again.map(({ kind, gold: asked }) => [kind, asked.tag, asked.version]), [["gold_update", "filler", 2]]);
  assert.equal(settlement.gold()[0]?.tag, "filler");
});

test("what another decided meanwhile about the same passage is met, and keeping mine takes its place", () => {
  const settlement = opened();
  const [mine] = settlement.accept(["a2"])!.operations as GoldOperation[];
  assert.equal(mine!.gold.undecided, true);
  const theirs: Gold = { id: newId(), start: 11, end: 18, tag: "filler", quote: "", note: null, origin: "changed", sources: ["a2"], by: "Ivo", version: 1 };
  const result: Result = { id: mine!.id, status: "conflict", annotation: null, message: "Meanwhile.", gold: theirs };
  settlement.settle(mine!, result);
  assert.deepEqual(settlement.gold().map(({ by, tag }) => [by, tag]), [["Ivo", "filler"]]);
  const again = settlement.again({ operation: mine!, result })?.operations as GoldOperation[];
  assert.deepEqual(again.map(({ kind, gold }) => [kind, gold.id, gold.version, gold.tag]), [["gold_update", theirs.id, 1, "sourced"]]);

  const [reject] = settlement.reject("b2", "missed", "mine")!.operations;
  const met: Result = { ...saved(reject!.id), status: "conflict", rejection: { annotation_id: "b2", reason: "wrong_tag", note: null } };
  settlement.settle(reject!, met);
  assert.equal(settlement.rejection("b2")?.reason, "wrong_tag");
  const upon = settlement.again({ operation: reject!, result: met })?.operations[0] as RejectionOperation;
  assert.deepEqual(upon.rejection, { annotation_id: "b2", revision_id: REVISION, reason: "missed", note: "mine", seen: { reason: "wrong_tag", note: null } });
});

test("gold that is being written in stays as it was seen, and what is written meets the change", () => {
  const settlement = opened();
  settlement.accept(["a2"]);
  const gold = settlement.gold()[0]!;
  settlement.load(readings([gold]), []);
  assert.equal(settlement.load(readings([{ ...gold, tag: "filler", version: 2 }]), [], gold.id), true);
  assert.equal(settlement.gold()[0]?.tag, "sourced");
  assert.equal(settlement.load(readings(), [], gold.id), true, "taken back by another");
  const [noted] = settlement.update(gold.id, { note: "why" })!.operations as GoldOperation[];
  assert.equal(noted!.gold.version, 1);
  assert.equal(settlement.load(readings(), []), false);
  assert.equal(settlement.gold().length, 0);
});

test("what others did is told: whose readings came and went, how many decisions", () => {
  const settlement = opened();
  settlement.accept(["a2"]);
  const gold = settlement.gold()[0]!;
  const seen = (): Parameters<typeof newsOf>[0] => ({ readings: settlement.readings, state: settlement.stored() });
  const before = seen();
  settlement.load(readings([gold, { ...gold, id: newId() }]), []);
  assert.deepEqual(newsOf(before, seen()), { came: [], left: [], decided: 2 });
  const all = readings([gold, { ...gold, id: newId() }]);
  const now = { ...seen(), readings: [all.readings[1]!, reading(3, "Cy", [])] };
  assert.deepEqual(newsOf(seen(), now), { came: ["Cy"], left: ["Ada"], decided: 0 });
});

test("decisions are sent in their order: gold is let go of before its passage is rejected", () => {
  const settlement = opened();
  const made = settlement.accept(["a2"])!.operations;
  const gone = settlement.reject("a2", "missed", null)!.operations;
  assert.deepEqual(batchOf([...made, ...gone], 10).map(({ kind }) => kind), ["gold_create"]);
  assert.deepEqual(batchOf(gone, 10).map(({ kind }) => kind), ["gold_delete", "reject"]);
});
