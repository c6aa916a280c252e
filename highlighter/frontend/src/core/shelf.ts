/** The outbox's shelf: the operations of one reviewer in one database, in memory and in the store. */
import { oldestFirst, read, write } from "./entries.ts";
import type { Entry } from "./entries.ts";
import type { Store } from "./store.ts";
import type { Operation, Result } from "./types.ts";

export class Shelf {
  readonly prefix: string;
  /** Stored values that cannot be read: left where they are, and counted. */
  unreadable = 0;
  readonly #store: Store;
  readonly #entries = new Map<string, Entry>();
  #lastSeq = 0;

  constructor(store: Store, instance: string, reviewer: number) {
    this.#store = store;
    this.prefix = `workbench:${instance}:${reviewer}:`;
  }

  get(id: string): Entry | undefined {
    return this.#entries.get(id);
  }

  pending(): Entry[] {
    return this.#select((entry) => entry.held === null);
  }

  held(): Entry[] {
    return this.#select((entry) => entry.held !== null);
  }

  count(): { pending: number; held: number; refused: number } {
    const counts = { pending: 0, held: 0, refused: 0 };
    for (const entry of this.#entries.values()) {
      if (entry.held === null) counts.pending += 1;
      else counts.held += 1;
      if (entry.refused) counts.refused += 1;
    }
    return counts;
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
    Object.assign(entry, { raw, kept: true, refused: false });
  }

  /** Tries again to keep what the store does not have. */
  keepTheRest(): void {
    for (const entry of this.#entries.values()) if (!entry.kept) this.keep(entry);
  }

  remove(entry: Entry): void {
    this.#entries.delete(entry.operation.id);
    this.#store.remove(this.prefix + entry.operation.id);
  }

  /**
   * Takes over what other tabs did. An operation of this page that another tab took away is kept
   * in memory: sending it once more brings its first answer, and nothing is lost if it was not
   * another tab that emptied the store. Returns the entries that another tab found to be held.
   */
  reread(own: boolean): Entry[] {
    const found = new Set<string>();
    const held: Entry[] = [];
    this.unreadable = 0;
    for (const key of this.#store.keys()) {
      const id = key.startsWith(this.prefix) ? key.slice(this.prefix.length) : "";
      const raw = id === "" || id.includes(":") ? null : this.#store.get(key);
      if (raw === null) continue;
      found.add(id);
      if (this.#takeOver(id, raw, own)) held.push(this.#entries.get(id)!);
    }
    for (const [id, entry] of this.#entries) if (!found.has(id)) this.#vanished(id, entry);
    return held;
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
    known.held ??= stored.held;
    known.attempts = Math.max(known.attempts, stored.attempts);
    Object.assign(known, { kept: true, refused: false, raw });
    return becameHeld;
  }

  #vanished(id: string, entry: Entry): void {
    if (!entry.kept) return;
    if (entry.held !== null || !entry.own) this.#entries.delete(id);
    else Object.assign(entry, { kept: false, raw: "" });
  }

  #remember(entry: Entry): void {
    this.#entries.set(entry.operation.id, entry);
    this.#lastSeq = Math.max(this.#lastSeq, entry.seq);
  }

  #select(chosen: (entry: Entry) => boolean): Entry[] {
    return [...this.#entries.values()].filter(chosen).sort(oldestFirst);
  }
}

/** The answer that holds an operation because an earlier one of its annotation is held. */
export function behind(operation: Operation, head: Result): Result {
  return { ...head, id: operation.id };
}
