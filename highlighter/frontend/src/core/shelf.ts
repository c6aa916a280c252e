/** The outbox's shelf: the operations of one reviewer in one database, in memory and in the store. */
import { oldestFirst, read, write } from "./entries.ts";
import type { Entry } from "./entries.ts";
import { InOrder } from "./in_order.ts";
import type { Store } from "./store.ts";
import type { Operation, Result } from "./types.ts";

export class Shelf {
  readonly prefix: string;
  /** Stored values that cannot be read: left where they are, and counted. */
  unreadable = 0;
  readonly #store: Store;
  readonly #entries = new Map<string, Entry>();
  readonly #pending = new InOrder<Entry>(oldestFirst);
  readonly #held = new InOrder<Entry>(oldestFirst);
  /** What the store does not have. */
  readonly #notKept = new Set<Entry>();
  #lastSeq = 0;

  constructor(store: Store, instance: string, reviewer: number) {
    this.#store = store;
    this.prefix = `workbench:${instance}:${reviewer}:`;
  }

  get(id: string): Entry | undefined {
    return this.#entries.get(id);
  }

  /** Not yet answered, oldest first, as they are now and will be. */
  pending(): readonly Entry[] {
    return this.#pending.values;
  }

  /** Waiting for the person, oldest first, as they are now and will be. */
  held(): readonly Entry[] {
    return this.#held.values;
  }

  count(): { pending: number; held: number; refused: number } {
    const refused = [...this.#notKept].filter((entry) => entry.refused).length;
    return { pending: this.#pending.values.length, held: this.#held.values.length, refused };
  }

  add(operation: Operation, now: number): Entry {
    const seq = Math.max(now * 1000, this.#lastSeq + 1);
    const entry: Entry = {
      seq, operation, held: null, attempts: 0, kept: false, refused: false, own: true, raw: "",
    };
    this.#remember(entry);
    this.keep(entry);
    return entry;
  }

  /** The entry waits for the person from now on. */
  hold(entry: Entry, result: Result): void {
    this.#setHeld(entry, result);
    this.keep(entry);
  }

  /** Writes the entry as it now is; what the store already has of it outlives a refusal. */
  keep(entry: Entry): void {
    const raw = write(entry);
    try {
      this.#store.set(this.prefix + entry.operation.id, raw);
    } catch {
      // A full or closed store throws whatever it likes; the entry says that it is not safe.
      entry.refused = !entry.kept;
      return;
    }
    this.#isKept(entry, raw);
  }

  /** Tries again to keep what the store does not have. */
  keepTheRest(): void {
    for (const entry of this.#notKept) this.keep(entry);
  }

  remove(entry: Entry): void {
    this.#forget(entry);
    this.#store.remove(this.prefix + entry.operation.id);
  }

  /**
   * Takes over what other tabs did. An operation of this page that another tab took away is kept
   * in memory: sending it once more brings its first answer, and nothing is lost if it was not
   * another tab that emptied the store. Returns the entries whose answer another tab got and that
   * are held, and whether others that are held came or went.
   */
  reread(own: boolean): { readonly answered: Entry[]; readonly isOtherHeld: boolean } {
    const found = new Set<string>();
    const held: Entry[] = [];
    const before = new Set(this.#held.values);
    this.unreadable = 0;
    for (const key of this.#store.keys()) {
      const id = key.startsWith(this.prefix) ? key.slice(this.prefix.length) : "";
      const raw = id === "" || id.includes(":") ? null : this.#store.get(key);
      if (raw === null) continue;
      found.add(id);
      if (this.#takeOver(id, raw, own)) held.push(this.#entries.get(id)!);
    }
    for (const [id, entry] of this.#entries) if (!found.has(id)) this.#vanished(entry);
    const now = this.#held.values.filter((entry) => !held.includes(entry));
    return { answered: held, isOtherHeld: now.length !== before.size || now.some((entry) => !before.has(entry)) };
  }

  /** True when another tab's answer holds an operation that this one had as pending. */
  #takeOver(id: string, raw: string, own: boolean): boolean {
    const known = this.#entries.get(id);
    if (known?.raw === raw) return false;
    const stored = read(id, raw, own);
    if (stored === null) {
      if (!known) this.unreadable += 1;
      return false;
    }
    if (!known) {
      this.#remember(stored);
      return false;
    }
    const becameHeld = known.held === null && stored.held !== null;
    if (becameHeld) this.#setHeld(known, stored.held);
    known.attempts = Math.max(known.attempts, stored.attempts);
    this.#isKept(known, raw);
    return becameHeld;
  }

  #vanished(entry: Entry): void {
    if (!entry.kept) return;
    if (entry.held !== null || !entry.own) return this.#forget(entry);
    Object.assign(entry, { kept: false, raw: "" });
    this.#notKept.add(entry);
  }

  #remember(entry: Entry): void {
    this.#entries.set(entry.operation.id, entry);
    (entry.held === null ? this.#pending : this.#held).add(entry);
    if (!entry.kept) this.#notKept.add(entry);
    this.#lastSeq = Math.max(this.#lastSeq, entry.seq);
  }

  #forget(entry: Entry): void {
    this.#entries.delete(entry.operation.id);
    this.#pending.remove(entry);
    this.#held.remove(entry);
    this.#notKept.delete(entry);
  }

  #setHeld(entry: Entry, result: Result | null): void {
    this.#pending.remove(entry);
    entry.held = result;
    this.#held.add(entry);
  }

  #isKept(entry: Entry, raw: string): void {
    Object.assign(entry, { raw, kept: true, refused: false });
    this.#notKept.delete(entry);
  }
}

/** The answer that holds an operation because an earlier one of its annotation is held. */
export function behind(operation: Operation, head: Result): Result {
  return { ...head, id: operation.id };
}
