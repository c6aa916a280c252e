/** The annotations of a revision, each with what is under way and what waits for the person. */
import { InOrder, inText } from "./in_order.ts";
import { Item, sameValues, valuesOf } from "./item.ts";
import type { HeldPassage, Values } from "./item.ts";
import type { CodePoints } from "./offsets.ts";
import { changedOf } from "./patch.ts";
import type { Sent } from "./patch.ts";
import type { Annotation, AnnotationOperation, Kind, Result } from "./types.ts";

/** The version of an annotation that the server never had. */
const NEVER_SAVED = 0;

/** What became of a row that the server told of: taken over, known before, or left to what waits here. */
export type Took = "taken" | "known" | "busy";

export interface ItemsOptions {
  readonly revisionId: number;
  readonly reviewer: { readonly handle: string; readonly name: string };
  readonly points: CodePoints;
  readonly newId: () => string;
  /** Now, in ISO 8601. */
  readonly now: () => string;
}

export class Items {
  readonly #options: ItemsOptions;
  #items = new Map<string, Item>();
  #live = new InOrder<Annotation>(inText);
  /** Those whose deleted row came, went or changed since somebody asked. */
  #turnedDead = new Set<string>();

  constructor(options: ItemsOptions) {
    this.#options = options;
  }

  get(id: string): Item | undefined {
    return this.#items.get(id);
  }

  /** The annotation, if it is this reviewer's own. */
  own(id: string): Item | undefined {
    const item = this.#items.get(id);
    return item?.local.reviewer === this.#options.reviewer.handle ? item : undefined;
  }

  /** The live ones by start, end and id, as they are now and will be. */
  live(): readonly Annotation[] {
    return this.#live.values;
  }

