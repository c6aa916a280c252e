/** What the person decides of what could not simply be saved: all that one decision is about, and no more. */
import type { Change } from "./change.ts";
import type { History } from "./history.ts";
import { sameValues, valuesOf } from "./item.ts";
import type { HeldPassage, Item, Values } from "./item.ts";
import type { Items } from "./items.ts";
import { patched } from "./patch.ts";
import type { Patch } from "./patch.ts";
import type { AnnotationOperation } from "./types.ts";

/** What waits together, since one was made upon the other. */
interface Together {
  /** What takes the place of something comes before what gives it up. */
  readonly items: readonly Item[];
  /** Of the operations. */
  readonly ids: ReadonlySet<string>;
}

/** What is asked for anew, and what looks different for it. */
interface Asked {
  readonly operations: readonly AnnotationOperation[];
  readonly changed: readonly string[];
}

export class Deciding {
  readonly #items: Items;
  readonly #history: History;
  readonly #newId: () => string;

  constructor(items: Items, history: History, newId: () => string) {
    this.#items = items;
    this.#history = history;
    this.#newId = newId;
  }

  /** Lets go of what waits although it asks for no more than what is stored; null where nothing does. */
  agreed(): Change | null {
    const agreed = this.#items.waiting().filter((item) => item.queue.length === 0 && isStored(item));
    if (agreed.length === 0) return null;
    const released = agreed.flatMap((item) => item.chain().map(({ operation }) => operation.id));
    for (const item of agreed) {
      item.release(new Set(released));
      this.#items.showNext(item.local.id);
    }
    return { operations: [], released, changed: agreed.map(({ local }) => local.id), sentences: [] };
  }

  /**
   * Sends what this reviewer wants again, upon the stored row and with the patch on top (another
   * tag in the place of a retired one); one deleted meanwhile is restored. Null where nothing
   * waits. What was overridden comes back by an undo.
   */
  keepMine(id: string, patch: Patch = {}): Change | null {
    const { items, ids } = this.together(id);
    if (items.length === 0) return null;
    const asked = items.map((item) => {
      const refused = item.wanted();
      const outcome = item.outcome();
      const wanted = item.local.id === id && outcome ? patched(outcome, patch) : outcome;
      return { item, refused, wanted, first: item.held[0]! };
    });
    const operations: AnnotationOperation[] = [];
    const changed: string[] = [];
    for (const { item, refused, wanted, first } of asked) {
      item.release(ids);
      if (wanted !== null) this.#history.retag(item.local.id, refused.tag, wanted.tag);
      const before = item.stored && valuesOf(item.stored);
      const overrides = before === null || wanted === null ? before !== wanted : !sameValues(before, wanted);
      if (first.result.status === "conflict" && overrides) this.#history.add({ fields: "", turns: [{ id: item.local.id, before, after: wanted }] });
      const made = this.#again(item, first, wanted, operations.slice(-1).map((each) => each.id));
      operations.push(...made.operations);
      changed.push(...made.changed);
    }
    return { operations, released: [...ids], changed, sentences: [] };
  }

  /** Adopts the stored row; null where nothing waits. */
  takeTheirs(id: string): Change | null {
    const { items, ids } = this.together(id);
    if (items.length === 0) return null;
    for (const item of items) {
      item.release(ids);
      this.#items.showNext(item.local.id);
    }
    return { operations: [], released: [...ids], changed: items.map(({ local }) => local.id), sentences: [] };
  }

  /** What waits of the passage, with all that was made upon it and what it was made upon. */
  together(id: string): Together {
    const ids = new Set(this.#items.get(id)?.chain().map(({ operation }) => operation.id));
    const waiting = ids.size === 0 ? [] : this.#items.waiting();
    const held = new Map(waiting.flatMap((item) => item.held.map(({ operation }) => [operation.id, operation])));
    for (let size = 0; size !== ids.size;) {
      size = ids.size;
      for (const { id: each, after = [] } of held.values()) {
        if (ids.has(each)) for (const upon of after) if (held.has(upon)) ids.add(upon);
        if (after.some((upon) => ids.has(upon))) ids.add(each);
      }
    }
    const items = waiting.filter((item) => item.held.some(({ operation }) => ids.has(operation.id)));
    // What takes the place of something comes before what gives it up.
    const leans = ({ held: own }: Item): number => Number(own.some(({ operation }) => operation.after?.some((upon) => (
      ids.has(upon) && !own.some((other) => other.operation.id === upon)))));
    return { items: items.sort((a, b) => leans(a) - leans(b)), ids };
  }

  /** Shows it as the server has it, with all that waits together. */
  letGo(id: string): { readonly ids: ReadonlySet<string>; readonly changed: readonly string[] } {
    const { items, ids } = this.together(id);
    for (const item of items) {
      item.release(ids);
      const isKnown = item.stored !== null || item.gone !== null || item.held.length > 0;
      if (isKnown) this.#items.showNext(item.local.id);
      else this.#items.forget(item.local.id);
    }
    return { ids, changed: items.map(({ local }) => local.id) };
  }

  #again(item: Item, first: HeldPassage, wanted: Values | null, after: readonly string[]): Asked {
    const { id } = item.local;
    // What nobody saw waits on, but not before what was just decided.
    const rest = item.held;
    item.held = [];
    const made = this.#askAgain(item, first, wanted, after);
    for (const each of rest) this.#items.hold(each);
    if (rest.length > 0 && made.operations.length === 0) this.#items.showNext(id);
    return made;
  }

  #askAgain(item: Item, { operation, result }: HeldPassage, wanted: Values | null, after: readonly string[]): Asked {
    const { id } = item.local;
    if (this.#items.adopt(id) || wanted === null) {
      return { operations: this.#items.bring(id, wanted, after), changed: [id] };
    }
    const { kind, annotation } = operation;
    const again = result.status === "rejected" && (kind === "create" || kind === "restore");
    // The server never had the row, or still has it deleted: the same is asked for again.
    const version = kind === "create" ? undefined : annotation.version;
    const operations = again ? [this.#items.ask(kind, id, wanted, version, after)] : [];
    return again ? { operations, changed: [id] } : this.#asNew(item, wanted);
  }

  #asNew({ local: { id: former } }: Item, values: Values): Asked {
    const id = this.#newId();
    this.#history.rename(former, id);
    return { operations: [this.#items.ask("create", id, values)], changed: [former, id] };
  }
}

function isStored(item: Item): boolean {
  const outcome = item.outcome();
  if (outcome === null || item.stored === null) return outcome === item.stored;
  return sameValues(outcome, valuesOf(item.stored));
}
