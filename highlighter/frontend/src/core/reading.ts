/** The reading: a revision's annotations as its reviewer sees them, changed at once, answered later. */
import { History, turned } from "./history.ts";
import type { KeptSteps, Step } from "./history.ts";
import { Item, sameValues, valuesOf } from "./item.ts";
import type { Values } from "./item.ts";
import type { CodePoints } from "./offsets.ts";
import type { Held } from "./outbox.ts";
import { changedOf, patched } from "./patch.ts";
import type { Patch, Sent } from "./patch.ts";
import type {
  Annotation,
  Kind,
  Operation,
  Result,
  SaveState,
  Span,
} from "./types.ts";

/** What a change gives to the outbox, in order, and the ids of the annotations to draw again. */
export interface Change {
  readonly operations: readonly Operation[];
  readonly changed: readonly string[];
  /** An undo or redo that was left out: what it would have changed back was changed elsewhere. */
  readonly skipped?: true;
}

/** What of undo and redo outlives a reload. */
export interface KeptHistory extends KeptSteps {
  /** The deleted annotations that the steps can bring back. */
  readonly gone: readonly Annotation[];
}

/** What waits for the person: conflicts, and rejections too, of which `saveState` is "failed". */
export interface Conflict {
  /** The last of the operations that wait, with all the values that this reviewer wants. */
  readonly mine: Operation;
  /** The stored row; null where there is none, or a deleted one. */
  readonly theirs: Annotation | null;
  readonly message: string;
}

export type { Patch } from "./patch.ts";

export interface ReadingOptions {
  readonly revisionId: number;
  readonly reviewer: { readonly handle: string; readonly name: string };
  readonly points: CodePoints;
  readonly newId: () => string;
  /** Now, in ISO 8601. */
  readonly now: () => string;
}

export class Reading {
  readonly #options: ReadingOptions;
  readonly #history = new History();
  #items = new Map<string, Item>();
  #sorted: readonly Annotation[] | null = null;

  constructor(options: ReadingOptions) {
    this.#options = options;
  }

  /**
   * The server's rows with what is queued and what waits for the person applied on top. One that
   * somebody writes in (`edited`) stays as it was seen: what is written then meets what was done
   * to it elsewhere as a conflict, instead of going with it or over it.
   */
  load(
    annotations: readonly Annotation[],
    pending: readonly Operation[],
    held: readonly Held[],
    edited: string | null = null,
  ): void {
    const before = this.#items;
    this.#items = new Map(annotations.map((row) => [row.id, new Item(row, row, true)]));
    const seen = edited === null ? undefined : before.get(edited);
    const kept = seen?.live && seen.isOlderThan(this.#items.get(seen.local.id)) ? seen : null;
    if (kept) this.#items.set(kept.local.id, kept);
    const concerned = (operation: Operation): boolean =>
      this.#isHere(operation) && operation.annotation.id !== kept?.local.id;
    for (const { operation, result } of held) if (concerned(operation)) this.#loadHeld(operation, result);
    for (const operation of pending) if (concerned(operation)) this.#apply(operation);
    for (const [id, item] of before) if (!item.live && !this.#items.has(id)) this.#items.set(id, item);
    this.#sorted = null;
  }

  /** The live annotations by start, end and id. */
  all(): readonly Annotation[] {
    this.#sorted ??= [...this.#items.values()]
      .filter((item) => item.live)
      .map((item) => item.local)
      .sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1));
    return this.#sorted;
  }

  /** The annotation, if it is live. */
  get(id: string): Annotation | undefined {
    const item = this.#items.get(id);
    return item?.live ? item.local : undefined;
  }

  /** Whether it is this reviewer's own, and may be changed. */
  mine(id: string): boolean {
    return this.#items.get(id)?.local.reviewer === this.#options.reviewer.handle;
  }

  saveState(id: string): SaveState {
    const item = this.#items.get(id);
    if (item?.held.some(({ result }) => result.status === "conflict")) return "conflict";
    if (item && item.held.length > 0) return "failed";
    return item && item.queue.length > 0 ? "saving" : "saved";
  }

  conflict(id: string): Conflict | null {
    const item = this.#items.get(id);
    const [first, last] = [item?.held[0], item?.held.at(-1)];
    if (!item || !first || !last) return null;
    const { operation } = last;
    const mine = { ...operation, annotation: { ...operation.annotation, ...item.wanted() } };
    return { mine, theirs: item.stored, message: first.result.message ?? "" };
  }