  /** The deleted ones that can be brought back. */
  dead(): Annotation[] {
    return [...this.#items.values()].filter((item) => !item.live).map((item) => item.local);
  }

  /** Which deleted rows changed since the last call; null for one that is not deleted any more. */
  newlyDead(): ReadonlyMap<string, Annotation | null> {
    const rows = new Map<string, Annotation | null>();
    for (const id of this.#turnedDead) {
      const item = this.#items.get(id);
      rows.set(id, item && !item.live ? item.local : null);
    }
    this.#turnedDead = new Set();
    return rows;
  }

  /** Keeps a deleted row that a history can bring back. */
  bury(row: Annotation): void {
    if (!this.#items.has(row.id)) this.#items.set(row.id, new Item(row, null, false));
  }

  /** The server's rows with what is held and what is queued on top; `edited` stays as it was seen. */
  load(
    annotations: readonly Annotation[],
    pending: readonly AnnotationOperation[],
    held: readonly HeldPassage[],
    edited: string | null,
  ): void {
    const before = this.#items;
    this.#items = new Map(annotations.map((row) => [row.id, new Item(row, row, true)]));
    const seen = edited === null ? undefined : before.get(edited);
    const kept = seen?.live && seen.isOlderThan(this.#items.get(seen.local.id)) ? seen : null;
    if (kept) this.#items.set(kept.local.id, kept);
    const concerned = (operation: AnnotationOperation): boolean => operation.annotation.id !== kept?.local.id;
    this.#loadHeld(held.filter(({ operation }) => concerned(operation)), before);
    for (const operation of pending) if (concerned(operation)) this.#show(operation);
    for (const [id, item] of before) if (!item.live && !this.#items.has(id)) this.#items.set(id, item);
    const all = [...this.#items.values()];
    this.#live = new InOrder(inText, all.filter((item) => item.live).map((item) => item.local));
    const wereDead = [...before].filter(([, item]) => !item.live).map(([id]) => id);
    this.#turnedDead = new Set([...this.#turnedDead, ...wereDead, ...this.dead().map(({ id }) => id)]);
  }

  /** Takes over a row as the server has it now, unless it is known or something of it waits here. */
  take(row: Annotation, edited: string | null): Took {
    const item = this.#items.get(row.id);
    if (item === undefined) {
      this.#items.set(row.id, new Item(row, row, true));
      this.#live.add(row);
      return "taken";
    }
    if (row.version <= item.version) return "known";
    if (item.isBusy || row.id === edited) return "busy";
    this.change(row.id, () => {
      item.stored = item.local = row;
      item.live = true;
    });
    return "taken";
  }

  /** The same for one that was deleted. */
  drop(id: string, version: number, edited: string | null): Took {
    const item = this.#items.get(id);
    if (!item?.stored || version <= item.version) return "known";
    if (item.isBusy || id === edited) return "busy";
    this.change(id, () => { item.live = false; });
    this.#items.delete(id);
    return "taken";
  }

  /** What the server has, as far as is known here: how many live ones, and a sum over ids and versions. */
  check(): string {
    const rows = [...this.#items.values()].flatMap(({ stored }) => stored ?? []);
    const sum = rows.reduce((total, { id, version }) => (total + Number.parseInt(id.slice(-8), 16) * (version % 2 ** 20)) % 2 ** 32, 0);
    return `${rows.length}.${sum}`;
  }

  /**
   * Makes the annotation what is wanted, null being deleted, by as few operations as it takes;
   * they go once those of `after` are saved.
   */
  bring(id: string, wanted: Values | null, after: readonly string[] = []): AnnotationOperation[] {
    const item = this.own(id);
    if (!item) return [];
    const operations: AnnotationOperation[] = [];
    const change = (kind: Kind, values: Sent): void => {
      operations.push(this.ask(kind, id, values, item.local.version, after));
    };
    if (wanted !== null && !item.live && item.local.version === NEVER_SAVED) {
      return [this.ask("create", id, wanted, undefined, after)];
    }
    if (wanted === null) {
      if (item.live) change("delete", valuesOf(item.local));
      return operations;
    }
    if (!item.live) change("restore", valuesOf(item.local));
    if (!sameValues(valuesOf(item.local), wanted)) change("update", changedOf(item.local, wanted));
    return operations;
  }

  /** Shows at once what is asked for, and gives the operation that asks for it. */
  ask(kind: Kind, id: string, values: Sent, version?: number, after: readonly string[] = []): AnnotationOperation {
    const quote = this.#options.points.slice(values.start, values.end);
    const annotation = { id, revision_id: this.#options.revisionId, ...values, quote };
    const seen = version === undefined ? annotation : { ...annotation, version };
    const known = this.#items.get(id);
    const upon = known?.queue.at(-1) ?? known?.chain().at(-1)?.operation;
    const operation = { id: this.#options.newId(), kind, after: [...(upon ? [upon.id] : []), ...after], annotation: seen };
    const item = known ?? this.#itemFrom(operation);
    this.#items.set(id, item);
    this.change(id, () => item.apply(operation, quote, this.#options.now()));
    return operation;
  }

  /** The server's answer. Newer changes of the same annotation that it has not answered stay. */
  settle(operation: AnnotationOperation, result: Result, edited: string | null): void {
    const { id } = operation.annotation;
    if (!this.#items.has(id)) {
      if (result.status === "saved" && operation.kind === "delete") return;
      this.#items.set(id, this.#itemFrom(operation));
    }
    this.change(id, (item) => item.settle(operation, result, id === edited));
    if (result.status === "saved" && id !== edited && this.#items.get(id)?.held.length) this.showNext(id);
  }

  /** Those of which something waits for the person. */
  waiting(): Item[] {
    return [...this.#items.values()].filter(({ held }) => held.length > 0);
  }

  /** Takes over what waits as another tab left it; gives the ids of those that look different. */
  reconcile(held: readonly HeldPassage[]): string[] {
    const now = new Set(held.map(({ operation }) => operation.id));
    const gone = this.waiting().filter((item) => item.held.some(({ operation }) => !now.has(operation.id)));
    for (const item of gone) {
      item.release(new Set(item.held.map(({ operation }) => operation.id).filter((id) => !now.has(id))));
      this.showNext(item.local.id);
    }
    const known = new Set(this.waiting().flatMap((item) => item.held.map(({ operation }) => operation.id)));
    const fresh = held.filter(({ operation }) => !known.has(operation.id));
    for (const each of fresh) this.hold(each);
    return [...gone.map(({ local }) => local.id), ...fresh.map(({ operation }) => operation.annotation.id)];
  }

  /** After something was decided: the server's row, with what still waits upon it. */
  showNext(id: string): void {
    const item = this.#items.get(id);
    if (!item || item.queue.length > 0) return;
    this.adopt(id);
    if (item.held.length > 0) this.change(id, () => { item.live = true; this.#showChain(item); });
  }

  /** Lets what waits be seen, unless something else is decided or under way. */
  hold({ operation, result, isOwn = false }: HeldPassage): void {
    const { id } = operation.annotation;
    if (!this.#items.has(id)) this.#items.set(id, this.#itemFrom(operation));
    this.change(id, (item) => {
      const isFirst = item.held.length === 0 && item.queue.length === 0;
      item.hold(operation, result, isOwn);
      if (isFirst) this.#showChain(item);
    });
  }

  /** Never saved and let go of: it can be asked for anew. */
  forget(id: string): void {
    this.change(id, (item) => {
      item.live = false;
      item.local = { ...item.local, version: NEVER_SAVED };
    });
  }

  /** Shows the server's row, live or deleted; without one the annotation goes. False: without. */
  adopt(id: string): boolean {
    const item = this.#items.get(id);
    if (!item) return false;
    const row = item.stored ?? item.gone;
    this.change(id, () => {
      item.live = item.stored !== null;
      if (row) item.local = row;
    });
    if (!row && item.held.length === 0) this.#items.delete(id);
    return row !== null;
  }

  /** Changes one annotation, and keeps the order of those that are live. */
  change(id: string, work: (item: Item) => void): void {
    const item = this.#items.get(id);
    if (!item) return;
    const before = item.live ? item.local : null;
    const wasDead = !item.live;
    work(item);
    this.#live.replace(before, item.live ? item.local : null);
    if (wasDead || !item.live) this.#turnedDead.add(id);
  }

  /** As in `ask`, before the live ones are put in order. */
  #show(operation: AnnotationOperation): void {
    const { id, start, end } = operation.annotation;
    const item = this.#items.get(id) ?? this.#itemFrom(operation);
    this.#items.set(id, item);
    item.apply(operation, this.#options.points.slice(start, end), this.#options.now());
  }

  /** In the order in which it was shown before: nothing comes in between while somebody decides. */
  #loadHeld(held: readonly HeldPassage[], before: ReadonlyMap<string, Item>): void {
    const items = new Set<Item>();
    for (const { operation, result } of held) {
      const { id } = operation.annotation;
      const item = this.#items.get(id) ?? this.#itemFrom(operation);
      this.#items.set(id, item);
      const isOwn = before.get(id)?.held.find((other) => other.operation.id === operation.id)?.isOwn ?? false;
      item.hold(operation, result, isOwn);
      items.add(item);
    }
    for (const item of items) this.#showChain(item);
  }

  #showChain(item: Item): void {
    for (const { operation } of item.chain()) {
      const { start, end } = operation.annotation;
      const quote = this.#options.points.slice(start, end);
      if (operation.kind !== "delete") item.show(operation, quote, this.#options.now(), item.local.version);
    }
  }

  /** An annotation that only the operation tells of. */
  #itemFrom(operation: AnnotationOperation): Item {
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
}
