/** Whole sessions at random: whatever is done and whatever fails, nothing is lost and all can be undone. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { test } from "vitest";
import { Journal } from "../src/core/journal.ts";
import type { Reading } from "../src/core/reading.ts";
import { Browser, emptyReading, openReading, operation, Shelf } from "./workbench.ts";

const KINDS = [
  "create", "create", "repeats", "tag", "note", "move", "split", "split", "merge", "duplicate", "remove", "clear", "unclear",
  "undo", "redo",
] as const;
const MOMENTS = ["on", "on", "away", "late", "lost", "reload"] as const;

interface Act {
  readonly kind: (typeof KINDS)[number];
  readonly pick: number;
  readonly moment: (typeof MOMENTS)[number];
}

const acts = fc.array(
  fc.record({ kind: fc.constantFrom(...KINDS), pick: fc.nat(20), moment: fc.constantFrom(...MOMENTS) }),
  { maxLength: 30 },
);

const SENTENCES = [0, 1, 2, 3, 4];

function shown(reading: Reading): unknown {
  const rows = reading.all().map(({ id, start, end, tag, note, confidence, evidence, quote }) => [
    id, start, end, tag, note, confidence, evidence, quote,
  ]);
  return { rows, cleared: SENTENCES.filter((each) => reading.isCleared(each)) };
}

function stored({ workbench }: Browser): unknown {
  const reading = emptyReading();
  reading.load(workbench.live(), [], [], null, [...workbench.cleared]);
  return shown(reading);
}

const TAGS = ["sourced", "filler"] as const;

function change(reading: Reading, { kind, pick }: Act): ReturnType<Reading["undo"]> {
  const tag = TAGS[pick % 2]!;
  if (kind === "create") return reading.create({ start: pick, end: pick + 9 }, tag);
  if (kind === "repeats") return reading.createAll([{ start: pick, end: pick + 3 }, { start: pick + 9, end: pick + 12 }], tag);
  if (kind === "clear" || kind === "unclear") return reading.clear([pick % 5, (pick + 1) % 5], kind === "clear");
  if (kind === "undo") return reading.undo();
  if (kind === "redo") return reading.redo();
  const chosen = reading.all()[pick % Math.max(1, reading.all().length)];
  if (!chosen) return null;
  const { id, start, end } = chosen;
  if (kind === "remove") return reading.remove(id);
  if (kind === "tag") return reading.update(id, { tag });
  if (kind === "note") return reading.update(id, { note: `note ${pick}`, confidence: "low" }, { merge: pick % 2 === 0 });
  if (kind === "split") return reading.split(id, Math.floor((start + end) / 2));
  if (kind === "duplicate") return reading.duplicate(id, tag);
  if (kind === "merge") return reading.merge(reading.all().filter((row) => row.tag === chosen.tag).slice(0, 3).map((row) => row.id));
  return reading.update(id, { start: pick, end: pick + 3 });
}

/** A browser, its open article, and the journal that each step is written in. */
class Desk {
  readonly browser = new Browser();
  readonly #kept = new Shelf();
  /** Nobody else works: a reload shows what was shown before it. */
  readonly #alone: boolean;
  #opened = openReading(this.browser);
  #journal = this.#readJournal();
  #answer = (): void => {};

  constructor(alone: boolean) {
    this.#alone = alone;
  }

  get reading(): Reading {
    return this.#opened.reading;
  }

  get outbox() {
    return this.#opened.tab.outbox;
  }

  give(made: ReturnType<Reading["undo"]>): void {
    this.#opened.give(made);
    this.#journal.keep(this.reading);
  }