  /** Tags the span. RangeError for one that is empty or outside the text. */
  create(span: Span, tag: string): Change {
    const { start, end } = span;
    if (!this.#isInText(span)) throw new RangeError(`No passage lies at [${start}, ${end}).`);
    const values: Values = { start, end, tag, note: null, confidence: null, evidence: [] };
    const id = this.#options.newId();
    const operation = this.#make("create", id, values);
    this.#apply(operation);
    this.#history.add({ fields: "", turns: [{ id, before: null, after: values }] });
    return { operations: [operation], changed: [id] };
  }

  /**
   * Changes what the patch names. Null where that changes nothing, the annotation is not live or
   * not this reviewer's, or its span would be empty or outside the text. With `merge`, it is undone
   * together with the update before, if that one named the same fields of the same annotation.
   */
  update(id: string, patch: Patch, options: { readonly merge?: boolean } = {}): Change | null {
    const item = this.#changeable(id);
    if (!item?.live) return null;
    const before = valuesOf(item.local);
    const after = patched(before, patch);
    if (!this.#isInText(after)) return null;
    const operations = this.#bring(id, after);
    if (operations.length === 0) return null;
    const step = { fields: Object.keys(patch).sort().join(), turns: [{ id, before, after }] };
    if (options.merge) this.#history.join(step);
    else this.#history.add(step);
    return { operations, changed: [id] };
  }

  /** Deletes the annotation; null where it is not live or not this reviewer's. */
  remove(id: string): Change | null {
    const item = this.#changeable(id);
    if (!item?.live) return null;
    const before = valuesOf(item.local);
    const operations = this.#bring(id, null);
    this.#history.add({ fields: "", turns: [{ id, before, after: null }] });
    return { operations, changed: [id] };
  }

  /** Brings a deleted annotation back; null where it was not deleted here or not this reviewer's. */
  restore(id: string): Change | null {
    const item = this.#changeable(id);
    if (!item || item.live) return null;
    const after = valuesOf(item.local);
    const operations = this.#bring(id, after);
    this.#history.add({ fields: "", turns: [{ id, before: null, after }] });
    return { operations, changed: [id] };
  }

  /**
   * Undoes the newest step by new operations; null where nothing is left to undo. A step whose
   * work was changed elsewhere since is left out, and said to be.
   */
  undo(): Change | null {
    return this.#turn(() => this.#history.back(), true);
  }

  /** Does again what was undone last, by new operations; null where there is nothing. */
  redo(): Change | null {
    return this.#turn(() => this.#history.forward(), false);
  }

  canUndo(): boolean {
    return this.#history.canUndo();
  }

  canRedo(): boolean {
    return this.#history.canRedo();
  }

  /** The server's answer. Newer changes of the same annotation that it has not answered stay. */
  settle(operation: Operation, result: Result): void {
    if (!this.#isHere(operation)) return;
    const { id } = operation.annotation;
    if (!this.#items.has(id)) {
      if (result.status === "saved" && operation.kind === "delete") return;
      this.#items.set(id, this.#itemFrom(operation));
    }
    this.#items.get(id)!.settle(operation, result);
    this.#sorted = null;
  }

  /**
   * Sends what this reviewer wants again, upon the stored row; one deleted meanwhile is restored.
   * Null where nothing waits. The outbox releases the held operations before it takes these.
   */
  keepMine(id: string): Change | null {
    const item = this.#items.get(id);
    const [first, last] = [item?.held[0], item?.held.at(-1)];
    if (!item || !first || !last) return null;
    const wanted = last.operation.kind === "delete" ? null : item.wanted();
    item.held = [];
    if (this.#adopt(item) || wanted === null) {
      return { operations: this.#bring(id, wanted), changed: [id] };
    }
    const { kind, annotation } = first.operation;
    const again = first.result.status === "rejected" && (kind === "create" || kind === "restore");
    if (!again) return this.#asNew(item, wanted);
    // The server never had the row, or still has it deleted: the same is asked for again.
    item.local = { ...item.local, version: annotation.version ?? 0 };
    const version = kind === "create" ? undefined : annotation.version;
    const operation = this.#make(kind, id, wanted, version);
    this.#apply(operation);
    return { operations: [operation], changed: [id] };
  }

  /** Adopts the stored row. The outbox releases the held operations as well. */
  takeTheirs(id: string): void {
    const item = this.#items.get(id);
    if (!item || item.held.length === 0) return;
    item.held = [];
    this.#adopt(item);
  }

  /** The undo history, with the deleted annotations that it can bring back. */
  history(): KeptHistory {
    const gone = [...this.#items.values()].filter((item) => !item.live).map((item) => item.local);
    return { ...this.#history.kept(), gone };
  }

  /** Takes over what `history` gave; anything else is an empty history. */
  restoreHistory(kept: unknown): void {
    this.#history.take(kept);
    const { gone } = (kept ?? {}) as { gone?: unknown };
    for (const row of Array.isArray(gone) ? (gone as Annotation[]) : []) {
      if (!this.#items.has(row.id)) this.#items.set(row.id, new Item(row, null, false));
    }
  }

  #turn(next: () => Step | undefined, isBack: boolean): Change | null {
    const step = next();
    if (!step) return null;
    const turns = isBack ? [...step.turns].reverse() : step.turns;
    const asked = turns.map(({ id, before, after }) => {
      const item = this.#changeable(id);
      const now = item && (item.live ? valuesOf(item.local) : null);
      return { id, wanted: isBack ? turned(now, after, before) : turned(now, before, after) };
    });
    const changed = turns.map(({ id }) => id);
    const left = { operations: [], changed, skipped: true } as const;
    if (asked.some(({ wanted }) => wanted === "elsewhere")) return left;
    const operations = asked.flatMap(({ id, wanted }) => this.#bringTurned(id, wanted));
    // A step that was taken back elsewhere must not make an older one of another passage go instead.
    return operations.length > 0 ? { operations, changed } : left;
  }

  #bringTurned(id: string, wanted: ReturnType<typeof turned>): Operation[] {
    if (wanted === null || wanted === "elsewhere") return [];
    if (wanted === "restore") return this.#bring(id, valuesOf(this.#items.get(id)!.local));
    return this.#bring(id, wanted === "delete" ? null : wanted);
  }

  /** Makes the annotation what is wanted, null being deleted, by as few operations as it takes. */
  #bring(id: string, wanted: Values | null): Operation[] {
    const item = this.#changeable(id);
    if (!item) return [];
    const operations: Operation[] = [];
    const change = (kind: Kind, values: Sent): void => {
      const operation = this.#make(kind, id, values, item.local.version);
      this.#apply(operation);
      operations.push(operation);
    };
    if (wanted === null) {
      if (item.live) change("delete", valuesOf(item.local));
      return operations;
    }
    if (!item.live) change("restore", valuesOf(item.local));
    if (!sameValues(valuesOf(item.local), wanted)) change("update", changedOf(item.local, wanted));
    return operations;
  }

  #make(kind: Kind, id: string, values: Sent, version?: number): Operation {
    const quote = this.#options.points.slice(values.start, values.end);
    const annotation = { id, revision_id: this.#options.revisionId, ...values, quote };
    const seen = version === undefined ? annotation : { ...annotation, version };
    return { id: this.#options.newId(), kind, annotation: seen };
  }

  #apply(operation: Operation): void {
    const { id, start, end } = operation.annotation;
    const item = this.#items.get(id) ?? this.#itemFrom(operation);
    this.#items.set(id, item);
    item.apply(operation, this.#options.points.slice(start, end), this.#options.now());
    this.#sorted = null;
  }

  #loadHeld(operation: Operation, result: Result): void {
    const { id, start, end } = operation.annotation;
    const item = this.#items.get(id) ?? this.#itemFrom(operation);
    this.#items.set(id, item);
    const quote = this.#options.points.slice(start, end);
    if (operation.kind !== "delete") {
      item.show(operation, quote, this.#options.now(), item.local.version);
    }
    item.hold(operation, result);
  }

  /** An annotation that only the operation tells of. */
  #itemFrom(operation: Operation): Item {
    const { id, start, end, version = 0 } = operation.annotation;
    const { reviewer, points } = this.#options;
    const at = this.#options.now();
    const row: Annotation = {
      id,
      ...valuesOf(operation.annotation),
      quote: points.slice(start, end),
      reviewer: reviewer.handle,
      reviewer_name: reviewer.name,
      origin: "human",
      version,
      created_at: at,
      updated_at: at,
    };
    return new Item(row, null, operation.kind !== "delete");
  }

  /** Shows the server's row, live or deleted; without one the annotation goes. False: without. */
  #adopt(item: Item): boolean {
    const row = item.stored ?? item.gone;
    this.#sorted = null;
    item.live = item.stored !== null;
    if (row) item.local = row;
    else this.#items.delete(item.local.id);
    return row !== null;
  }

  #asNew(item: Item, values: Values): Change {
    const former = item.local.id;
    const id = this.#options.newId();
    this.#history.rename(former, id);
    const operation = this.#make("create", id, values);
    this.#apply(operation);
    return { operations: [operation], changed: [former, id] };
  }

  #changeable(id: string): Item | undefined {
    return this.mine(id) ? this.#items.get(id) : undefined;
  }

  #isHere(operation: Operation): boolean {
    return operation.annotation.revision_id === this.#options.revisionId;
  }

  #isInText({ start, end }: Span): boolean {
    const whole = Number.isInteger(start) && Number.isInteger(end);
    return whole && 0 <= start && start < end && end <= this.#options.points.length;
  }
}
