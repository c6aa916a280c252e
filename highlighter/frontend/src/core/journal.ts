/** Where undo and redo outlive a reload: a small value a step, written with the step itself. */
import type { KeptHistory, NewHistory } from "./change.ts";
import type { Store } from "./store.ts";

/** What a journal keeps: everything once, and what is new of it from then on. */
export interface Source {
  history(): KeptHistory;
  newHistory(): NewHistory;
}

// What is left of a history that the store has no room for.
const KEPT_WHERE_FULL = 1000;

export class Journal {
  readonly #store: Store;
  readonly #prefix: string;
  /** The oldest step that the store has; the steps before it found no room. */
  #first = 0;
  /** How many steps the store has, with those before the first. */
  #count = 0;
  /** Whether the store has the history, so that what is new of it suffices. */
  #isWhole = false;

  /** `prefix` names the revision and its reader: nobody else's steps are read. */
  constructor(store: Store, prefix: string) {
    this.#store = store;
    this.#prefix = `${prefix}:`;
  }

  /**
   * Writes what is new. A store without room for all keeps the newest steps; one that is closed
   * costs undo after a reload, not the work.
   */
  keep(source: Source): void {
    const news = source.newHistory();
    try {
      if (this.#isWhole && news.at >= this.#first) this.#write(news);
      else this.#writeNewest(source.history());
    } catch {
      this.#makeRoom(source);
    }
  }

  /** What was kept; a piece that cannot be read leaves nothing of it. */
  read(): unknown {
    const values = new Map<string, unknown>();
    try {
      for (const key of this.#keys()) {
        values.set(key.slice(this.#prefix.length), JSON.parse(this.#store.get(key) ?? "null"));
      }
    } catch {
      this.#clear();
      return null;
    }
    const first = Number(values.get("first") ?? 0);
    const steps: unknown[] = [];
    while (values.has(`step:${first + steps.length}`)) steps.push(values.get(`step:${first + steps.length}`));
    const gone = [...values].filter(([name]) => name.startsWith("gone:")).map(([, row]) => row);
    // Whoever reads it counts its steps from 0: it is written anew with its first change.
    this.#isWhole = first === 0;
    this.#count = steps.length;
    return { steps, at: Number(values.get("at") ?? 0) - first, gone };
  }

  #write({ steps, at, from, gone }: NewHistory): void {
    for (let place = Math.max(from, this.#first); place < steps.length; place += 1) {
      this.#set(`step:${place}`, steps[place]);
    }
    for (let place = steps.length; place < this.#count; place += 1) this.#remove(`step:${place}`);
    this.#count = steps.length;
    for (const [id, row] of gone) {
      if (row === null) this.#remove(`gone:${id}`);
      else this.#set(`gone:${id}`, row);
    }
    this.#set("at", at);
  }

  #makeRoom(source: Source): void {
    try {
      this.#writeNewest(source.history());
    } catch {
      this.#isWhole = false;
      this.#clear();
    }
  }

  /** Only what the newest steps need. */
  #writeNewest({ steps, at, gone }: KeptHistory): void {
    this.#clear();
    this.#first = Math.max(0, Math.min(at, steps.length - KEPT_WHERE_FULL));
    if (this.#first > 0) this.#set("first", this.#first);
    const needed = new Set(steps.slice(this.#first).flatMap(({ turns }) => turns.map(({ id }) => id)));
    const rows = gone.filter(({ id }) => needed.has(id)).map((row) => [row.id, row] as const);
    this.#write({ steps, at, from: 0, gone: new Map(rows) });
    this.#isWhole = true;
  }

  #set(name: string, value: unknown): void {
    this.#store.set(this.#prefix + name, JSON.stringify(value));
  }

  #remove(name: string): void {
    this.#store.remove(this.#prefix + name);
  }

  #keys(): string[] {
    return this.#store.keys().filter((key) => key.startsWith(this.#prefix));
  }

  /** Half a history would undo the wrong step. */
  #clear(): void {
    this.#first = 0;
    this.#count = 0;
    try {
      for (const key of this.#keys()) this.#store.remove(key);
    } catch {
      // A closed store has nothing to clear.
    }
  }
}