  async act(each: Act): Promise<void> {
    const { workbench } = this.browser;
    this.#answer();
    workbench.failing = () => (each.moment === "away" ? { kind: "unreachable", reason: "away" } : null);
    workbench.losesAnswers = each.moment === "lost";
    if (each.moment === "late") workbench.late = new Promise((answer) => (this.#answer = answer));
    this.give(change(this.reading, each));
    if (each.moment === "late") return;
    await this.outbox.flush();
    if (each.moment === "reload") this.reload();
  }

  reload(): void {
    const before = [shown(this.reading), this.reading.canUndo(), this.reading.canRedo()];
    this.outbox.stop();
    this.#opened = openReading(this.browser);
    this.#journal = this.#readJournal();
    if (this.#alone) assert.deepEqual([shown(this.reading), this.reading.canUndo(), this.reading.canRedo()], before);
  }

  fetch(): void {
    const { workbench } = this.browser;
    this.reading.load(workbench.live(), this.outbox.pending(), this.outbox.held(), null, [...workbench.cleared]);
  }

  /** Everything is answered, as far as it goes without the person. */
  async settle(): Promise<void> {
    this.#answer();
    const { workbench } = this.browser;
    workbench.failing = () => null;
    workbench.losesAnswers = false;
    this.outbox.retryNow();
    await this.outbox.flush();
  }

  #readJournal(): Journal {
    const journal = new Journal(this.#kept, "undo");
    this.reading.restoreHistory(journal.read());
    return journal;
  }
}

test("whatever is done, and whatever fails on the way, is saved, can be undone whole, and redone", async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (plan) => {
      const desk = new Desk(true);
      for (const each of plan) await desk.act(each);
      await desk.settle();
      assert.equal(desk.outbox.state().held, 0);
      assert.deepEqual(stored(desk.browser), shown(desk.reading));
      while (desk.reading.canRedo()) desk.give(desk.reading.redo());
      const full = shown(desk.reading);
      desk.reload();
      while (desk.reading.canUndo()) desk.give(desk.reading.undo());
      assert.deepEqual(shown(desk.reading), { rows: [], cleared: [] });
      await desk.settle();
      assert.deepEqual(stored(desk.browser), { rows: [], cleared: [] });
      desk.reload();
      while (desk.reading.canRedo()) desk.give(desk.reading.redo());
      await desk.settle();
      assert.deepEqual([shown(desk.reading), stored(desk.browser)], [full, full]);
    }),
    { numRuns: 150 },
  );
});

/** Another tab changes or deletes one of the passages. */
function elsewhere({ workbench }: Browser, pick: number): string | null {
  const rows = workbench.live();
  const row = rows[pick % Math.max(1, rows.length)];
  if (!row) return null;
  const { id, start, end, tag, version } = row;
  const asked = { id, start, end, tag, version, ...(pick % 3 === 0 ? {} : { note: `theirs ${pick}` }) };
  workbench.apply(operation(pick % 3 === 0 ? "delete" : "update", asked));
  return id;
}

test("what was changed elsewhere meanwhile is decided by the person, and then both sides agree", async () => {
  const meddling = fc.array(fc.option(fc.nat(20)), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(acts, meddling, fc.array(fc.boolean(), { minLength: 3, maxLength: 9 }), async (plan, others, keeps) => {
      const desk = new Desk(false);
      const meddled = new Set<string>();
      for (const [step, each] of plan.entries()) {
        const pick = others[step] ?? null;
        const id = pick === null ? null : elsewhere(desk.browser, pick);
        if (id !== null) meddled.add(id);
        if (pick !== null && pick % 4 === 0) desk.fetch();
        await desk.act(each);
      }
      await desk.settle();
      for (let turn = 0; desk.outbox.held().length > 0; turn += 1) {
        assert.ok(turn < 40, "a decision settles what it is about");
        decide(desk, keeps[turn % keeps.length]!);
        await desk.settle();
      }
      const mine = (seen: unknown): unknown => (seen as { rows: unknown[][] }).rows.filter(([id]) => !meddled.has(id as string));
      assert.deepEqual(mine(shown(desk.reading)), mine(stored(desk.browser)));
      desk.fetch();
      assert.deepEqual(shown(desk.reading), stored(desk.browser));
      assert.equal(desk.outbox.state().pending, 0);
    }),
    { numRuns: 150 },
  );
});

function decide(desk: Desk, keep: boolean): void {
  const [first] = desk.outbox.held();
  assert.ok(first && "annotation" in first.operation);
  const { id } = first.operation.annotation;
  desk.give(keep ? desk.reading.keepMine(id) : desk.reading.takeTheirs(id));
}
